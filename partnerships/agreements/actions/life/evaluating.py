"""The parties looked at what came of the agreement."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.life.telling import must_have_been, must_not_precede
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.models import Agreement, Evaluation
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def evaluate(agreement: Agreement, *, by: Account, held_on: date, findings: str = "") -> Evaluation:
    """Day and findings; the same words of the same day sent twice are one.

    Raises: PermissionDenied, ValidationError.
    """
    agreement = lock(agreement)
    rules.can_evaluate(by, agreement).enforce()
    must_have_been(held_on=held_on)
    must_not_precede(
        agreement.effective_on, _("The agreement was not in force yet."), held_on=held_on
    )
    there = agreement.evaluations.filter(held_on=held_on, findings=findings).first()
    if there:
        return there
    made = Evaluation(agreement=agreement, held_on=held_on, findings=findings, noted_by=by)
    made.full_clean()
    made.save()
    record("agreements.evaluated", by=by, target=agreement, facts={"evaluation": made.pk})
    return made
