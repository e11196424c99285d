"""Accounts of the people of an agreement: who may sign, who stands for a party."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.agreements.models import Agreement, Party
from partnerships.directory.models import (
    Account,
    Representation,
)
from partnerships.directory.models.managing import keepers_of


def signing(day: date | None = None) -> QuerySet[Representation]:
    """Representations that hold on a day and carry the right to sign on it. The same for one account: directory/models/access.py."""
    day = day or timezone.localdate()
    begun = Q(signs_since__isnull=True) | Q(signs_since__lte=day)
    return Representation.objects.on(day).filter(begun, may_sign=True, rests_on__isnull=False)


def _active(stands: QuerySet[Representation]) -> QuerySet[Account]:
    people = stands.values("person")
    return Account.objects.filter(person__in=people, is_active=True).order_by("pk")


def signers(party: Party) -> QuerySet[Account]:
    """Accounts that may sign for a party today."""
    return _active(signing().filter(organisation=party.organisation_id))


def representatives(agreement: Agreement) -> QuerySet[Account]:
    """Accounts of everybody who stands for a party today."""
    stand = Representation.objects.current().filter(
        organisation__in=agreement.parties.values("organisation")
    )
    return _active(stand)


def contacts(agreement: Agreement) -> QuerySet[Representation]:
    """Who stands for its parties today, in the order in which the paper names them."""
    rows = Representation.objects.current().filter(
        organisation__in=agreement.parties.values("organisation"),
        organisation__parties__agreement=agreement,
        organisation__parties__removed_at__isnull=True,
    )
    return rows.select_related("person", "organisation").order_by(
        "organisation__parties__position", "organisation__sort_key", "role", "person__sort_key"
    )


def everybody(agreement: Agreement) -> QuerySet[Account]:
    """Representatives of all parties, and the keepers."""
    ids = representatives(agreement).values("pk")
    kept = keepers_of(agreement.partnership_id).values("pk")
    return Account.objects.filter(Q(pk__in=ids) | Q(pk__in=kept)).order_by("pk")


def without_signers(parties: Iterable[Party]) -> list[str]:
    """Names of those for which fewer people with an account may sign today than signatures are needed."""
    parties = list(parties)
    able = able_to_sign(parties)
    return [p.name for p in parties if len(able[p.organisation_id]) < p.signatures_needed]


def able_to_sign(parties: Iterable[Party]) -> dict[int, set[int]]:
    """Numbers of people with an account who may sign today, by the number of the organisation."""
    rows = signing().filter(
        organisation__in=[party.organisation_id for party in parties],
        person__account__is_active=True,
    )
    able: dict[int, set[int]] = defaultdict(set)
    for organisation, person in rows.values_list("organisation_id", "person_id"):
        able[organisation].add(person)
    return able
