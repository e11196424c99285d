"""Who can be the witness of an appointment or of an invitation.

Source: decision 0021. A witness is the confirmed lead of an organisation that works in a partnership with the one
concerned, stands outside the organisation trees of asker and person, and is nobody's puppet of theirs. Where the asker
acts for an authority, the witness stands for none; in a partnership of authorities alone, for one outside the hierarchy.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from partnerships.directory.models import (
    Account,
    Appointment,
    Grant,
    Invitation,
    Organisation,
    Partner,
    Representation,
    RepresentationRole,
    Role,
    Seat,
)
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.independence import (
    authorities_among,
    organisations_of,
    tree_of,
)


class Matter(NamedTuple):
    """What is to be witnessed: by whom it was asked, in whose name, about which account, where."""

    asked_by: int | None
    asked_for: int | None
    person_account: int | None
    organisations: frozenset[int]


def matter_of(thing: Appointment | Invitation) -> Matter:
    """An appointment; or an invitation of somebody who stands elsewhere, too."""
    if isinstance(thing, Appointment):
        own = frozenset({thing.organisation_id})
        return Matter(thing.asked_by_id, thing.asked_for_id, thing.person.account_id, own)
    stands = Representation.objects.not_over().filter(person=thing.person_id)
    own = frozenset(stands.values_list("organisation_id", flat=True))
    return Matter(thing.invited_by_id, thing.person.kept_by_id, None, own)


def witnesses_for(matter: Matter) -> dict[int, int]:
    """Accounts that can be the witness, each with the organisation for which it is."""
    asking = organisations_of([matter.asked_by])
    closed = tree_of(
        {*matter.organisations, matter.asked_for, *asking}
        | organisations_of([matter.person_account])
    )
    near = _partners_of(matter) - closed
    if authorities_among({matter.asked_for, *asking}) or _is_administrator(matter.asked_by):
        near = _without_authorities(near, matter)
    return _leads_of(near, closed, matter)


def _is_administrator(account: int | None) -> bool:
    """Whoever runs the installation does so for an authority."""
    rows = Grant.objects.in_effect().filter(role=Role.ADMINISTRATOR, person__account=account)
    return account is not None and rows.exists()


def _partners_of(matter: Matter) -> frozenset[int]:
    """Partners of today in the partnerships of the organisations concerned; where there are none, of the asker's."""
    for ids in (matter.organisations, {matter.asked_for}):
        places = Partner.objects.current().filter(organisation__in=[pk for pk in ids if pk])
        rows = Partner.objects.current().filter(partnership__in=places.values("partnership"))
        partners = frozenset(rows.values_list("organisation_id", flat=True)) - frozenset(
            pk for pk in ids if pk
        )
        if partners:
            return partners
    return frozenset()


def _without_authorities(near: frozenset[int], matter: Matter) -> frozenset[int]:
    """Only those that are none; where all partners are authorities, and the one concerned as well, all of them."""
    civil = near - authorities_among(near)
    everybody = _partners_of(matter) | matter.organisations
    only_authorities = authorities_among(everybody) >= everybody
    return near if only_authorities else civil


def _leads_of(near: frozenset[int], closed: frozenset[int], matter: Matter) -> dict[int, int]:
    rows = confirmed_leads(near).exclude(person__account__in=_accounts_involved(matter))
    leads = dict(rows.order_by("-pk").values_list("person__account_id", "organisation_id"))
    if not leads:
        return {}
    roots = find_roots([*leads, *_accounts_involved(matter)])
    taken = {roots[pk] for pk in _accounts_involved(matter)}
    free = [pk for pk in leads if roots[pk] not in taken]
    inside = _with_places(free, closed)
    return {pk: leads[pk] for pk in free if pk not in inside}


def _accounts_involved(matter: Matter) -> list[int]:
    return [pk for pk in (matter.asked_by, matter.person_account) if pk]


def belongs_to(account: int) -> frozenset[int]:
    """Organisations that an account stands for, holds a role of, or sits for."""
    seats = _seats([account]).values_list("organisation_id", flat=True)
    return organisations_of([account]) | frozenset(pk for pk in seats if pk)


def leads_apart_from(
    account: int, among: Iterable[int], also: Iterable[int] = ()
) -> dict[int, int]:
    """Confirmed leads of some organisations who can confirm what this account did, each with the organisation.

    Outside the trees of everything the account belongs to (or belonged to: `also`), and independent of it.
    """
    matter = Matter(account, None, None, frozenset())
    closed = tree_of({*belongs_to(account), *also})
    leads = _leads_of(frozenset(among) - closed, closed, matter)
    inside = _seats(leads).filter(organisation__in=list(closed))
    sitting = set(inside.values_list("person__account_id", flat=True))
    return {pk: organisation for pk, organisation in leads.items() if pk not in sitting}


def _seats(accounts: Iterable[int]) -> QuerySet[Seat]:
    rows = Seat.objects.current().filter(person__account__in=list(accounts))
    return rows.filter(taken_at__isnull=False)


def _with_places(accounts: Iterable[int], organisations: frozenset[int]) -> set[int]:
    """Which of these accounts stand for one of these organisations, or hold a role of it."""
    rows = Account.objects.filter(pk__in=list(accounts))
    ids = list(organisations)
    lasting = Representation.objects.not_over().filter(organisation__in=ids)
    has_role = Q(person__grants__organisation__in=ids, person__grants__ended_at=None)
    people = rows.filter(Q(person__representations__in=lasting) | has_role)
    return set(people.values_list("pk", flat=True))


def confirmed_leads(organisations: Iterable[int]) -> QuerySet[Representation]:
    """Leads of today who can sign in and whom somebody confirmed, also those from before the rule."""
    return Representation.objects.current().filter(
        organisation__in=list(organisations),
        role=RepresentationRole.LEAD,
        is_provisional=False,
        person__account__is_active=True,
    )


def has_confirmed_lead(organisation: Organisation | int) -> bool:
    """Has the organisation a confirmed lead who can sign in?"""
    number = organisation if isinstance(organisation, int) else organisation.pk
    return confirmed_leads([number]).exists()
