"""One page that shows every part, in German and in Arabic, so that people can look at them."""

import datetime as dt
import gettext

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override, trans_real

from partnerships.shared.accounts import Request
from partnerships.shared.fields import AddressField
from partnerships.shared.gallery_texts import ARABIC_CHROME, SAMPLES, Sample
from partnerships.shared.staff import works_here
from partnerships.shared.templatetags.parts import Column, badge, code, link, when, who
from partnerships.shared.verdicts import allowed_if

BERLIN_SUMMER = dt.timezone(dt.timedelta(hours=2))
SIGNED_ON = dt.date(2026, 3, 5)
SENT_AT = dt.datetime(2026, 6, 17, 14, 30, tzinfo=BERLIN_SUMMER)
KINDS = ("neutral", "info", "success", "warning", "danger")


class Words(gettext.NullTranslations):
    """A catalogue made from a dict, in the shape that Django merges into its own."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self._catalog = words
        self.plural = lambda n: int(n != 1)


def gallery(request: Request, language: str) -> HttpResponse:
    """The parts with sample content in `language`: de or ar."""
    if language not in SAMPLES:
        raise Http404
    allowed_if(works_here(request.user), _("Only staff see the gallery of parts.")).enforce()
    if language == "ar":
        _learn_arabic()
    with override(language):
        return render(request, "shared/gallery.html", _context(language))


def _learn_arabic() -> None:
    # Arabic is no language of the interface yet; only this page asks for these words.
    trans_real.translation("ar").merge(Words(ARABIC_CHROME))


def _context(language: str) -> dict[str, object]:
    words = SAMPLES[language]
    return {
        "machine_translated": language == "ar",
        "page_lang": language,
        "page_dir": "rtl" if language == "ar" else "ltr",
        "nav": [
            {"label": label, "href": "#", "current": place == 1}
            for place, label in enumerate(words["nav"])
        ],
        "w": words,
        "badges": [badge(text, kind) for text, kind in zip(words["states"], KINDS, strict=True)],
        "columns": _columns(words),
        "rows": _rows(words),
        "form": sample_form(words)(),
        "wrong_form": sample_form(words)({"email": "nobody"}, auto_id="wrong_%s"),
        "filter_form": filter_form(words)(auto_id="filter_%s"),
        "signed_on": SIGNED_ON,
        "until_on": dt.date(2028, 12, 31),
        "sent_at": SENT_AT,
        "nothing": None,
    }


def _columns(words: Sample) -> list[Column]:
    number, partner, state, signed, seats = words["columns"]
    return [
        Column(number, href="#", order="descending"),
        Column(partner, href="#"),
        Column(state),
        Column(signed),
        Column(seats, numeric=True),
    ]


def _rows(words: Sample) -> list[tuple]:
    kinds = ("success", "warning", "neutral")
    signed = (SIGNED_ON, None, dt.date(2024, 11, 20))
    return [
        (
            link(code(f"2026-04{12 + place}"), "#"),
            who(name, words["town"], kind="organisation"),
            badge(words["states"][KINDS.index(kind)], kind),
            when(day),
            22 - 7 * place,
        )
        for place, (name, kind, day) in enumerate(
            zip(words["organisations"], kinds, signed, strict=True)
        )
    ]


def sample_form(words: Sample) -> type[forms.Form]:
    """A form with every kind of field."""
    label = words["fields"]
    topics = list(enumerate(words["organisations"]))
    return type(
        "SampleForm",
        (forms.Form,),
        {
            "use_required_attribute": False,
            "name": forms.CharField(label=label["name"], help_text=label["name_hint"]),
            "email": AddressField(label=label["email"]),
            "day": forms.DateField(label=label["day"], required=False),
            "side": forms.ChoiceField(label=label["side"], choices=[("", "–"), *topics]),
            "text": forms.CharField(
                label=label["text"], widget=forms.Textarea(attrs={"rows": 4}), required=False
            ),
            "answer": forms.ChoiceField(
                label=label["answer"], choices=list(enumerate(label["answers"])),
                widget=forms.RadioSelect,
            ),
            "topics": forms.MultipleChoiceField(
                label=label["topics"], choices=topics, required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
            "several": forms.MultipleChoiceField(
                label=label["several"], choices=topics, required=False
            ),
            "paper": forms.FileField(
                label=label["paper"], help_text=label["paper_hint"], required=False
            ),
            "password": forms.CharField(
                label=label["password"], widget=forms.PasswordInput, required=False
            ),
            "agreed": forms.BooleanField(label=label["agreed"], help_text=label["agreed_hint"]),
        },
    )  # fmt: skip


def filter_form(words: Sample) -> type[forms.Form]:
    """The fields above a list."""
    label = words["fields"]
    return type(
        "FilterForm",
        (forms.Form,),
        {
            "search": forms.CharField(label=label["search"], required=False),
            "state": forms.ChoiceField(
                label=label["state"], choices=list(enumerate(words["states"])), required=False
            ),
            "since": forms.DateField(label=label["since"], required=False),
        },
    )
