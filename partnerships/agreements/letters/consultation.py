"""Letters about proposals: to the keepers when one comes in, to the organisation when it is answered.

Keepers get at most one an hour of an agreement: it rings, and says how many wait at the moment of posting; the home
page tells the rest.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.agreements import rules
from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Answer, Proposal
from partnerships.directory.models import Account, Representation
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

PROPOSED = "agreements/proposed"
ANSWERED = "agreements/proposal_answered"
RINGS_EVERY = timedelta(hours=1)


def tell_keepers(proposal: Proposal) -> None:
    """Writes to the keepers that a proposal waits, except to its author and to whoever had such a letter within the hour."""
    agreement = proposal.agreement
    lately = Letter.objects.filter(
        kind=PROPOSED,
        facts__agreement=agreement.pk,
        created_at__gt=timezone.now() - RINGS_EVERY,
    )
    keepers = keepers_of(agreement.partnership_id).exclude(pk=proposal.by_id)
    for account in keepers.exclude(pk__in=lately.values("recipient")):
        write(PROPOSED, to=account, facts={"agreement": agreement.pk, "proposal": proposal.pk})


def tell_proposers(proposal: Proposal, *, except_for: Account) -> None:
    """Everybody who stands for the organisation today, and who wrote the proposal."""
    stand = Representation.objects.current().filter(organisation=proposal.organisation_id)
    recipients = Account.objects.filter(is_active=True).exclude(pk=except_for.pk)
    recipients = recipients.filter(person__in=stand.values("person")) | recipients.filter(
        pk=proposal.by_id
    )
    for account in recipients.distinct().order_by("pk"):
        facts = {"agreement": proposal.agreement_id, "proposal": proposal.pk}
        write(ANSWERED, to=account, facts=facts)


def _proposal(letter: Letter) -> Proposal | None:
    """The proposal, as long as the recipient sees its agreement."""
    reader = reader_of(letter)
    if reader is None:
        return None
    proposals = Proposal.objects.visible_to(reader)
    related = proposals.select_related("agreement__partnership", "organisation")
    return related.filter(pk=letter.facts["proposal"]).first()


def _may_hear_of_new_ones(letter: Letter) -> bool:
    """Whether the recipient still keeps the partnership."""
    proposal, reader = _proposal(letter), reader_of(letter)
    if proposal is None or reader is None:
        return False
    return bool(rules.can_keep(reader, proposal.agreement.partnership_id))


def _something_waits(letter: Letter) -> bool:
    proposal = _proposal(letter)
    return proposal is not None and proposal.agreement.proposals.open().exists()


def _may_hear_of_the_answer(letter: Letter) -> bool:
    """Whether the recipient still belongs to the organisation that proposed."""
    proposal, reader = _proposal(letter), letter.recipient
    return (
        proposal is not None
        and reader is not None
        and proposal.organisation_id in reader.access.organisation_ids
    )


def _is_answered(letter: Letter) -> bool:
    proposal = _proposal(letter)
    return proposal is not None and proposal.answer in (Answer.ACCEPTED, Answer.DECLINED)


def _facts(letter: Letter) -> dict[str, object]:
    proposal = _proposal(letter)
    if proposal is None:
        return {}
    agreement, person = proposal.agreement, getattr(letter.recipient, "person", "")
    path = reverse("agreements:proposal", args=[agreement.pk, proposal.pk])
    if letter.kind == PROPOSED:
        path = reverse("agreements:consultation", args=[agreement.pk])
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(person),
        "link": f"{settings.SITE_URL}{path}",
        "heading": proposal.about or proposal.heading,
        "accepted": proposal.answer == Answer.ACCEPTED,
        "reason": proposal.answer_reason,
        "waiting": agreement.proposals.open().count(),
    }


KINDS = (
    LetterKind(
        PROPOSED,
        _("Proposals wait for an answer"),
        _may_hear_of_new_ones,
        _facts,
        still_holds=_something_waits,
    ),
    LetterKind(
        ANSWERED,
        _("Answer to a proposal"),
        _may_hear_of_the_answer,
        _facts,
        still_holds=_is_answered,
    ),
)
