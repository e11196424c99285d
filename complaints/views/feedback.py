"""The office: what people say of how they were treated, from five answers on."""

from collections import Counter
from collections.abc import Sequence

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints import rules
from complaints.actions.feedback import FEWEST
from complaints.answers import Again, HowFar
from complaints.models import Feedback, Office
from complaints.sealed_rows import read_as_office
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read

QUESTIONS: tuple[tuple[str, Promise, type[models.Choices]], ...] = (
    ("understood", _("Was our answer well understood?"), HowFar),
    ("taken_seriously", _("Were people taken seriously?"), HowFar),
    ("again", _("Would they write again?"), Again),
)
MOST = 200  # texts on the page


@in_sight
def feedback(request: Request) -> HttpResponse:
    """Office by office; only what was released together with at least four others."""
    rules.can_read_complaints(request.user).enforce()
    offices = Office.objects.worked_on_by(request.user).select_related("authority")
    released = Feedback.objects.filter(office__in=offices, shown=True)
    rows = list(released.select_related("office_key"))
    shown = [
        {"office": office, **_sum_up([row for row in rows if row.office_id == office.pk])}
        for office in offices
    ]
    if any(each["texts"] for each in shown):
        note_read("complaints.feedback_read", by=request.user)
    return render(request, "complaints/feedback.html", {"offices": shown, "fewest": FEWEST})


def _sum_up(rows: Sequence[Feedback]) -> dict[str, object]:
    said = [read_as_office(row) for row in rows[:MOST]]
    return {
        "answers": len(rows),
        "questions": [
            {"label": label, "counts": _count(choices, [getattr(row, name) for row in rows])}
            for name, label, choices in QUESTIONS
        ],
        "texts": [each for each in said if each and each["text"]],
    }


def _count(choices: type[models.Choices], values: list[object]) -> list[tuple[str, int]]:
    counts = Counter(values)
    return [(str(label), counts[value]) for value, label in choices.choices]
