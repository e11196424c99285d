"""What is known of a suspected crime, in words."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from complaints import rules
from complaints.models import CaseDecision, Complaint, Prosecution, Suspicion
from complaints.models.suspicions import suspicion_of
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import when
from partnerships.shared.verdicts import Verdict


def show_suspicion(request: Request, complaint: Complaint) -> dict[str, object]:
    """For the page of the complaint: what is known, and what comes next."""
    row = suspicion_of(complaint)
    if row is None:
        return {"can_suspect": rules.can_suspect(request.user, complaint)}
    lines: list[tuple[str, object]] = [(_("Noted"), when(row.noted_at))]
    if row.referred_on:
        label = capfirst(str(Prosecution(row.referred_to).label))
        lines += [(label, row.place), (_("Given on"), when(row.referred_on))]
        lines += [(_("Their file number"), row.reference)] if row.reference else []
    if row.decided_on:
        decision = capfirst(str(CaseDecision(row.decision).label))
        lines += [
            (_("What the prosecutor decided"), decision),
            (_("Decided on"), when(row.decided_on)),
        ]
    return {
        "suspicion": row,
        "suspicion_lines": lines,
        "suspicion_next": _next(request, complaint, row),
    }


def _next(request: Request, complaint: Complaint, row: Suspicion) -> dict[str, str] | None:
    """The one thing that this officer may do about it now."""
    steps: tuple[tuple[Callable[..., Verdict], str, str], ...] = (
        (rules.can_refer, "refer", _("Note that the prosecutor got it")),
        (rules.can_note_case_decision, "note_case_decision", _("Note the decision")),
        (rules.can_lift_suspicion, "lift_suspicion", _("Lift the mark")),
    )
    for rule, name, label in steps:
        if rule(request.user, complaint, row):
            return {"label": label, "href": reverse(f"complaints:{name}", args=[complaint.pk])}
    return None
