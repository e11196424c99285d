"""Open enquiries of one's own office, the oldest first."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from analyses.models import Enquiry, Outcome
from analyses.rules import can_enter
from analyses.todo.waiting import Facts, Source, numbered_item
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem


def _open(account: Account) -> QuerySet[Enquiry] | None:
    if not can_enter(account):
        return None
    rows = Enquiry.objects.visible_to(account).filter(outcome=Outcome.OPEN)
    return rows.order_by("received_on", "pk")


def _say(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    words = _("Answer an enquiry, or pass it on: %(number)s")
    return (numbered_item(words, row, "enquiry", row["pk"]) for row in rows)


SOURCES = {"enquiries": Source(_open, _say, {"number": "number"})}
