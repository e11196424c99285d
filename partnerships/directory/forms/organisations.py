"""What may be typed about an organisation."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.beginnings import BeginningForm
from partnerships.directory.forms.data import Data, Initial
from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.offered import offer_choices, offer_names
from partnerships.directory.models import (
    Account,
    ContactPoint,
    Kind,
    Organisation,
    Succession,
    SuccessionKind,
)
from partnerships.shared.fields import AddressField, LineField, ProseField, TelephoneField, follow
from partnerships.shared.lines import clean_line
from partnerships.shared.marked.typed import PrintedLineField
from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import EitherDay, long_list
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.spoken import spoken_choices
from partnerships.shared.versions import VersionedForm

MOST_AREAS, AREA_LIMIT = 30, 80


class WebsiteField(forms.URLField):
    """An address of the web; `https://` is added where nothing stands before it."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": _("Write a web address such as https://example.org.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class AreasField(ProseField):
    """Districts and towns, one a line or with commas between them; gives a list without doubles."""

    def prepare_value(self, value: object) -> object:
        """A list is shown with one area a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        """Raises: ValidationError for too many, or a long one."""
        typed = re.split(r"[\n,;]", super().clean(value))
        areas = list(dict.fromkeys(filter(None, map(clean_line, typed))))
        if len(areas) > MOST_AREAS:
            raise ValidationError(_("At most 30 areas. Name the larger ones."))
        if any(len(area) > AREA_LIMIT for area in areas):
            raise ValidationError(_("An area has at most 80 characters."))
        return areas


class AboveField(OrganisationField):
    """An organisation one sees; or the one that stands there already, seen or not."""

    kept: Organisation | None = None

    def clean(self, value: object) -> Organisation | None:
        """Raises: ValidationError when no row or several fit."""
        if self.kept is not None and str(value or "").strip() == self.kept.name:
            return self.kept
        return super().clean(value)


class OrganisationForm(VersionedForm):
    """A new organisation, or the details of one; which duplicates were looked at stands in `despite`."""

    pieces = (long_list("languages"),)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    despite = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    name = follow(Organisation, "name", LineField, help_text=_("As it calls itself today."))
    printed_name = PrintedNameField()
    legal_form = follow(
        Organisation,
        "legal_form",
        PrintedLineField,
        required=False,
        help_text=_("For example e. V."),
    )
    kind = follow(Organisation, "kind", forms.ChoiceField)
    place = follow(Organisation, "place", LineField, required=False)
    areas = AreasField(
        label=_("Where it is active"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Districts or towns, one a line or with commas. At most 30 of 80 characters each."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    email = AddressField(label=_("E-mail"), required=False)
    phone = follow(Organisation, "phone", TelephoneField, required=False)
    website = follow(Organisation, "website", WebsiteField, required=False)
    parent = AboveField(
        label=_("Part of"),
        required=False,
        help_text=_("If it is a unit of another organisation. Type its name."),
    )
    hosted_by = AboveField(
        label=_("Reached through (c/o)"),
        required=False,
        help_text=_("If its post goes to another organisation. Type its name."),
    )

    def __init__(self, data: Data = None, *, by: Account, of: Organisation | None = None) -> None:
        super().__init__(data, initial=_values(of) if of else None)
        chosen = of.languages if of else []
        offer_choices(self, "kind", [("", str(_("Please choose"))), *_kinds()])
        offer_choices(self, "languages", spoken_choices(chosen))
        for relation in ("parent", "hosted_by"):
            field = cast(AboveField, self.fields[relation])
            field.among(OrganisationField.visible_to(by))
            field.kept = getattr(of, relation) if of else None
        if of:
            self.fields["version"].required = True
            self.fields["name"].help_text = _(
                "Correct a slip here. Has it got a new name? Then use “Rename”, and the former one is kept."
            )
        only_where_needed(self, "name")

    @property
    def values(self) -> dict[str, Any]:
        """The details by name of field, as the actions take them."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("version", "despite")
        }

    def were_shown_before(self, duplicates: list[Organisation]) -> bool:
        """Were all these duplicates shown before? Otherwise they are noted, so that the next time says yes."""
        before = set(self.cleaned_data["despite"].split())
        now = {str(row.pk) for row in duplicates}
        if now <= before:
            return True
        data = cast(QueryDict, self.data).copy()
        data["despite"] = " ".join(sorted(now | before)[:20])
        self.data = data
        return False


