"""What was taken back of what somebody had received: the number of the case, and nothing of what it was."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.models import TOLD_DAYS, Contribution, WithdrawalNoted, with_contents
from analyses.rules import works_in_analyses
from analyses.todo.waiting import Facts, Source, numbered_item
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem


def _taken_back(account: Account) -> QuerySet[Contribution] | None:
    """To whom it was released and who took part then, until they say that they took note, or TOLD_DAYS passed."""
    if not works_in_analyses(account):
        return None
    recently = timezone.now() - timedelta(days=TOLD_DAYS)
    own = with_contents(account).filter(
        case=OuterRef("case"), agreed_at__lte=OuterRef("withdrawn_at")
    )
    noted = WithdrawalNoted.objects.filter(contribution=OuterRef("pk"), by=account)
    rows = Contribution.objects.annotate(own=Subquery(own.values("authority")[:1])).filter(
        ~Exists(noted),
        submitted_at__isnull=False,
        withdrawn_at__gt=recently,
        released_to__contains=[F("own")],
    )
    return rows.exclude(authority=F("own")).order_by("withdrawn_at", "pk")


def _say(_account: Account, rows: list[Facts]) -> Iterable[TodoItem]:
    words = _("A contribution that you received was taken back: %(number)s")
    return [numbered_item(words, row, "note_withdrawal", row["case"], row["pk"]) for row in rows]


SOURCES = {
    "taken_back": Source(_taken_back, _say, {"case": "case_id", "number": "case__number"}),
}
