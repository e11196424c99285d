"""An agreement ends: by its term, by notice of the whole, or because another takes its place."""

from datetime import date, timedelta

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
)
from partnerships.agreements.actions.moves import lock, move
from partnerships.agreements.actions.printing import remark_sealed
from partnerships.agreements.life import members, term
from partnerships.agreements.models import Agreement, Termination
from partnerships.agreements.stages import BINDING
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.parts.figures import day_text
from partnerships.shared.sealing.models import Remark


def _end(
    agreement: Agreement, verb: str, last_on: date, *, by: Account | None, note: str = ""
) -> None:
    ended_on = max(last_on, agreement.effective_on or last_on)
    agreement.ended_on, agreement.ending_note = ended_on, note
    move(agreement, verb, by=by)
    remark_sealed(agreement, Remark.SUPERSEDED if verb == "supersede" else Remark.ENDED, by=by)
    bound_at_last = [each.organisation for each in members.find_on(agreement, ended_on)]
    tell(agreement, agreement.stage, by=by, also=bound_at_last)


@transaction.atomic
def expire(agreement: Agreement) -> Agreement:
    """Ends the agreement on the day after its term; called by the clock."""
    agreement = lock(agreement)
    if (
        agreement.stage in BINDING
        and agreement.until_on
        and agreement.until_on < timezone.localdate()
    ):
        _end(agreement, "expire", agreement.until_on, by=None)
    return agreement


@transaction.atomic
def terminate(
    agreement: Agreement,
    *,
    by: Account,
    noticed_on: date,
    last_on: date,
    good_cause: bool = False,
    reason: str = "",
) -> Termination:
    """Notice of the whole was given; the agreement ends with `last_on`.

    Raises: PermissionDenied; ValidationError for a last day within the notice, and for days that cannot be.
    """
    agreement = lock(agreement)
    rules.can_terminate(by, agreement).enforce()
    check_notice(
        agreement, noticed_on=noticed_on, last_on=last_on, good_cause=good_cause, reason=reason
    )
    notice = Termination(
        agreement=agreement,
        noticed_on=noticed_on,
        last_on=last_on,
        good_cause=good_cause,
        reason=reason,
        noticed_by=by,
    )
    notice.full_clean()
    notice.save()
    facts = {"termination": notice.pk, "until": last_on.isoformat()}
    record("agreements.termination_noticed", by=by, target=agreement, facts=facts)
    if not follow_termination(agreement, notice, by=by):
        tell(agreement, "termination", by=by, termination=notice.pk)
    return notice


def follow_termination(
    agreement: Agreement, notice: Termination, *, by: Account | None = None
) -> bool:
    """Terminates a locked agreement when the notice's last day is over. Returns whether it did."""
    if notice.last_on >= timezone.localdate():
        return False
    _end(agreement, "terminate", notice.last_on, by=by, note=notice.reason)
    return True


def check_notice(
    agreement: Agreement, *, noticed_on: date, last_on: date, good_cause: bool, reason: str
) -> None:
    """Checks the days of a notice, of one party or of the whole. Raises: ValidationError."""
    must_have_been(noticed_on=noticed_on)
    must_not_precede(
        agreement.effective_on, _("The agreement was not in force yet."), noticed_on=noticed_on
    )
    must_not_precede(noticed_on, _("The last day is before the notice."), last_on=last_on)
    if good_cause and not says_something(reason):
        raise ValidationError({"reason": _("Good cause needs a reason.")})
    earliest = term.months_after(noticed_on, agreement.notice_months)
    if not good_cause and last_on < earliest:
        raise ValidationError(
            {
                "last_on": _(
                    "The notice runs until %(day)s. Only for good cause can it end before."
                )
                % {"day": day_text(earliest)}
            }
        )


@transaction.atomic
def withdraw_termination(agreement: Agreement, *, by: Account) -> Termination:
    """Notice of the whole is taken back before the last day is over. Raises: PermissionDenied."""
    agreement = lock(agreement)
    rules.can_withdraw_termination(by, agreement).enforce()
    notice = agreement.terminations.valid().get()
    notice.withdrawn_at = timezone.now()
    notice.save(update_fields=["withdrawn_at"])
    facts = {"termination": notice.pk}
    record("agreements.termination_withdrawn", by=by, target=agreement, facts=facts)
    tell(agreement, "termination_withdrawn", by=by, termination=notice.pk)
    return notice


@transaction.atomic
def supersede(agreement: Agreement, *, by: Account | None, successor: Agreement) -> bool:
    """`successor` takes the place of an agreement on the day it takes effect; before that day nothing happens.

    The clock asks again every night. False where there is nothing to do (not yet, or it is over already).
    """
    agreement = lock(agreement)
    from_on = successor.effective_on
    if from_on is None or from_on > timezone.localdate() or successor.supersedes_id != agreement.pk:
        return False
    if successor.stage not in BINDING or agreement.stage not in BINDING:
        return False
    _end(agreement, "supersede", from_on - timedelta(days=1), by=by)
    return True
