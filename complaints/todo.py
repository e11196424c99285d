"""What complaints ask of an officer: what is new, and what the person wrote last. One query."""

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.models import Complaint, seen_by
from complaints.models.complaints import FROM_PERSON
from complaints.rules import is_officer
from complaints.stages import Stage
from partnerships.directory.models import Account
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
