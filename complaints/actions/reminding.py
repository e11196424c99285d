"""By the clock, in office hours alone: who has something due is told that there is something, the head that something takes long.

No letter names a complaint, nor how many there are.
"""

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions import timing
from complaints.clocks import ClockKind
from complaints.models import Clock, Complaint, Office, OfficeClosure
from complaints.models.clocks import has_pressing
from complaints.officehours import in_office_hours
from complaints.stages import OPEN
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.models import Letter

DUE = "complaints/due"
LONG = "complaints/takes_long"


def remind() -> int:
    """Once a working day for each officer who has something due. Gives how many letters were written."""
    today, readers = timezone.localdate().isoformat(), set[Account]()
    for office in _at_work():
        readers |= set(rules.officers_of(office))
    told = Letter.objects.filter(kind=DUE, facts__on=today).values_list("recipient", flat=True)
    waiting = [each for each in readers if each.pk not in set(told) and has_pressing(each)]
    for account in waiting:
        write(DUE, to=account, facts={"on": today})
    return len(waiting)


def _at_work() -> list[Office]:
    now, rows = timezone.now(), Office.objects.opened().select_related("authority")
    return [each for each in rows if in_office_hours(now, OfficeClosure.objects.of(each))]


@transaction.atomic
def tell_heads() -> int:
    """Of each clock once, one letter for all of an office. Without a head nobody is told, until there is one."""
    told = 0
    for office in _at_work():
        if office.head_id is None:
            continue
        rows = Clock.objects.overdue(timezone.localdate()).filter(
            kind=ClockKind.ESCALATION, told_at__isnull=True, complaint__office=office
        )
        ids = [row.pk for row in rows.select_for_update(of=("self",), skip_locked=True)]
        if ids:
            Clock.objects.filter(pk__in=ids).update(told_at=timezone.now())
            write(LONG, to=office.head, facts={"office": office.pk})
            record("complaints.head_told", by=None, target=office)
            told += 1
    return told


@transaction.atomic
def catch_up() -> int:
    """What came in before there were clocks gets them, from the day on which it was received."""
    rows = Complaint.objects.reached().filter(stage__in=OPEN, clocks__isnull=True)
    rows = rows.select_related("office").select_for_update(of=("self",), no_key=True)
    found = list(rows.order_by("pk"))
    for complaint in found:
        timing.begin(complaint)
    return len(found)
