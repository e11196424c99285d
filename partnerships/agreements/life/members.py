"""Whom an agreement binds, and when: its parties, and who acceded, until they leave or it ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerships.agreements.models import Accession, Agreement, Decision, Exit, Party
from partnerships.agreements.models.life import in_force_on
from partnerships.directory.models import Organisation
from partnerships.shared.sorting import sort_key


@dataclass(frozen=True)
class Membership:
    """One span; both days included, `last_on` None: no end known. `acceded`: not among the first parties."""

    organisation: int
    name: str
    acceded: bool
    from_on: date
    last_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the organisation is bound on this day."""
        return self.from_on <= day and (self.last_on is None or day <= self.last_on)


def spans(
    effective_on: date | None,
    ended_on: date | None,
    parties: Iterable[Party],
    accessions: Iterable[Accession],
    exits: Iterable[Exit],
) -> list[Membership]:
    """Every membership there was, is or is agreed. An exit ends the span that it falls into; see `bound_on`."""
    if effective_on is None:
        return []
    valid = sorted((e for e in exits if not e.withdrawn_at), key=lambda e: e.last_on)
    admitted = [a for a in accessions if a.decision == Decision.ADMITTED]
    begun: list[tuple[Party | Accession, bool, date]] = [(p, False, effective_on) for p in parties]
    begun += [(a, True, max(a.effective_on or effective_on, effective_on)) for a in admitted]
    return [
        Membership(
            each.organisation_id,
            each.name,
            acceded,
            from_on,
            _earliest(
                _left(each.organisation_id, from_on if acceded else date.min, valid), ended_on
            ),
        )
        for each, acceded, from_on in begun
    ]


def _left(organisation: int, since: date, exits: list[Exit]) -> date | None:
    days = (e.last_on for e in exits if e.organisation_id == organisation and e.last_on >= since)
    return next(days, None)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def find(agreement: Agreement) -> list[Membership]:
    """All memberships of an agreement, parties first; three queries."""
    return spans(
        agreement.effective_on,
        agreement.ended_on,
        agreement.parties.all(),
        agreement.accessions.all(),
        agreement.exits.all(),
    )


def find_on(agreement: Agreement, day: date) -> list[Membership]:
    """The memberships that hold on this day."""
    return [each for each in find(agreement) if each.holds(day)]


def organisations_on(agreement: Agreement, day: date) -> QuerySet[Organisation]:
    """The organisations bound on this day, as a query on which others are built."""
    left = Exit.objects.valid().filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("organisation"), last_on__lt=day
    )
    parties = Party.objects.filter(~Exists(left), in_force_on(day), agreement=agreement)
    acceded = Accession.objects.filter(agreement=agreement).bound_on(day)
    return Organisation.objects.filter(
        Q(pk__in=parties.values("organisation")) | Q(pk__in=acceded.values("organisation"))
    )


def by_name(members: Iterable[Membership]) -> list[Membership]:
    """Sorted by name as a reader looks for it."""
    return sorted(members, key=lambda each: (sort_key(each.name), each.from_on))
