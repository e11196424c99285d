"""Extend a term, with reasons and a second person; set and lift a legal hold. Source: DOMAIN 5.5, decision 0060."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.cases import DECISION
from analyses.actions.logging import note
from analyses.models import (
    Activity,
    Case,
    Contribution,
    Extension,
    Hold,
    LogEntry,
    Operation,
    Record,
    Term,
    seen_by_house,
)
from analyses.stages import OPEN
from partnerships.directory.models import Account


@transaction.atomic
def ask_need(case: Case, *, reason: str, until_on: date, by: Account) -> Extension:
    """Why the case is still needed, and until when. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_ask_need(by, case).enforce()
    latest = min(
        timezone.localdate() + timedelta(days=settings.ANALYSES_REVIEW_DAYS), case.delete_on
    )
    return _ask(case, Term.NEED, case.review_on, latest, reason, until_on, by)


@transaction.atomic
def ask_deletion(case: Case, *, reason: str, until_on: date, by: Account) -> Extension:
    """Later, never beyond the longest term. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_ask_deletion(by, case).enforce()
    latest = rules.longest_day(case)
    return _ask(case, Term.DELETION, case.delete_on, latest, reason, until_on, by)


@transaction.atomic
def ask_contribution(
    contribution: Contribution, *, reason: str, until_on: date, by: Account
) -> Extension:
    """Why what was given is still needed. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(contribution.case)
    rules.can_ask_contribution(by, contribution).enforce()
    latest = timezone.localdate() + timedelta(days=settings.ANALYSES_REVIEW_DAYS)
    latest = min(latest, rules.deletion_day(case))
    return _ask(
        case,
        Term.CONTRIBUTION,
        contribution.review_on,
        latest,
        reason,
        until_on,
        by,
        contribution=contribution,
    )


@transaction.atomic
def ask_record(record: Record, *, reason: str, until_on: date, by: Account) -> Extension:
    """Why a contact person is still needed. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(record.case)
    rules.can_ask_record(by, record).enforce()
    agreed = Extension.objects.agreed().filter(record=record)
    was_on = agreed.aggregate(day=Max("until_on"))["day"] or rules.record_term(record)
    assert was_on is not None  # noqa: S101  the rule lets contact persons through alone
    latest = timezone.localdate() + timedelta(days=settings.ANALYSES_CONTACT_DAYS)
    latest = min(latest, rules.deletion_day(case))
    return _ask(case, Term.RECORD, was_on, latest, reason, until_on, by, record=record)


def _ask(
    case: Case,
    term: str,
    was_on: date,
    latest: date,
    reason: str,
    until_on: date,
    by: Account,
    **what: object,
) -> Extension:
    _check_day(until_on, was_on, latest)
    own = rules.own_participation(by, case)
    assert own is not None  # noqa: S101  the rule has just found it
    extension = Extension(
        case=case,
        term=term,
        reason=reason,
        was_on=was_on,
        until_on=until_on,
        asked_by=by,
        asked_for_id=own.authority_id,
        **what,
    )
    extension.full_clean()
    extension.save()
    note(
        Operation.ALTER,
        f"term.asked_{term}",
        by=by,
        case=case,
        about=("extension", extension.pk),
        regime=_regime_of(extension),
    )
    return extension


def _regime_of(extension: Extension) -> str:
    """Of the contribution or record whose term runs on; empty for a case's own. Whoever decides on it may not see the contribution itself."""
    with seen_by_house():
        rows = Contribution.objects.none()
        if extension.record_id:
            rows = Contribution.objects.filter(records=extension.record_id)
        elif extension.contribution_id:
            rows = Contribution.objects.filter(pk=extension.contribution_id)
        return rows.values_list("regime", flat=True).first() or ""


def _check_day(until_on: date, was_on: date, latest: date) -> None:
    """Raises: ValidationError outside what may be."""
    if until_on <= max(was_on, timezone.localdate()):
        raise ValidationError({"until_on": _("This day must be later than the present one.")})
    if until_on > latest:
        day = latest.strftime("%d.%m.%Y")
        raise ValidationError({"until_on": _("At the latest %(day)s.") % {"day": day}})


