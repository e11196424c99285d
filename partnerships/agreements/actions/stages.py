"""Lead an agreement through its stages; record that it was signed on paper as a whole."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import people, rules
from partnerships.agreements.actions import rounds
from partnerships.agreements.actions.moves import locked, move
from partnerships.agreements.letters import STAGE_REACHED
from partnerships.agreements.models import Agreement, Ending
from partnerships.agreements.stages import Stage
from partnerships.agreements.standing import open_round
from partnerships.agreements.term import last_day_of
from partnerships.shared.letters.actions import write

PLAIN = {"consult": rules.can_consult, "return_to_draft": rules.can_return_to_draft}


@transaction.atomic
def take_step(agreement: Agreement, verb: str, *, by: Any) -> Agreement:
    """A move that needs nothing but the decision; a round with its usual rules for `make_ready`.

    Raises: PermissionDenied; KeyError for a verb that is unknown or needs more than a decision.
    """
    if verb == "make_ready":
        return rounds.make_ready(agreement, by=by).agreement
    rule = PLAIN[verb]
    held = locked(agreement)
    rule(by, held).enforce()
    move(held, verb, by=by)
    if held.stage == Stage.CONSULTATION:
        _tell_representatives(held, except_for=by)
    return held


def _tell_representatives(agreement: Agreement, *, except_for: Any) -> None:
    """A letter to everybody who stands for a party today and has an account."""
    for account in people.representatives(agreement).exclude(pk=except_for.pk):
        write(
            STAGE_REACHED, to=account, facts={"agreement": agreement.pk, "stage": agreement.stage}
        )


@transaction.atomic
def record_on_paper(
    agreement: Agreement,
    *,
    by: Any,
    signed_on: date,
    place: str = "",
    effective_on: date | None = None,
    until_on: date | None = None,
) -> Agreement:
    """It was signed on paper: in force from the day of signing, until its term ends, unless other days are named.

    Raises: PermissionDenied, ValidationError for a day that has not come.
    """
    held = locked(agreement)
    rules.can_record_on_paper(by, held).enforce()
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("The day of signing has not come yet.")})
    round = open_round(held)
    if round:
        rounds.end(round, Ending.ON_PAPER, by=by)
    held.paper_signed_on, held.paper_place = signed_on, place
    held.paper_recorded_by, held.paper_recorded_at = by, timezone.now()
    held.effective_on = effective_on or signed_on
    held.until_on = until_on or last_day_of(held.effective_on, held.term_months)
    held.full_clean()
    return move(held, "record_on_paper", by=by)
