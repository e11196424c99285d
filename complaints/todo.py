"""What complaints ask of an officer: what is new, what the person wrote last, whom to call, what to decide; what is wrong with an office."""

from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.clocks import ClockKind, soon_until
from complaints.models import CallBack, Clock, Complaint, Office, OfficeNote, Outcome, seen_by
from complaints.models.complaints import TO_OFFICE
from complaints.models.offices import GRACE, OfficeKey, OfficeQuerySet
from complaints.rules import is_officer
from complaints.sealed_rows import path_of
from complaints.stages import BEGUN, TOLD, Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_complaints(account: Account) -> list[TodoItem]:
    """At most MOST of a kind, the oldest first; the number says nothing to whoever looks over a shoulder."""
    if not is_officer(account):
        return []
    with seen_by(account):
        return [*_objections(account), *_calls(account), *_due(account), *_complaints(account)]


def _objections(account: Account) -> list[TodoItem]:
    """Those on which they may decide: they have written nothing there."""
    waiting = Complaint.objects.visible_to(account).filter(
        messages__objection__outcome=Outcome.OPEN
    )
    rows = waiting.exclude(messages__by=account)
    return [_item(_("Decide on an objection: %(number)s"), row) for row in rows[:MOST]]


def _calls(account: Account) -> list[TodoItem]:
    number = CallBack.objects.visible_to(account).count()
    if not number:
        return []
    title = ngettext("Call %(n)s person back", "Call %(n)s people back", number) % {"n": number}
    return [TodoItem(title=title, href=reverse("complaints:calls"))]


def _due(account: Account) -> list[TodoItem]:
    """What is over or due soon, the most urgent first; that something arrived is said below."""
    rows = Clock.objects.visible_to(account).ticking().select_related("complaint")
    rows = rows.filter(due_on__lte=soon_until(timezone.localdate()))
    rows = rows.exclude(kind=ClockKind.ACKNOWLEDGEMENT).order_by("due_on", "pk")
    return [
        TodoItem(
            title=_("%(what)s: %(number)s")
            % {"what": capfirst(str(ClockKind(row.kind).label)), "number": row.complaint},
            href=reverse("complaints:detail", args=[row.complaint_id]),
            due=row.due_on,
        )
        for row in rows[:MOST]
    ]


def _complaints(account: Account) -> list[TodoItem]:
    said = Max("messages__at", filter=~Q(messages__kind__in=TO_OFFICE))
    rows = Complaint.objects.visible_to(account).annotate(last=Coalesce(said, "acknowledged_at"))
    unanswered = Q(stage__in=[*BEGUN, Stage.SUSPENDED, *TOLD], heard_at__gt=F("last"))
    at_once = Q(stage__in=[Stage.RECEIVED, Stage.REOPENED, Stage.WITHDRAWN])
    rows = rows.filter(at_once | unanswered).order_by("heard_at", "pk")
    words = {
        Stage.RECEIVED.value: _("Confirm that it arrived: %(number)s"),
        Stage.REOPENED.value: _("Look at it again: %(number)s"),
        Stage.WITHDRAWN.value: _("Was taken back, close it or go on: %(number)s"),
    }
    other = _("The person has replied: %(number)s")
    return [_item(words.get(row.stage, other), row) for row in rows[:MOST]]


def _item(words: str, complaint: Complaint) -> TodoItem:
    return TodoItem(
        title=words % {"number": complaint.spaced_number},
        href=reverse("complaints:detail", args=[complaint.pk]),
    )


def items_of_offices(account: Account) -> list[TodoItem]:
    """Administrators hear what keeps an opened office from receiving or reading; data protection, what waits to be confirmed.

    One query.
    """
    watches, confirms = account.is_administrator(), account.access.has(Role.DATA_PROTECTION)
    if not watches and not confirms:
        return []
    offices = list(_with_state(Office.objects.visible_to(account)))
    today = timezone.localdate()
    opened = [each for each in offices if each.opened_on and each.opened_on <= today]
    items = [item for office in opened for item in _alarms_of(office)] if watches else []
    if confirms:
        items += _to_confirm(sum(each.waiting for each in offices))  # type: ignore[attr-defined]
    return items


def _with_state(offices: OfficeQuerySet) -> OfficeQuerySet:
    """With `receives`, `tried`, `waiting` (a number), and of the newest key `made_at` and `public`."""
    newest = OfficeKey.objects.filter(office=OuterRef("pk"), retired_at__isnull=True)
    waiting = Q(notes__in=OfficeNote.objects.waiting())
    return offices.select_related("authority").annotate(
        receives=Exists(Office.objects.receiving().filter(pk=OuterRef("pk"))),
        tried=offices.is_recovery_tried(),
        made_at=Subquery(newest.values("made_at")[:1]),
        public=Subquery(newest.values("public")[:1]),
        waiting=Count("notes", filter=waiting),
    )


def _alarms_of(office: Any) -> list[TodoItem]:
    """`office`: with its state."""
    names, page = {"office": office}, reverse("complaints:readiness")
    if not office.receives:
        text = _("The form says that it is closed. Something is missing.")
        return [TodoItem(_("%(office)s receives no complaints") % names, page, text)]
    items = []
    if not office.tried:
        title = _("Try the recovery of the new key: %(office)s") % names
        text = _("After that day the office receives nothing.")
        due = timezone.localdate(office.made_at + GRACE)
        items.append(TodoItem(title, page, text, due=due))
    if not path_of(OfficeKey(public=office.public)).is_file():
        title = _("The key of the complaints office is missing: %(office)s") % names
        text = _(
            "Nobody can read complaints here. Bring its file back, or recover it from the halves."
        )
        items.append(TodoItem(title, page, text))
    return items


def _to_confirm(count: int) -> list[TodoItem]:
    if not count:
        return []
    text = ngettext("%(count)s waits for you", "%(count)s wait for you", count) % {"count": count}
    title = _("Confirm what complaints offices have noted")
    return [TodoItem(title, reverse("complaints:readiness"), text)]
