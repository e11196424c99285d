"""A member leaves; the agreement stays in force among the others."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.agreements import rules
from partnerships.agreements.actions.life.ending import check_notice
from partnerships.agreements.actions.life.telling import tell
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.life import members
from partnerships.agreements.models import Agreement, Exit
from partnerships.directory.models import Account, Organisation, Representation
from partnerships.shared.audit.actions import record


@transaction.atomic
def exit_agreement(
    agreement: Agreement,
    organisation: Organisation,
    *,
    by: Account,
    last_on: date,
    noticed_on: date | None = None,
    good_cause: bool = False,
    reason: str = "",
) -> Exit:
    """Notice of one member. `noticed_on` given: keepers record a letter; None: a signer's own notice of today.

    Raises: PermissionDenied; ValidationError for a last day within the notice, and for days that cannot be.
    """
    agreement = lock(agreement)
    by_letter = noticed_on is not None
    rule = rules.can_record_exit if by_letter else rules.can_exit
    rule(by, agreement, organisation).enforce()
    noticed_on = noticed_on or timezone.localdate()
    check_notice(
        agreement, noticed_on=noticed_on, last_on=last_on, good_cause=good_cause, reason=reason
    )
    capacity = None if by_letter else Representation(pk=rules.signs_through(by, organisation))
    notice = Exit(
        agreement=agreement,
        organisation=organisation,
        name=_name(agreement, organisation),
        noticed_on=noticed_on,
        last_on=last_on,
        good_cause=good_cause,
        reason=reason,
        noticed_by=by,
        capacity=capacity,
    )
    notice.full_clean()
    notice.save()
    facts = {"exit": notice.pk, "organisation": organisation.pk, "until": last_on.isoformat()}
    record("agreements.exit_noticed", by=by, target=agreement, capacity=capacity, facts=facts)
    tell(agreement, "exit", by=by, also=[organisation.pk], exit=notice.pk)
    return notice


def _name(agreement: Agreement, organisation: Organisation) -> str:
    """The organisation's name as it stands in the agreement."""
    names = (each.name for each in members.find(agreement) if each.organisation == organisation.pk)
    return next(names, organisation.name)


@transaction.atomic
def withdraw_exit(exit: Exit, *, by: Account) -> Exit:
    """Taken back before the last day is over, by whoever gave it. Raises: PermissionDenied."""
    agreement = lock(exit.agreement)
    row = Exit.objects.select_for_update(of=("self",)).get(pk=exit.pk)
    row.agreement = agreement
    rules.can_withdraw_exit(by, row).enforce()
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    facts = {"exit": row.pk, "organisation": row.organisation_id}
    record("agreements.exit_withdrawn", by=by, target=agreement, capacity=row.capacity, facts=facts)
    tell(agreement, "exit_withdrawn", by=by, exit=row.pk)
    return row
