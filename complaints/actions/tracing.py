"""What remains of a complaint that is deleted: months, days and codes, for the figures of its year."""

from datetime import date, datetime

from django.utils import timezone

from complaints.models import Complaint, Sorting, Trace
from complaints.models.keeping import month_of


def leave_trace(complaint: Complaint) -> None:
    """Once, before the rows go. `ended_at` is set."""
    ended_at = complaint.ended_at or complaint.received_at
    Trace.objects.create(
        office=complaint.office,
        received_in=_month(complaint.received_at),
        ended_in=_month(ended_at),
        channel=complaint.channel,
        way=complaint.way,
        kind=complaint.kind,
        language=complaint.language,
        stage=complaint.stage,
        outcome=complaint.outcome,
        settled_by=complaint.settled_by,
        confirmed_in=_year(complaint.acknowledged_at),
        answered_in=_year(complaint.answered_at),
        reopened_in=_year(complaint.reopened_at),
        days_to_acknowledgement=_days(complaint, complaint.acknowledged_at),
        days_to_answer=_days(complaint, complaint.answered_at),
        days_at_rest=_rest(complaint),
        **_kept_times(complaint),
        **_sorting(complaint),
    )


def _month(moment: datetime) -> date:
    return month_of(timezone.localdate(moment))


def _days(complaint: Complaint, moment: datetime | None) -> int | None:
    """From when it was received, whole days of the calendar; never fewer than none."""
    if moment is None:
        return None
    between = timezone.localdate(moment) - timezone.localdate(complaint.received_at)
    return max(between.days, 0)


def _year(moment: datetime | None) -> int | None:
    return timezone.localdate(moment).year if moment else None


def _rest(complaint: Complaint) -> int:
    """Whole days of the calendar until the answer, as complaints.figures counts them."""
    if complaint.answered_at is None:
        return 0
    last = timezone.localdate(complaint.answered_at)
    spans = [
        min(timezone.localdate(each.ended_at), last) - timezone.localdate(each.started_at)
        for each in complaint.pauses.all()
        if each.ended_at
    ]
    return sum(max(each.days, 0) for each in spans)


def _kept_times(complaint: Complaint) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"in_time": [], "late": []}
    for row in complaint.clocks.all():
        if row.stopped_at and row.due_on:
            day = timezone.localdate(row.stopped_at)
            found["in_time" if day <= row.due_on else "late"].append(f"{row.kind} {day.year}")
    return {name: sorted(each) for name, each in found.items()}


def _sorting(complaint: Complaint) -> dict[str, object]:
    """Its codes; the area is typed and goes."""
    row = Sorting.objects.filter(complaint=complaint).first() or Sorting()
    return {name: getattr(row, name) for name in ("sort", "causes", "subjects", "signs")}
