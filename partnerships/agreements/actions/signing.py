"""Sign for a party, or refuse: everything is asked again under the agreement's lock."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import EventWords, lock
from partnerships.agreements.actions.rounds import after_a_signature
from partnerships.agreements.letters import PARTY_REFUSED, RECEIPT
from partnerships.agreements.models import Agreement, Means, Party, Refusal, Signature, SigningRound
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import (
    PartyProgress,
    RoundProgress,
    read_open_progress,
)
from partnerships.directory.models import Account, Representation
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write
from partnerships.shared.verdicts import Verdict

# A rule about one party; it is given the party's progress where that was read already.
PartyRule = Callable[[Account, Party, PartyProgress | None], Verdict]


@transaction.atomic
def sign(party: Party, *, by: Account, means: Means, digest: str) -> Signature:
    """`means` is what the signer has proved just now with; `digest` what the page showed.

    Raises: PermissionDenied with the reason, also when the right, the place or the text is gone meanwhile.
    """
    agreement, party = lock_party(party)
    signer = _read_anew(by, party)
    progress, own = enforce_with_progress(rules.can_sign, signer, party)
    round = progress.round
    same_text(round, digest)
    stand = _stand(signer, party)
    signature = Signature.objects.create(
        round=round,
        party=party,
        place_no=_place(own, stand),
        person=stand.person,
        name=str(stand.person),
        printed_name=stand.person.printed_name,
        function=_function(party, stand),
        means=means,
        digest=round.digest,
        signed_on=timezone.localdate(),
        by=by,
        capacity=stand,
        rests_on=stand.rests_on,
    )
    record("agreements.signed", **event_of(signature))
    write(RECEIPT, to=by, facts={"signature": signature.pk})
    withdraw_refusal(round, party)
    progress.add(signature)
    after_a_signature(agreement, progress, by=by, party=party)
    return signature


def lock_party(party: Party) -> tuple[Agreement, Party]:
    """Lock the agreement, and read the party anew. Raises: PermissionDenied when it is none any more."""
    agreement = lock(party.agreement)
    rows = agreement.parties.select_related("organisation")
    still_party = rows.filter(pk=party.pk).first()
    if still_party is None:
        raise PermissionDenied(_("This organisation is no longer a party of the agreement."))
    still_party.agreement = agreement
    return agreement, still_party


def enforce_with_progress(
    rule: PartyRule, by: Account, party: Party
) -> tuple[RoundProgress, PartyProgress]:
    """The progress of the open round, read once under the lock, and the party's in it.

    Raises: PermissionDenied with the reason of `rule`.
    """
    progress = read_open_progress(party.agreement)
    if progress is None:
        rule(by, party, None).enforce()
        raise PermissionDenied
    own = progress.find(party.pk)
    rule(by, party, own).enforce()
    return progress, own


def _read_anew(by: Account, party: Party) -> Account:
    """The account read anew, after nobody ends its rights in this moment any more."""
    stands = Representation.objects.filter(person__account=by, organisation=party.organisation_id)
    list(stands.select_for_update().values_list("pk"))
    return Account.objects.get(pk=by.pk)


def same_text(round: SigningRound, digest: str) -> None:
    """Raises: PermissionDenied where the page showed another text than the one of this round."""
    if digest != round.digest:
        raise PermissionDenied(
            _(
                "The text was frozen anew after you had opened this page. Read it again before you sign."
            )
        )


def _stand(by: Account, party: Party) -> Representation:
    pk = rules.signing_stand(by, party.organisation_id)
    rows = Representation.objects.select_related("person")
    return rows.get(pk=pk or 0)


def _place(progress: PartyProgress, stand: Representation) -> int:
    """One's own place, where one is named; a deputy takes one whose signatory cannot sign today first."""
    free = progress.free_places()
    named = dict(enumerate(progress.party.signatories.all(), start=1))
    own = [n for n in free if n in named and named[n].person_id == stand.person_id]
    able = set(
        people.signing()
        .filter(organisation=progress.party.organisation_id)
        .values_list("person_id", flat=True)
    )
    nobody = [n for n in free if n not in named or named[n].person_id not in able]
    return (own or nobody or free)[0]


def _function(party: Party, stand: Representation) -> str:
    named = party.signatories.filter(person=stand.person_id).first()
    return (named and named.function) or stand.function or stand.get_role_display()


def event_of(signature: Signature) -> EventWords:
    """What the event of a signature says, for `record`."""
    return {
        "by": signature.by,
        "capacity": signature.capacity,
        "target": signature.round.agreement,
        "facts": {
            "signature": signature.pk,
            "party": signature.party_id,
            "place": signature.place_no,
            "means": signature.means,
            "round": signature.round.number,
            "appointment": signature.rests_on_id,
        },
    }


def withdraw_refusal(round: SigningRound, party: Party) -> None:
    """Withdraws the party's refusal in this round, because it signs after all."""
    round.refusals.filter(party=party, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now()
    )


@transaction.atomic
def refuse(party: Party, *, by: Account, reason: str) -> Refusal:
    """The party does not sign; keepers and all parties are told why. Raises: PermissionDenied, ValidationError."""
    agreement, party = lock_party(party)
    signer = _read_anew(by, party)
    progress, _own = enforce_with_progress(rules.can_refuse, signer, party)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: all parties are told.")})
    stand = _stand(signer, party)
    refusal = Refusal.objects.create(
        round=progress.round,
        party=party,
        person=stand.person,
        by=by,
        capacity=stand,
        reason=reason,
    )
    record(
        "agreements.signature_refused",
        by=by,
        target=agreement,
        capacity=stand,
        facts={"party": party.pk, "refusal": refusal.pk},
    )
    for account in people.everybody(agreement).exclude(pk=by.pk):
        write(PARTY_REFUSED, to=account, facts={"refusal": refusal.pk})
    return refusal
