"""What was given into a case, as its page shows it: by whom, by which right, in which state, how much."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from analyses.models import TOLD_DAYS, Case, Contribution, Record
from partnerships.directory.models import Account
from partnerships.shared.templatetags.parts import badge

MOST_CONTRIBUTIONS = 50  # on a page
COUNTED = 1000  # records that are counted; beyond it says "more than"


def state_badge(contribution: Contribution) -> SafeString:
    """Where it stands."""
    if contribution.withdrawn_at:
        return badge(pgettext("a contribution", "taken back"), "danger")
    if contribution.replaced_at:
        return badge(pgettext("a contribution", "replaced"), "neutral")
    if contribution.submitted_at:
        return badge(pgettext("a contribution", "submitted"), "success")
    return badge(pgettext("a contribution", "draft"), "warning")


def how_many(number: int) -> str:
    """A count that ends at COUNTED."""
    if number > COUNTED:
        return _("more than %(number)s records") % {"number": f"{COUNTED:,}".replace(",", ".")}
    return _("%(number)s records") % {"number": number} if number != 1 else _("1 record")


def counted(rows: object) -> Func:
    """So many of the rows of a subquery, at most one more than COUNTED."""
    return Func(
        ArraySubquery(rows.order_by().values("pk")[: COUNTED + 1]),  # type: ignore[attr-defined]
        function="cardinality",
        output_field=IntegerField(),
    )


def overview_of(by: Account, case: Case) -> dict[str, object] | None:
    """The latest contributions; None for whoever has no sight of contents or where nothing can lie in the case yet."""
    if case.collecting_at is None:
        return None
    rows = Contribution.objects.visible_to(by, case)
    if rows.query.is_empty():
        return None
    records = Record.objects.filter(case=case, contribution=OuterRef("pk"))
    rows = rows.annotate(size=counted(records)).select_related("authority", "basis__provision")
    found = list(rows.order_by("-created_at", "-pk")[: MOST_CONTRIBUTIONS + 1])
    recently = timezone.now() - timedelta(days=TOLD_DAYS)
    shown = found[:MOST_CONTRIBUTIONS]
    return {
        "rows": [
            {
                "row": each,
                "badge": state_badge(each),
                "size": "" if each.withdrawn_at or each.replaced_at else how_many(each.size),
            }
            for each in shown
        ],
        "is_cut": len(found) > MOST_CONTRIBUTIONS,
        "taken_back": [
            each for each in shown if each.withdrawn_at and each.withdrawn_at > recently
        ],
    }
