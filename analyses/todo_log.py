"""What the log of analyses asks of somebody: to look at what was drawn, or to explain why they read there."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.models import Sample, seen_by
from analyses.rules import can_answer_sample, sees_analyses
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_log(account: Account) -> list[TodoItem]:
    """At most MOST explanations and one card for all that is to be answered."""
    if not sees_analyses(account):
        return []
    with seen_by(account):
        return [*_to_explain(account), *_to_answer(account)]


def _to_explain(account: Account) -> list[TodoItem]:
    rows = Sample.objects.open().filter(
        account=account, asked_at__isnull=False, explained_at__isnull=True
    )
    return [
        TodoItem(
            title=_("Explain why you read in the case %(number)s") % {"number": row.case_number},
            href=reverse("analyses:explain_sample", args=[row.pk]),
        )
        for row in rows.order_by("asked_at")[:MOST]
    ]


def _to_answer(account: Account) -> list[TodoItem]:
    """What still waits for the person who was asked does not count."""
    if not account.access.has(Role.DATA_PROTECTION):
        return []
    waiting = Q(asked_at__isnull=True) | Q(explained_at__isnull=False)
    rows = Sample.objects.visible_to(account).open().filter(waiting).exclude(account=account)
    number = sum(bool(can_answer_sample(account, row)) for row in rows[: 4 * MOST])
    if not number:
        return []
    title = ngettext(
        "Check %(n)s access that was drawn by lot",
        "Check %(n)s accesses that were drawn by lot",
        number,
    )
    return [TodoItem(title=title % {"n": number}, href=reverse("analyses:samples"))]
