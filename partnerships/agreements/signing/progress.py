"""Signing progress: how far a round is, party by party, and whether the agreement takes effect."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from partnerships.agreements.models import (
    Agreement,
    InForceRule,
    Party,
    Refusal,
    Signature,
    SigningRound,
)
from partnerships.directory.rules.decisions import NAMES


@dataclass
class PartyProgress:
    """One party in a round. `before` are names of the parties whose turn is earlier, where there is an order."""

    party: Party
    signatures: list[Signature]
    refusal: Refusal | None
    before: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether it has given all its signatures."""
        return len(self.signatures) >= self.party.signatures_needed

    @property
    def missing(self) -> int:
        """Signatures still to come."""
        return max(0, self.party.signatures_needed - len(self.signatures))

    @property
    def is_waiting(self) -> bool:
        """Whether it can sign now: it has neither signed nor refused, and it is its turn."""
        return not (self.is_complete or self.refusal or self.before)

    def is_signed_by(self, person_id: int | None) -> bool:
        """This person has given one of its signatures."""
        return any(signature.person_id == person_id for signature in self.signatures)

    def free_places(self) -> list[int]:
        """Places (1 and 2) that nobody has signed at yet, in order."""
        taken = {signature.place_no for signature in self.signatures}
        return [n for n in range(1, self.party.signatures_needed + 1) if n not in taken]


@dataclass
class RoundProgress:
    """All parties of a round, in the order of the agreement."""

    round: SigningRound
    parties: list[PartyProgress]

    @property
    def signed(self) -> int:
        """Parties that have given all their signatures."""
        return sum(each.is_complete for each in self.parties)

    @property
    def total(self) -> int:
        """All parties."""
        return len(self.parties)

    @property
    def is_fulfilled(self) -> bool:
        """Whether enough parties have signed for the agreement to take effect."""
        if self.round.in_force_rule == InForceRule.ALL:
            return self.signed == self.total
        founders = all(each.is_complete for each in self.parties if each.party.founding)
        others = sum(each.is_complete for each in self.parties if not each.party.founding)
        return founders and others >= self.round.others_needed

    @property
    def last_day(self) -> date | None:
        """The day of the last signature."""
        return max((s.signed_on for each in self.parties for s in each.signatures), default=None)

    def find(self, party_pk: int) -> PartyProgress:
        """One party by its number. Raises: StopIteration for a party that is not in the round."""
        return next(each for each in self.parties if each.party.pk == party_pk)

    def add(self, signature: Signature) -> None:
        """Takes a signature in that was given just now: it withdraws the refusal and may make it another's turn."""
        own = self.find(signature.party_id)
        own.signatures.append(signature)
        own.refusal = None
        if self.round.in_order:
            _put_in_order(self.parties)


def open_round(agreement: Agreement) -> SigningRound | None:
    """The open round, in which parties can sign now; None without one."""
    return agreement.rounds.open().first()


def round_now(agreement: Agreement) -> SigningRound:
    """The open round, where a rule has said that there is one. Raises: SigningRound.DoesNotExist."""
    return agreement.rounds.open().get()


def last_round(agreement: Agreement) -> SigningRound | None:
    """The open round, otherwise the one that ended last; None without any."""
    return agreement.rounds.order_by("-number").first()


def read_progress(round: SigningRound) -> RoundProgress:
    """From the database: four queries, however many parties. A round that ended in vain has the signatures it had."""
    parties = list(
        Party._base_manager.filter(pk__in=[each["party"] for each in round.facts["parties"]])
        .select_related("organisation")
        .prefetch_related("signatories")
        .order_by("position", "id")
    )
    signatures: dict[int, list[Signature]] = defaultdict(list)
    refusals: dict[int, Refusal] = {}
    rows = round.signatures.select_related(
        "person", "file", *(f"rests_on__{name}" for name in NAMES)
    )
    for signature in rows if round.ended_at else rows.valid():
        signatures[signature.party_id].append(signature)
    for refusal in round.refusals.filter(withdrawn_at__isnull=True).select_related("person"):
        refusals[refusal.party_id] = refusal
    progress = [PartyProgress(p, signatures[p.pk], refusals.get(p.pk)) for p in parties]
    if round.in_order:
        _put_in_order(progress)
    return RoundProgress(round, progress)


def read_open_progress(agreement: Agreement) -> RoundProgress | None:
    """The progress of the open round; None where no round is open. Up to five queries."""
    round = open_round(agreement)
    return read_progress(round) if round else None


def _put_in_order(parties: list[PartyProgress]) -> None:
    waiting: list[str] = []
    for each in parties:
        each.before = list(waiting)
        if not each.is_complete:
            waiting.append(each.party.name)
