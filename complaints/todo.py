"""What complaints ask of an officer: what is new, and what the person wrote last; what is wrong with an office. One query each."""

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.models import Complaint, Office, OfficeNote, seen_by
from complaints.models.complaints import FROM_PERSON
from complaints.models.offices import GRACE, OfficeKey
from complaints.rules import is_officer
from complaints.sealed_rows import path_of
from complaints.stages import Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_complaints(account: Account) -> list[TodoItem]:
    """At most MOST, the oldest first; the number says nothing to whoever looks over a shoulder."""
    if not is_officer(account):
        return []
    with seen_by(account):
        return [_item(complaint) for complaint in _waiting(account)]


def _waiting(account: Account) -> QuerySet[Complaint]:
    said = Max("messages__at", filter=~Q(messages__kind__in=FROM_PERSON))
    rows = Complaint.objects.visible_to(account).annotate(last=Coalesce(said, "acknowledged_at"))
    unanswered = Q(stage__in=[Stage.ACKNOWLEDGED, Stage.ANSWERED], heard_at__gt=F("last"))
    rows = rows.filter(Q(stage=Stage.RECEIVED) | unanswered)
    return rows.order_by("heard_at", "pk")[:MOST]


def _item(complaint: Complaint) -> TodoItem:
    is_new = complaint.stage == Stage.RECEIVED
    said = (
        _("Confirm that it arrived: %(number)s")
        if is_new
        else _("The person has replied: %(number)s")
    )
    return TodoItem(
        title=said % {"number": complaint.spaced_number},
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
