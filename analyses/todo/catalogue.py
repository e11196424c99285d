"""What the catalogue asks of somebody: legal bases that expire or wait, kinds of authorities to confirm."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.models import Authority, BasisState, ProvisionVersion
from analyses.models.provisions import WARN_DAYS
from analyses.rules import confirmable, is_of_legal_service
from analyses.todo.waiting import Facts, Source, day_of
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5
_OPEN = Q(blocked_because="")


def _expiring(account: Account) -> QuerySet[ProvisionVersion] | None:
    """Within WARN_DAYS, the first to expire before the others."""
    if not is_of_legal_service(account):
        return None
    today = timezone.localdate()
    until = Q(valid_until__gte=today, valid_until__lte=today + timedelta(days=WARN_DAYS))
    return ProvisionVersion.objects.current().filter(_OPEN, until).order_by("valid_until")


def _say_expiring(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    for row in rows:
        title = ngettext(
            "%(n)s legal basis expires soon", "%(n)s legal bases expire soon", row["n"]
        )
        href = f"{reverse('analyses:bases')}?state={BasisState.EXPIRING}"
        yield TodoItem(title=title % row, href=href, due=day_of(row["until"]))


def _unreviewed(account: Account) -> QuerySet[ProvisionVersion] | None:
    """Those that colleagues wrote."""
    if not is_of_legal_service(account):
        return None
    waits = Q(reviewed_by__isnull=True, written_by__isnull=False) & ~Q(written_by=account)
    return ProvisionVersion.objects.current().filter(_OPEN, waits).order_by("pk")


def _say_unreviewed(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    for row in rows:
        title = ngettext("Confirm %(n)s legal basis", "Confirm %(n)s legal bases", row["n"])
        href = f"{reverse('analyses:bases')}?state={BasisState.UNREVIEWED}"
        yield TodoItem(title=title % row, href=href)


def _kinds(account: Account) -> QuerySet[Authority] | None:
    if not is_of_legal_service(account) and not account.access.has(Role.DATA_PROTECTION):
        return None
    return Authority.objects.filter(confirmed_at__isnull=True).order_by("pk")


def _say_kinds(account: Account, rows: list[Facts]) -> list[TodoItem]:
    waiting = [
        Authority(pk=row["pk"], organisation_id=row["organisation"], named_by_id=row["named_by"])
        for row in rows
    ]
    mine = confirmable(account, waiting, rows[0]["roots"])
    return [
        TodoItem(
            title=_("Confirm the kind of an authority: %(name)s") % row,
            href=reverse("analyses:confirm_kind", args=[row["pk"]]),
        )
        for row in rows
        if row["pk"] in mine
    ][:MOST]


_COUNTED = {"n": Window(Count("pk"))}  # of all, though the first alone is read
SOURCES = {
    "expiring": Source(_expiring, _say_expiring, {**_COUNTED, "until": "valid_until"}, most=1),
    "unreviewed": Source(_unreviewed, _say_unreviewed, _COUNTED, most=1),
    "kinds": Source(
        _kinds,
        _say_kinds,
        {
            "organisation": "organisation_id",
            "named_by": "named_by_id",
            "name": "organisation__name",
        },
        most=100,
        accounts=("named_by",),
    ),
}
