"""What the log of analyses asks of somebody: to look at what was drawn, or to explain why they read there."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.models import Sample
from analyses.rules import answerable
from analyses.todo.waiting import Facts, Source
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 20


def _to_explain(account: Account) -> QuerySet[Sample]:
    rows = Sample.objects.open().filter(
        account=account, asked_at__isnull=False, explained_at__isnull=True
    )
    return rows.order_by("asked_at")


def _say_to_explain(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    for row in rows:
        yield TodoItem(
            title=_("Explain why you read in the case %(number)s") % row,
            href=reverse("analyses:explain_sample", args=[row["pk"]]),
        )


def _to_answer(account: Account) -> QuerySet[Sample] | None:
    """What still waits for the person who was asked does not count."""
    if not account.access.has(Role.DATA_PROTECTION):
        return None
    waiting = Q(asked_at__isnull=True) | Q(explained_at__isnull=False)
    rows = Sample.objects.visible_to(account).open().filter(waiting).exclude(account=account)
    return rows.order_by("pk")


def _say_to_answer(account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    """One card for all of them."""
    samples = [
        Sample(pk=row["pk"], account_id=row["account"], authority_id=row["authority"])
        for row in rows
    ]
    number = len(answerable(account, samples, rows[0]["roots"]))
    if number:
        title = ngettext(
            "Check %(n)s access that was drawn by lot",
            "Check %(n)s accesses that were drawn by lot",
            number,
        )
        yield TodoItem(title=title % {"n": number}, href=reverse("analyses:samples"))


SOURCES = {
    "to_explain": Source(_to_explain, _say_to_explain, {"number": "case_number"}),
    "to_answer": Source(
        _to_answer,
        _say_to_answer,
        {"account": "account_id", "authority": "authority_id"},
        MOST,
        accounts=("account",),
    ),
}
