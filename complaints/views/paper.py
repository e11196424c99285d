"""The confirmation to take along, as a PDF: drawn while one waits, in a child of its own, and kept nowhere.

It holds no code and nothing of what was told; "with everything" is drawn only from within the open mailbox.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi

from complaints import words
from complaints.answers import Kind, Way
from complaints.clocks import ClockKind
from complaints.forms.intake import STEPS
from complaints.models import Complaint
from complaints.models.languages import is_unchecked
from complaints.views.pages import list_bodies
from partnerships.shared import bounded
from partnerships.shared.glyphs import is_printable
from partnerships.shared.sealing.qr import svg_data_uri

Unavailable = bounded.TooMuch  # too many wait, or it is so long that it takes too much
INSTEAD = "\N{WHITE SQUARE}"  # of a sign that no font of ours can draw
BEHIND = 5  # other processes: somebody waits for it
RENDER = "partnerships.shared.documents.render:render_apart"


class Turn(NamedTuple):
    """A message on paper."""

    heading: str
    day: str
    language: str
    text: str


class Everything(NamedTuple):
    """What only the open mailbox can show: what was chosen and typed, all messages, the names of the files."""

    answers: Sequence[tuple[str, str]]
    turns: Sequence[Turn]
    files: Sequence[str]


def mailbox_address(language: str) -> str:
    """Where one types number and code; it holds neither."""
    return f"{settings.SITE_URL}{reverse('complaints:mailbox', args=[language])}"


def hand_out(
    complaint: Complaint,
    language: str,
    *,
    standing: tuple[str, str],
    everything: Everything | None = None,
) -> HttpResponse:
    """The PDF in the language that is active; `standing` says how it stands and what comes next.

    Raises: Unavailable.
    """
    page = write(complaint, language, standing, everything).encode()
    _nothing, data = bounded.run(RENDER, page, behind=BEHIND)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{complaint.number}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def write(
    complaint: Complaint, language: str, standing: tuple[str, str], everything: Everything | None
) -> str:
    """The page that becomes the PDF. Its metadata name neither office nor subject, and no time of day."""
    address, received = mailbox_address(language), timezone.localtime(complaint.received_at)
    answer = complaint.clocks.ticking().filter(kind=ClockKind.ANSWER).first()
    aim = answer and answer.due_on
    context = {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "unchecked": is_unchecked(language),
        "made_on": timezone.localdate().isoformat(),
        "number": complaint.spaced_number,
        "received_on": _day(received.date()),
        "office": complaint.office,
        "kind": Kind(complaint.kind).label,
        "way": Way(complaint.way).label,
        "standing": standing,
        "aim": _day(aim) if aim else "",
        "address": address,
        "qr": svg_data_uri(address),
        "sentences": say_law(complaint.kind, complaint.way, language),
        "bodies": list_bodies(language),
        "everything": everything,
    }
    return render_to_string("complaints/public/paper.html", context)


def say_law(kind: str, way: str, language: str) -> list[words.Sentence]:
    """Where prosecution may matter, its limit of three months too."""
    deadline = [words.PROSECUTION if way == Way.FORMAL else words.NO_REQUEST]
    said = [*(deadline if kind == Kind.COMPLAINT else []), words.DEADLINES]
    return words.say(*said, unchecked=is_unchecked(language))


def put_answers(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was chosen and typed, in the words of the form, in its order."""
    fields = {name: field for form in STEPS.values() for name, field in form.base_fields.items()}
    return [
        (str(field.label), make_printable(_put(field, facts[name])))
        for name, field in fields.items()
        if facts.get(name)
    ]


def _put(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        labels: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]  # no groups
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(str(labels.get(each, each)) for each in chosen)
    day = parse_date(str(value)) if isinstance(field, forms.DateField) else None
    return _day(day) if day else str(value)


def make_printable(text: str) -> str:
    """What was typed, with a square for each sign that no font of ours can draw: a paper shows no empty place."""
    if is_printable(text):
        return text
    return "".join(sign if sign == "\n" or is_printable(sign) else INSTEAD for sign in text)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
