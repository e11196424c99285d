"""What the catalogue asks of somebody: legal bases that expire or wait, kinds of authorities to confirm."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.models import Authority, BasisState, ProvisionVersion
from analyses.models.provisions import WARN_DAYS
from analyses.rules import confirmable, is_of_legal_service
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_catalogue(account: Account) -> list[TodoItem]:
    """To the legal service what expires and what waits; to it and data protection the kinds they may confirm."""
    legal = is_of_legal_service(account)
    if not legal and not account.access.has(Role.DATA_PROTECTION):
        return []
    return [*(_bases(account) if legal else []), *_kinds(account)]


def _bases(account: Account) -> list[TodoItem]:
    """One item for those that expire within WARN_DAYS, one for those that colleagues wrote."""
    today = timezone.localdate()
    open_ = Q(blocked_because="")
    soon = open_ & Q(valid_until__gte=today, valid_until__lte=today + timedelta(days=WARN_DAYS))
    waits = open_ & Q(reviewed_by__isnull=True, written_by__isnull=False) & ~Q(written_by=account)
    found = ProvisionVersion.objects.current().aggregate(
        soon=Count("pk", filter=soon), first=Min("valid_until", filter=soon),
        waits=Count("pk", filter=waits),
    )  # fmt: skip
    address = reverse("analyses:bases")
    items = []
    if found["soon"]:
        title = ngettext(
            "%(n)s legal basis expires soon", "%(n)s legal bases expire soon", found["soon"]
        )
        href = f"{address}?state={BasisState.EXPIRING}"
        items.append(TodoItem(title=title % {"n": found["soon"]}, href=href, due=found["first"]))
    if found["waits"]:
        title = ngettext("Confirm %(n)s legal basis", "Confirm %(n)s legal bases", found["waits"])
        href = f"{address}?state={BasisState.UNREVIEWED}"
        items.append(TodoItem(title=title % {"n": found["waits"]}, href=href))
    return items


def _kinds(account: Account) -> list[TodoItem]:
    rows = list(Authority.objects.filter(confirmed_at__isnull=True).select_related("organisation"))
    mine = confirmable(account, rows) if rows else set()
    return [
        TodoItem(
            title=_("Confirm the kind of an authority: %(name)s") % {"name": row.organisation},
            href=reverse("analyses:confirm_kind", args=[row.pk]),
        )
        for row in rows
        if row.pk in mine
    ][:MOST]
