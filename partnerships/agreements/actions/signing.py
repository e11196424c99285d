"""Sign for a party, or refuse: everything is asked again under the agreement's lock."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import locked
from partnerships.agreements.actions.rounds import after_a_signature
from partnerships.agreements.letters import PARTY_REFUSED, RECEIPT
from partnerships.agreements.models import Agreement, Means, Party, Refusal, Signature, SigningRound
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import PartyStanding, round_now, standing_of
from partnerships.directory.models import Account, Representation
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write


@transaction.atomic
def sign(party: Party, *, by: Account, means: Means, digest: str) -> Signature:
    """`means` is what the signer has proved just now with; `digest` what the page showed.

    Raises: PermissionDenied with the reason, also when the right, the place or the text is gone meanwhile.
    """
    agreement, party = held(party)
    signer = _now(by, party)
    rules.can_sign(signer, party).enforce()
    round = round_now(agreement)
    same_text(round, digest)
    stand = _stand(signer, party)
    signature = Signature.objects.create(
        round=round,
        party=party,
        place_no=_place(standing_of(round).of(party.pk), stand),
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
    record("agreements.signed", capacity=stand, **told_of(signature))
    write(RECEIPT, to=by, facts={"signature": signature.pk})
    withdraw_refusal(round, party)
    after_a_signature(agreement, standing_of(round), by=by, party=party)
    return signature


def held(party: Party) -> tuple[Agreement, Party]:
    """The agreement locked, and the party with it. Raises: PermissionDenied when it is none any more."""
    agreement = locked(party.agreement)
    found = agreement.parties.select_related("organisation").filter(pk=party.pk).first()
    if found is None:
        raise PermissionDenied(_("This organisation is no longer a party of the agreement."))
    found.agreement = agreement
    return agreement, found


def _now(by: Account, party: Party) -> Account:
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


def _place(standing: PartyStanding, stand: Representation) -> int:
    """One's own place, where one is named; a deputy takes one whose signatory cannot sign today first."""
    free = standing.free_places()
    named = dict(enumerate(standing.party.signatories.all(), start=1))
    own = [n for n in free if n in named and named[n].person_id == stand.person_id]
    able = set(
        people.signing()
        .filter(organisation=standing.party.organisation_id)
        .values_list("person_id", flat=True)
    )
    nobody = [n for n in free if n not in named or named[n].person_id not in able]
    return (own or nobody or free)[0]


def _function(party: Party, stand: Representation) -> str:
    named = party.signatories.filter(person=stand.person_id).first()
    return (named and named.function) or stand.function or stand.get_role_display()


def told_of(signature: Signature) -> dict[str, Any]:
    """What the event of a signature says, for `record`."""
    return {
        "by": signature.by,
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
    """Whoever signs no longer refuses."""
    round.refusals.filter(party=party, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now()
    )


@transaction.atomic
def refuse(party: Party, *, by: Account, reason: str) -> Refusal:
    """The party does not sign; keepers and all parties are told why. Raises: PermissionDenied, ValidationError."""
    agreement, party = held(party)
    signer = _now(by, party)
    rules.can_refuse(signer, party).enforce()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: all parties are told.")})
    stand = _stand(signer, party)
    refusal = Refusal.objects.create(
        round=round_now(agreement),
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
