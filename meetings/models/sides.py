"""On which side of the table somebody sits in truth: authority, or civil society.

Whoever belongs to an authority anywhere sits on its side, whatever a partner's entry says. Source: decisions 0021 and 0044.
"""

from django.db.models import Q

from partnerships.directory.models import (
    Account,
    Grant,
    Partner,
    Partnership,
    Representation,
    Role,
    Seat,
    Side,
)
from partnerships.directory.models.managing import MANAGING
from partnerships.directory.rules.independence import authorities_among
from partnerships.directory.rules.scopes import AUTHORITIES


def side_of(by: Account, partnership: Partnership) -> Side | None:
    """For which side somebody keeps a partnership; administrators keep it for none."""
    if by.access.is_liaison_in(partnership.pk):
        return Side.AUTHORITY
    if not by.access.co_manages(partnership.pk):
        return None
    return _sides_of_seats(partnership, Q(person__account=by.pk)).get(by.pk)


def keepers_on(partnership: Partnership, side: Side) -> list[Account]:
    """Whoever keeps a partnership for one side and can sign in."""
    places = Partner.objects.current().filter(partnership=partnership).values("organisation")
    staff = Grant.objects.in_effect().filter(
        Q(partnership=partnership) | Q(organisation__in=places),
        role=Role.LIAISON,
        person__account__is_active=True,
    )
    sides = _sides_of_seats(partnership, Q(person__account__is_active=True))
    sides |= dict.fromkeys(staff.values_list("person__account_id", flat=True), Side.AUTHORITY)
    mine = [pk for pk, own in sides.items() if own == side]
    return list(Account.objects.filter(pk__in=mine).select_related("person").order_by("pk"))


def _sides_of_seats(partnership: Partnership, whose: Q) -> dict[int, Side]:
    """By number of the account. Whoever belongs to an authority anywhere keeps for no other side."""
    seats = Seat.objects.current().filter(
        whose,
        body__partnership=partnership,
        body__kind__in=MANAGING,
        voting=True,
        taken_at__isnull=False,
        organisation__isnull=False,
    )
    pairs = list(seats.values_list("person__account_id", "organisation_id"))
    authorities = authorities_among(organisation for _pk, organisation in pairs)
    bound = _accounts_of_authorities([pk for pk, _organisation in pairs])
    bound |= {pk for pk, organisation in pairs if organisation in authorities}
    return {pk: Side.AUTHORITY if pk in bound else Side.CIVIL for pk, _organisation in pairs if pk}


def _accounts_of_authorities(accounts: list[int]) -> set[int]:
    staff = Grant.objects.in_effect().filter(role__in=(Role.LIAISON, Role.OFFICER))
    stands = Representation.objects.not_over().filter(organisation__kind__in=AUTHORITIES)
    bound = Q(person__grants__in=staff) | Q(person__representations__in=stands)
    rows = Account.objects.filter(bound, pk__in=accounts)
    return set(rows.values_list("pk", flat=True))


def belongs_on(by: Account, partnership: Partnership) -> Side:
    """The side of anybody in the partnership, whether they keep it or not."""
    if by.access.is_liaison_in(partnership.pk) or _accounts_of_authorities([by.pk]):
        return Side.AUTHORITY
    return Side.CIVIL