def _kinds() -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in Kind.choices]


def _values(organisation: Organisation) -> dict[str, object]:
    names = (
        "version", "name", "printed_name", "legal_form", "kind", "place", "areas", "languages", "email", "phone",
        "website", "parent", "hosted_by",
    )  # fmt: skip
    return {name: getattr(organisation, name) for name in names}


class RenameForm(BeginningForm):
    """The new name, and since when."""

    name = LineField(label=_("New name"), max_length=200)
    printed_name = PrintedNameField()
    field_order = ("name", "printed_name", "since", "attested_on")

    def __init__(self, data: Data = None, *, initial: Initial = None) -> None:
        super().__init__(data, initial=initial)
        only_where_needed(self, "name")


class ContactPointForm(forms.Form):
    """A way to reach an organisation for one purpose."""

    label = follow(
        ContactPoint,
        "label",
        LineField,
        help_text=_("A task, not a person: for example press, or emergencies at the weekend."),
    )
    email = AddressField(label=_("E-mail"), required=False)
    phone = follow(ContactPoint, "phone", TelephoneField, required=False)
    hours = follow(
        ContactPoint,
        "hours",
        LineField,
        required=False,
        help_text=_("For example Mon to Fri, 9–16"),
    )

    @classmethod
    def prefill(cls, point: ContactPoint, data: Data = None) -> "ContactPointForm":
        """The form as the contact point stands."""
        names = ("label", "email", "phone", "hours")
        return cls(data, initial={name: getattr(point, name) for name in names})

    def clean(self) -> dict[str, object]:
        """There is at least one way."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["email"] and not cleaned["phone"]:
            self.add_error("email", _("Give an e-mail address or a telephone number."))
        return cleaned


class SuccessionForm(forms.Form):
    """Which other organisation, in which direction, and on which day."""

    either_day = EitherDay(
        "on_day",
        question=_("When?"),
        missing=_("Say on which day, or on which day it is attested."),
    )
    pieces = (either_day,)

    direction = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            ("after", _("It took over from the other one")),
            ("before", _("The other one took over from it")),
        ],
        widget=forms.RadioSelect,
    )
    other = OrganisationField(label=_("The other organisation"), help_text=_("Type its name."))
    kind = forms.ChoiceField(label=_("How"), choices=SuccessionKind, widget=forms.RadioSelect)
    on_day = follow(Succession, "on_day", PastDayField, required=False)
    attested_on = follow(
        Succession,
        "attested_on",
        PastDayField,
        required=False,
        help_text=_("If you do not know when: a day on which it had certainly happened."),
    )
    source_note = follow(
        Succession, "source_note", LineField, required=False, help_text=_("Where it can be read.")
    )

    def __init__(self, data: Data = None, *, by: Account, of: Organisation) -> None:
        super().__init__(data)
        offer_names(self, "other", OrganisationField.visible_to(by).exclude(pk=of.pk))
        kinds = [(value, capfirst(str(label))) for value, label in SuccessionKind.choices]
        offer_choices(self, "kind", kinds)

    def clean(self) -> dict[str, object]:
        """One of the two days is known."""
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data


class MergeForm(forms.Form):
    """With which entry a duplicate is merged: the one that goes on."""

    into = OrganisationField(
        label=_("Which entry goes on?"), help_text=_("Type the name of the other entry.")
    )

    def __init__(self, data: Data = None, *, by: Account, of: Organisation) -> None:
        super().__init__(data)
        offer_names(self, "into", OrganisationField.visible_to(by).exclude(pk=of.pk))
