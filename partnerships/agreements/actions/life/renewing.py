"""The term comes to its end and goes on."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.life.telling import must_have_been, must_not_precede, tell
from partnerships.agreements.actions.moves import lock, move
from partnerships.agreements.life import term
from partnerships.agreements.models import Agreement, Renewal
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def begin_renewal(agreement: Agreement, *, by: Account | None) -> Agreement:
    """It has to be decided what comes after the end. `by` None: the clock. Raises: PermissionDenied."""
    agreement = lock(agreement)
    if by is not None:
        rules.can_begin_renewal(by, agreement).enforce()
    move(agreement, "begin_renewal", by=by)
    tell(agreement, "renewal_begun", by=by)
    return agreement


@transaction.atomic
def renew(agreement: Agreement, *, by: Account, decided_on: date, note: str = "") -> Renewal:
    """The parties decided that it goes on. Raises: PermissionDenied, ValidationError for an impossible day."""
    agreement = lock(agreement)
    rules.can_renew(by, agreement).enforce()
    must_have_been(decided_on=decided_on)
    must_not_precede(
        agreement.effective_on, _("The agreement was not in force yet."), decided_on=decided_on
    )
    end = agreement.until_on or decided_on  # the rule has seen that there is an end
    return _renew(agreement, end, by=by, decided_on=decided_on, note=note)


def renew_by_itself(agreement: Agreement, end: date) -> Renewal:
    """Renews a locked agreement by its own rule, on the day after its end."""
    return _renew(agreement, end, by=None)


def next_term(end: date, months: int) -> tuple[date, date]:
    """First and last day of the term that follows."""
    first = end + timedelta(days=1)
    return first, term.last_day_of(first, months) or first


def _renew(
    agreement: Agreement,
    end: date,
    *,
    by: Account | None,
    decided_on: date | None = None,
    note: str = "",
) -> Renewal:
    from_on, until_on = next_term(end, agreement.renewal_months)
    renewal = Renewal(
        agreement=agreement,
        from_on=from_on,
        until_on=until_on,
        decided_on=decided_on or from_on,
        by_itself=by is None,
        decided_by=by,
        note=note,
    )
    renewal.full_clean()
    renewal.save()
    agreement.until_on = renewal.until_on
    move(agreement, "renew", by=by)
    facts = {"renewal": renewal.pk, "until": renewal.until_on.isoformat()}
    record("agreements.renewed", by=by, target=agreement, facts=facts)
    tell(agreement, "renewed", by=by, renewal=renewal.pk)
    return renewal
