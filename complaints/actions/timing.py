"""Times of a complaint: started and stopped with its stage, at rest where the table says so. The caller has locked the complaint."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from complaints.clocks import RUNNING, ClockKind, Times
from complaints.models import Clock, Complaint, OfficeClosure, Pause, Target
from complaints.stages import LIFE, PAUSED, Reason, Stage
from complaints.worktime import Pause as Span
from complaints.worktime import due_day
from partnerships.shared.workdays import Days, is_working_day

FAR = date(9999, 1, 1)


def begin(complaint: Complaint) -> None:
    """It has come to the office: its times run from when it was received; where it waits for the person, they rest since then."""
    _pause(complaint, complaint.asked_at or complaint.received_at, "")
    _start_and_stop(complaint, complaint.received_at, anew=())


def move(
    complaint: Complaint,
    verb: str,
    *,
    at: datetime | None = None,
    reason: str = "",
    anew: Collection[str] = (),
) -> None:
    """To the stage where `verb` leads; not saved: the caller does it, with what else it changes.

    `reason`: of a pause. `anew`: clocks that begin again.
    """
    at = at or timezone.now()
    complaint.stage = LIFE.move(verb).target
    _pause(complaint, at, reason)
    _start_and_stop(complaint, at, anew)


def restart(complaint: Complaint, *kinds: str) -> None:
    """What was to be done is done, and is to be done again; where they do not run, nothing."""
    _start_and_stop(complaint, timezone.now(), kinds)


def start(complaint: Complaint, kind: str) -> None:
    """One that officers start."""
    _start(complaint, (kind,), timezone.now())


def stop(complaint: Complaint, *kinds: str) -> None:
    """What was to be done is done."""
    complaint.clocks.running().filter(kind__in=kinds).update(stopped_at=timezone.now())


def last_day_for(complaint: Complaint, kind: ClockKind) -> date:
    """If it began today and nothing rested."""
    times = Target.objects.in_force(complaint.office)[kind]
    closed = OfficeClosure.objects.of(complaint.office)
    works = partial(is_working_day, closed=closed)
    return due_day(timezone.localdate(), times.number, times.unit, works=works, pauses=())


def _pause(complaint: Complaint, at: datetime, reason: str) -> None:
    """The former one ends, another begins; clocks that stood still get their last day."""
    stage = Stage(complaint.stage)
    there = complaint.pauses.open().first()
    if there and there.stage != stage:
        there.ended_at = at
        there.save(update_fields=["ended_at"])
        there = None
    if stage in PAUSED and not there:
        why = reason or Reason.QUESTION
        Pause.objects.create(complaint=complaint, stage=stage, reason=why, started_at=at)


def _start_and_stop(complaint: Complaint, at: datetime, anew: Collection[str]) -> None:
    stage = Stage(complaint.stage)
    reckon(complaint)  # first: what stops now shows whether it was in time
    running = set(complaint.clocks.running().values_list("kind", flat=True))
    here = {kind for kind, rule in RUNNING.items() if stage in rule.stages}
    over = [kind for kind in running if kind not in here or kind in anew]
    complaint.clocks.running().filter(kind__in=over).update(stopped_at=at)
    wanted = [kind for kind in here if not RUNNING[kind].by_hand and _begins(kind, complaint, anew)]
    _start(complaint, [kind for kind in wanted if kind not in running or kind in over], at)


def _begins(kind: ClockKind, complaint: Complaint, anew: Collection[str]) -> bool:
    """Once for each life: what was done in it does not begin again by itself, but where the stage itself is new."""
    since = complaint.reopened_at or complaint.received_at
    if kind in anew or kind in (ClockKind.PERSON, ClockKind.SUSPENSION):
        return True
    return not complaint.clocks.filter(kind=kind, started_at__gte=since).exists()


def _start(complaint: Complaint, kinds: Collection[str], at: datetime) -> None:
    targets = Target.objects.in_force(complaint.office) if kinds else {}
    rows = [_make(complaint, kind, targets[kind], at) for kind in kinds]
    Clock.objects.bulk_create(rows)
    reckon(complaint)


def _make(complaint: Complaint, kind: str, times: Times, at: datetime) -> Clock:
    return Clock(
        complaint=complaint, kind=kind, number=times.number, unit=times.unit, started_at=at
    )


def reckon(
    complaint: Complaint, closed: Sequence[Days] | None = None, *, has_stopped: bool = False
) -> None:
    """The last day of each clock that runs; none for those that rest in this stage. `has_stopped`: of those that do not, too."""
    rows = list(complaint.clocks.all() if has_stopped else complaint.clocks.running())
    if not rows:
        return
    if closed is None:
        closed = OfficeClosure.objects.of(complaint.office)
    pauses = list(complaint.pauses.all())
    for row in rows:
        row.due_on = _due(row, complaint, pauses, closed)
    Clock.objects.bulk_update(rows, ["due_on"])


def _due(
    row: Clock, complaint: Complaint, pauses: Sequence[Pause], closed: Sequence[Days]
) -> date | None:
    rests_in = RUNNING[ClockKind(row.kind)].rests_in
    if complaint.stage in rests_in and row.stopped_at is None:
        return None
    spans = [_span(each) for each in pauses if each.stage in rests_in]
    return due_day(
        timezone.localdate(row.started_at),
        row.number,
        row.unit,
        works=partial(is_working_day, closed=closed),
        pauses=spans,
    )


def _span(pause: Pause) -> Span:
    until = timezone.localdate(pause.ended_at) if pause.ended_at else FAR
    return Span(timezone.localdate(pause.started_at), until)
