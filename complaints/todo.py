"""What complaints ask of an officer: what is new, what the person wrote last, whom to call, what to decide; what is wrong with an office."""

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.models import CallBack, Complaint, Office, OfficeNote, Outcome, seen_by
from complaints.models.complaints import TO_OFFICE
from complaints.models.offices import GRACE, OfficeKey
from complaints.rules import is_officer
from complaints.sealed_rows import path_of
from complaints.stages import Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_complaints(account: Account) -> list[TodoItem]:
    """At most MOST of a kind, the oldest first; the number says nothing to whoever looks over a shoulder."""
    if not is_officer(account):
        return []
    with seen_by(account):
        return [*_objections(account), *_calls(account), *_complaints(account)]


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


def _complaints(account: Account) -> list[TodoItem]:
    said = Max("messages__at", filter=~Q(messages__kind__in=TO_OFFICE))
    rows = Complaint.objects.visible_to(account).annotate(last=Coalesce(said, "acknowledged_at"))
    unanswered = Q(stage__in=[Stage.ACKNOWLEDGED, Stage.ANSWERED], heard_at__gt=F("last"))
    rows = rows.filter(Q(stage=Stage.RECEIVED) | unanswered).order_by("heard_at", "pk")
    words = {Stage.RECEIVED.value: _("Confirm that it arrived: %(number)s")}
    other = _("The person has replied: %(number)s")
    return [_item(words.get(row.stage, other), row) for row in rows[:MOST]]


def _item(words: str, complaint: Complaint) -> TodoItem:
    return TodoItem(
        title=words % {"number": complaint.spaced_number},
        href=reverse("complaints:detail", args=[complaint.pk]),
    )


def items_of_offices(account: Account) -> list[TodoItem]:
    """Administrators hear what keeps an opened office from receiving or reading; data protection, what waits to be confirmed."""
    items = _alarms() if account.is_administrator() else []
    if account.access.has(Role.DATA_PROTECTION):
        items += _to_confirm(account)
    return items


def _alarms() -> list[TodoItem]:
    offices = Office.objects.opened().select_related("authority")
    receiving = Office.objects.receiving().filter(pk=OuterRef("pk"))
    offices = offices.annotate(receives=Exists(receiving), tried=offices.is_recovery_tried())
    keys = OfficeKey.objects.filter(retired_at__isnull=True)
    items = []
    for office in offices.prefetch_related(Prefetch("keys", keys, "newest")):
        items += _alarms_of(office)
    return items


def _alarms_of(office: Office) -> list[TodoItem]:
    key = next(iter(office.newest), None)  # type: ignore[attr-defined]  # as _alarms reads it
    names, page = {"office": office}, reverse("complaints:readiness")
    if not office.receives:  # type: ignore[attr-defined]
        text = _("The form says that it is closed. Something is missing.")
        return [TodoItem(_("%(office)s receives no complaints") % names, page, text)]
    items = []
    if key and not office.tried:  # type: ignore[attr-defined]
        title = _("Try the recovery of the new key: %(office)s") % names
        text = _("After that day the office receives nothing.")
        due = timezone.localdate(key.made_at + GRACE)
        items.append(TodoItem(title, page, text, due=due))
    if key and not path_of(key).is_file():
        title = _("The key of the complaints office is missing: %(office)s") % names
        text = _(
            "Nobody can read complaints here. Bring its file back, or recover it from the halves."
        )
        items.append(TodoItem(title, page, text))
    return items


def _to_confirm(account: Account) -> list[TodoItem]:
    offices = Office.objects.visible_to(account)
    count = OfficeNote.objects.waiting().filter(office__in=offices).count()
    if not count:
        return []
    text = ngettext("%(count)s waits for you", "%(count)s wait for you", count) % {"count": count}
    title = _("Confirm what complaints offices have noted")
    return [TodoItem(title, reverse("complaints:readiness"), text)]
