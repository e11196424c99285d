"""Letters of a round: one is asked to sign, a receipt, a refusal, and the end of a round with its reason."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.agreements import rules
from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Agreement, Party, Refusal, Signature, SigningRound
from partnerships.shared.letters.kinds import LetterKind, happened
from partnerships.shared.letters.models import Letter

ASKED_TO_SIGN = "agreements/asked_to_sign"
RECEIPT = "agreements/signature_receipt"
PARTY_REFUSED = "agreements/party_refused"
ROUND_ENDED = "agreements/round_ended"


def _find_agreement(letter: Letter, pk: int) -> Agreement | None:
    reader = reader_of(letter)
    if reader is None:
        return None
    rows = Agreement.objects.visible_to(reader).select_related("partnership")
    return rows.filter(pk=pk).first()


def _common(
    letter: Letter, agreement: Agreement, address: str, *arguments: int
) -> dict[str, object]:
    path = reverse(f"agreements:{address}", args=[agreement.pk, *arguments])
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "link": f"{settings.SITE_URL}{path}",
    }


def _find_turn(letter: Letter) -> tuple[Party, SigningRound] | None:
    """As long as the recipient may still sign for the party in this round, and has not."""
    reader = reader_of(letter)
    round = SigningRound.objects.open().filter(pk=letter.facts["round"]).first()
    if round is None or reader is None:
        return None
    rows = round.agreement.parties.select_related("agreement__partnership")
    party = rows.filter(pk=letter.facts["party"]).first()
    may = party and rules.can_sign(reader, party)
    return (party, round) if party and may else None


def _sees_the_party(letter: Letter) -> bool:
    party = Party.objects.filter(pk=letter.facts["party"]).first()
    return party is not None and _find_agreement(letter, party.agreement_id) is not None


def _asked_facts(letter: Letter) -> dict[str, object]:
    turn = _find_turn(letter)
    if turn is None:
        return {}
    party, round = turn
    return {
        **_common(letter, party.agreement, "sign", party.pk),
        "party": party.name,
        "deadline": round.deadline_on,
        "reminder": letter.facts.get("reminder", False),
        "late": letter.facts.get("late", False),
    }


def _find_signature(letter: Letter) -> Signature | None:
    rows = Signature.objects.select_related("round__agreement__partnership", "party")
    reader = reader_of(letter)
    return rows.filter(pk=letter.facts["signature"], by=reader).first() if reader else None


def _receipt_facts(letter: Letter) -> dict[str, object]:
    signature = _find_signature(letter)
    if signature is None:
        return {}
    return {
        **_common(letter, signature.round.agreement, "signatures"),
        "party": signature.party.name,
        "name": signature.name,
        "function": signature.function,
        "at": signature.given_at,
        "means": signature.get_means_display(),
        "digest": signature.digest,
        "round": signature.round.number,
    }


def _refusal(letter: Letter) -> Refusal | None:
    """The refusal, as long as the recipient sees its agreement."""
    rows = Refusal.objects.select_related("party", "person", "round__agreement__partnership")
    refusal = rows.filter(pk=letter.facts["refusal"]).first()
    return refusal if refusal and _find_agreement(letter, refusal.round.agreement_id) else None


def _refusal_facts(letter: Letter) -> dict[str, object]:
    refusal = _refusal(letter)
    if refusal is None:
        return {}
    return {
        **_common(letter, refusal.round.agreement, "signatures"),
        "party": refusal.party.name,
        "name": str(refusal.person),
        "reason": refusal.reason,
    }


def _waits_for_others(letter: Letter) -> bool:
    """The refusal stands and its round goes on; the end of a round has a letter of its own."""
    refusal = _refusal(letter)
    return refusal is not None and refusal.withdrawn_at is None and refusal.round.ended_at is None


def _is_back(letter: Letter) -> bool:
    """Whether the agreement is still at the stage to which the end of the round has led it."""
    agreement = _find_agreement(letter, letter.facts["agreement"])
    return agreement is not None and agreement.stage == letter.facts["stage"]


def _ended_facts(letter: Letter) -> dict[str, object]:
    agreement = _find_agreement(letter, letter.facts["agreement"])
    if agreement is None:
        return {}
    round = SigningRound.objects.filter(pk=letter.facts["round"]).first()
    return {
        **_common(letter, agreement, "detail"),
        "declined": letter.facts["stage"] == "declined",
        "after_deadline": round is not None and round.ending == "deadline",
        "deadline": round and round.deadline_on,
        "signed": round is not None and round.signatures.exists(),
        "reason": round.ending_note if round else agreement.ending_note,
    }


KINDS = (
    LetterKind(
        ASKED_TO_SIGN,
        _("A signature is asked for"),
        _sees_the_party,
        _asked_facts,
        still_holds=lambda letter: _find_turn(letter) is not None,
    ),
    LetterKind(
        RECEIPT,
        _("Receipt for a signature"),
        lambda letter: _find_signature(letter) is not None,
        _receipt_facts,
        still_holds=happened,
    ),
    LetterKind(
        PARTY_REFUSED,
        _("A party does not sign"),
        lambda letter: _refusal(letter) is not None,
        _refusal_facts,
        still_holds=_waits_for_others,
    ),
    LetterKind(
        ROUND_ENDED,
        _("A round of signing has ended"),
        lambda letter: _find_agreement(letter, letter.facts["agreement"]) is not None,
        _ended_facts,
        still_holds=_is_back,
    ),
)
