"""Lead an agreement through its stages."""

from django.db import transaction

from partnerships.agreements import rules
from partnerships.agreements.actions import rounds
from partnerships.agreements.actions.moves import lock, move
from partnerships.agreements.letters import STAGE_REACHED
from partnerships.agreements.models import Agreement
from partnerships.agreements.signing import people
from partnerships.agreements.stages import Stage
from partnerships.directory.models import Account
from partnerships.shared.letters.actions import write

PLAIN = {"consult": rules.can_consult, "return_to_draft": rules.can_return_to_draft}


@transaction.atomic
def take_step(agreement: Agreement, verb: str, *, by: Account) -> Agreement:
    """A move that needs nothing but the decision; a round with its usual rules for `make_ready`.

    Raises: PermissionDenied; KeyError for a verb that is unknown or needs more than a decision.
    """
    if verb == "make_ready":
        return rounds.make_ready(agreement, by=by).agreement
    rule = PLAIN[verb]
    agreement = lock(agreement)
    rule(by, agreement).enforce()
    move(agreement, verb, by=by)
    if agreement.stage == Stage.CONSULTATION:
        _tell_representatives(agreement, except_for=by)
    return agreement


def _tell_representatives(agreement: Agreement, *, except_for: Account) -> None:
    """A letter to everybody who stands for a party today and has an account."""
    for account in people.representatives(agreement).exclude(pk=except_for.pk):
        write(
            STAGE_REACHED, to=account, facts={"agreement": agreement.pk, "stage": agreement.stage}
        )
