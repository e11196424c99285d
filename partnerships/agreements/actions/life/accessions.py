"""A partner joins an agreement in force: declared, then decided."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.life.telling import (
    must_have_been,
    must_not_precede,
    says_something,
    tell,
    tell_only,
)
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.models import Accession, Agreement, Decision
from partnerships.directory.models import Account, Organisation, Representation
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.audit.actions import record


@transaction.atomic
def accede(
    agreement: Agreement, organisation: Organisation, *, by: Account, declaration: str
) -> Accession:
    """Somebody who may sign for a partner declares that it joins. Raises: PermissionDenied.

    `declaration` is the text that was shown, word for word.
    """
    agreement = lock(agreement)
    rules.can_accede(by, agreement, organisation).enforce()
    stands = Representation.objects.select_related("person").get(
        pk=rules.signs_through(by, organisation)
    )
    return _declare(
        agreement,
        organisation,
        by=by,
        capacity=stands,
        declaration=declaration,
        declared_on=timezone.localdate(),
        signed_name=str(stands.person),
        signed_function=stands.function,
    )


@transaction.atomic
def record_accession(
    agreement: Agreement,
    organisation: Organisation,
    *,
    by: Account,
    declared_on: date,
    signed_name: str,
    signed_function: str = "",
    declaration: str = "",
) -> Accession:
    """Keepers record what was declared on paper. Raises: PermissionDenied, ValidationError."""
    agreement = lock(agreement)
    rules.can_record_accession(by, agreement, organisation).enforce()
    must_have_been(declared_on=declared_on)
    return _declare(
        agreement,
        organisation,
        by=by,
        capacity=None,
        declaration=declaration,
        declared_on=declared_on,
        signed_name=signed_name,
        signed_function=signed_function,
    )


def _declare(agreement: Agreement, organisation: Organisation, **values: Any) -> Accession:
    by, capacity = values.pop("by"), values["capacity"]
    accession = Accession(
        agreement=agreement,
        organisation=organisation,
        name=organisation.name,
        declared_by=by,
        **values,
    )
    accession.full_clean()
    accession.save()
    facts = {"accession": accession.pk, "organisation": organisation.pk}
    record("agreements.accession_declared", by=by, target=agreement, capacity=capacity, facts=facts)
    keepers = keepers_of(agreement.partnership_id)
    tell_only(keepers, agreement, "accession_declared", by=by, accession=accession.pk)
    return accession


@transaction.atomic
def decide_accession(
    accession: Accession,
    *,
    by: Account,
    admitted: bool,
    decided_on: date,
    effective_on: date | None = None,
    note: str = "",
) -> Accession:
    """Admitted from a day, or refused with a reason; once.

    Raises: PermissionDenied, also for the second of two who decide at once; ValidationError.
    """
    agreement = lock(accession.agreement)
    row = Accession.objects.select_for_update().get(pk=accession.pk)
    row.agreement = agreement
    rules.can_decide_accession(by, row).enforce()
    must_have_been(decided_on=decided_on)
    declared = _("The day is before the declaration.")
    must_not_precede(row.declared_on, declared, decided_on=decided_on)
    if admitted:
        _admit(agreement, row, effective_on or decided_on)
    elif not says_something(note):
        raise ValidationError({"note": _("Say why it was refused.")})
    row.decision = Decision.ADMITTED if admitted else Decision.REFUSED
    row.decided_on, row.decided_by, row.decision_note = decided_on, by, note
    row.full_clean()
    row.save()
    facts = {"accession": row.pk, "organisation": row.organisation_id, "decision": row.decision}
    record("agreements.accession_decided", by=by, target=agreement, facts=facts)
    tell(agreement, "accession_decided", by=by, also=[row.organisation_id], accession=row.pk)
    return row


def _admit(agreement: Agreement, row: Accession, effective_on: date) -> None:
    declared, begun = (
        _("The day is before the declaration."),
        _("The agreement was not in force yet."),
    )
    must_not_precede(row.declared_on, declared, effective_on=effective_on)
    must_not_precede(agreement.effective_on, begun, effective_on=effective_on)
    if agreement.until_on and effective_on > agreement.until_on:
        raise ValidationError({"effective_on": _("The agreement ends before this day.")})
    row.effective_on = effective_on