@transaction.atomic
def decide_extension(extension: Extension, *, is_agreed: bool, by: Account) -> Extension:
    """The second person's yes or no. Raises: PermissionDenied, ValidationError where the day has become too late meanwhile."""
    Case.objects.lock(extension.case)
    extension = Extension.objects.select_related("case").get(pk=extension.pk)
    rules.can_decide_extension(by, extension).enforce()
    case = extension.case
    own = rules.own_participation(by, case)
    assert own is not None  # noqa: S101  the rule has just found it
    if is_agreed:
        _run_on(case, extension)
    extension.decided_by, extension.decided_at = by, timezone.now()
    extension.decided_for_id, extension.is_agreed = own.authority_id, is_agreed
    extension.save(update_fields=["decided_by", "decided_at", "decided_for", "is_agreed"])
    word = "agreed" if is_agreed else "refused"
    note(
        Operation.ALTER,
        f"term.{word}_{extension.term}",
        by=by,
        case=case,
        about=("extension", extension.pk),
        reason=DECISION,
        regime=_regime_of(extension),
    )
    return extension


def _run_on(case: Case, extension: Extension) -> None:
    if extension.term == Term.NEED:
        case.review_on = min(extension.until_on, case.delete_on)
        case.save(update_fields=["review_on"])
    elif extension.term == Term.DELETION:
        if extension.until_on > rules.longest_day(case):
            raise ValidationError(_("That is later than the longest term."))
        case.delete_on = extension.until_on
        case.save(update_fields=["delete_on"])
    elif extension.term == Term.CONTRIBUTION:
        rows = Contribution.objects.filter(extensions=extension)
        with seen_by_house():  # whoever agrees need not see the contribution itself
            rows.update(review_on=extension.until_on)


@transaction.atomic
def set_hold(case: Case, *, reason: str, by: Account) -> Hold:
    """Holds at once; a second person confirms it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_hold(by, case).enforce()
    hold = Hold(case=case, reason=reason, set_by=by)
    hold.full_clean()
    hold.save()
    note(Operation.ALTER, "hold.set", by=by, case=case, reason=DECISION)
    return hold


def _lock(hold: Hold) -> Hold:
    Case.objects.lock(hold.case)
    return Hold.objects.select_related("case").get(pk=hold.pk)


@transaction.atomic
def confirm_hold(hold: Hold, *, by: Account) -> Hold:
    """By a second person. Raises: PermissionDenied."""
    hold = _lock(hold)
    rules.can_confirm_hold(by, hold).enforce()
    hold.confirmed_by, hold.confirmed_at = by, timezone.now()
    hold.save(update_fields=["confirmed_by", "confirmed_at"])
    note(Operation.ALTER, "hold.confirmed", by=by, case=hold.case, reason=DECISION)
    return hold


@transaction.atomic
def ask_lifting(hold: Hold, *, reason: str, by: Account) -> Hold:
    """Holds on until a second person lifts it. Raises: PermissionDenied."""
    hold = _lock(hold)
    rules.can_ask_lifting(by, hold).enforce()
    hold.lift_reason, hold.lift_asked_by, hold.lift_asked_at = reason, by, timezone.now()
    hold.save(update_fields=["lift_reason", "lift_asked_by", "lift_asked_at"])
    note(Operation.ALTER, "hold.lift_asked", by=by, case=hold.case, reason=DECISION)
    return hold


@transaction.atomic
def lift(hold: Hold, *, by: Account) -> Hold:
    """From the next night on the clock deletes again. Raises: PermissionDenied."""
    hold = _lock(hold)
    rules.can_lift(by, hold).enforce()
    hold.lifted_by, hold.ended_at = by, timezone.now()
    hold.save(update_fields=["lifted_by", "ended_at"])
    note(Operation.ALTER, "hold.lifted", by=by, case=hold.case, reason=DECISION)
    return hold


def end_unconfirmed_holds() -> None:
    """Those that found no second person in time. By the clock, in the house's sight."""
    limit = timezone.now() - timedelta(days=settings.ANALYSES_HOLD_DAYS)
    for hold in Hold.objects.open().filter(confirmed_at__isnull=True, set_at__lt=limit):
        with transaction.atomic():
            hold = _lock(hold)
            if hold.confirmed_at is None and hold.ended_at is None:
                hold.ended_at = timezone.now()
                hold.save(update_fields=["ended_at"])
                note(Operation.ALTER, "hold.ended", by=None, case=hold.case)


READING = (Operation.CONSULT, Operation.SEARCH)


def note_activity() -> None:
    """When something was last done in each open case, apart from reading. By the clock, in the house's sight."""
    numbers = Case.objects.filter(stage__in=OPEN).values_list("pk", flat=True)
    rows = LogEntry.objects.filter(case_id__in=list(numbers), account_id__isnull=False)
    last = rows.exclude(operation__in=READING).values_list("case_id").annotate(at=Max("at"))
    Activity.objects.bulk_create(
        [Activity(case_id=case, last_on=timezone.localdate(at)) for case, at in last.order_by()],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["last_on"],
    )
