"""What whoever is invited is told, in the letter and on the page: who asks, for whom they speak, and what it is for."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Invitation,
    Organisation,
    Partner,
    Partnership,
    Representation,
    Seat,
)

MOST = 5  # names of one kind; more would tell nothing


class Told(NamedTuple):
    """`inviter` is blank for the first people of an installation; `speaks_for`: their organisations or role."""

    inviter: str
    speaks_for: list[str]
    represents: list[Representation]
    partnerships: list[str]


def told(invitation: Invitation) -> Told:
    """In the language that is active."""
    represents = list(
        invitation.person.representations.not_over()
        .select_related("organisation")
        .order_by("organisation__sort_key")[:MOST]
    )
    return Told(
        inviter=_inviter(invitation),
        speaks_for=_speaks_for(invitation, {row.organisation_id for row in represents}),
        represents=represents,
        partnerships=_partnerships(invitation, represents),
    )


def _inviter(invitation: Invitation) -> str:
    account = invitation.invited_by
    return str(getattr(account, "person", "")) if account else ""


def _speaks_for(invitation: Invitation, theirs: set[int]) -> list[str]:
    """The organisation that both stand for; else the authority of the role; else whom the inviter stands for."""
    if invitation.invited_by is None:
        return []
    access = invitation.invited_by.access
    stands = {stand.organisation for stand in access.stands}
    staff = {held.organisation for held in access.grants if held.organisation}
    rows = Organisation.objects.filter(pk__in=(stands & theirs) or staff or stands)
    names = list(rows.order_by("sort_key").values_list("name", flat=True)[:MOST])
    if not names and access.is_administrator:
        return [_("the people who look after Handschlag")]
    return names


def _partnerships(invitation: Invitation, represents: list[Representation]) -> list[str]:
    """Those that the organisations are partners of today, and those in whose bodies the person sits."""
    there = Partner.objects.current().filter(
        organisation__in=[r.organisation_id for r in represents]
    )
    sits = Seat.objects.current().filter(person=invitation.person_id)
    rows = Partnership.objects.filter(pk__in=there.values("partnership")) | (
        Partnership.objects.filter(pk__in=sits.values("body__partnership"))
    )
    return [row.name_in() for row in rows.order_by("sort_key").distinct()[:MOST]]
