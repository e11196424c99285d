"""A case from request to result: each step with its rule, its entry in the log, its moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import randbelow

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import Reason, note
from analyses.actions.taking_part import check_eligible, renew_passes
from analyses.models import (
    Approval,
    Case,
    CaseRole,
    Operation,
    Participation,
    ProvisionVersion,
    ReasonCode,
    Recipient,
    seen_by_house,
)
from analyses.stages import LIFE, Stage
from partnerships.directory.models import Account, Organisation

DECISION = Reason(ReasonCode.DECISION)
APPROVALS = 2  # of different authorities


@dataclass(frozen=True)
class Named:
    """Somebody who is to take part, for an authority, in a role."""

    account: Account
    authority: Organisation
    role: str


@transaction.atomic
def request_case(
    *,
    title: str,
    issue: str,
    purpose: str,
    necessity: str,
    requested_for: Organisation,
    people: Iterable[Named],
    recipients: Iterable[Organisation],
    review_on: date,
    delete_on: date,
    by: Account,
) -> Case:
    """Restricted to those who are named from the first moment. Raises: PermissionDenied, ValidationError."""
    rules.can_request(by).enforce()
    people = list(people)
    if requested_for not in rules.authorities_of(by):
        raise ValidationError({"requested_for": _("You do not act for this authority.")})
    _check_named(people)
    _check_dates(review_on, delete_on)
    with seen_by_house():
        case = Case(
            number=_free_number(),
            title=title,
            issue=issue,
            purpose=purpose,
            necessity=necessity,
            requested_for=requested_for,
            requested_by=by,
            review_on=review_on,
            delete_on=delete_on,
        )
        case.full_clean()
        case.save()
        for each in people:
            Participation.objects.create(
                case=case,
                account=each.account,
                authority=each.authority,
                role=each.role,
                added_by=by,
                agreed_at=case.requested_at,
            )
        for organisation in recipients:
            Recipient.objects.create(case=case, organisation=organisation)
        renew_passes(case)
        note(Operation.COLLECT, "case.requested", by=by, case=case)
    return case


def _check_named(people: list[Named]) -> None:
    """Raises: ValidationError unless there is one lead, and at least two other authorities that can decide."""
    for each in people:
        check_eligible(each.account, each.authority)
    leads = [each for each in people if each.role == CaseRole.LEAD]
    if len(leads) != 1:
        raise ValidationError(_("A case has one lead."))
    if len({each.account.pk for each in people}) != len(people):
        raise ValidationError(_("Name each person once."))
    if len({each.authority.pk for each in people}) < APPROVALS:
        raise ValidationError(_("An analysis takes at least two authorities."))


def _check_dates(review_on: date, delete_on: date) -> None:
    today = timezone.localdate()
    longest = today + timedelta(days=settings.ANALYSES_LONGEST_CASE_DAYS)
    if review_on <= today:
        raise ValidationError({"review_on": _("This day must be still to come.")})
    if review_on > today + timedelta(days=settings.ANALYSES_REVIEW_DAYS):
        raise ValidationError(
            {"review_on": _("The need is checked at the latest after six months.")}
        )
    if delete_on > longest:
        raise ValidationError({"delete_on": _("That is later than the longest term.")})


def _free_number() -> str:
    """By chance, so that it tells nothing of how many there are. Read in the house's sight."""
    while True:
        number = f"{timezone.localdate().year}-{randbelow(100_000):05d}"
        if not Case.objects.filter(number=number).exists():
            return number


@transaction.atomic
def take_check(case: Case, *, by: Account) -> Case:
    """Somebody of the legal service takes it up. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_take_check(by, case).enforce()
    case.stage, case.checked_by = LIFE.move("take_check").target, by
    case.save(update_fields=["stage", "checked_by"])
    note(Operation.ALTER, "case.check_taken", by=by, case=case, reason=DECISION)
    return case


@transaction.atomic
def pass_check(case: Case, *, speaks_of_conduct: bool, note_text: str, by: Account) -> Case:
    """Lawful, and title and purpose speak of conduct alone. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_finish_check(by, case).enforce()
    if not speaks_of_conduct:
        raise ValidationError(
            _("A request that names a family, an origin or a person is rejected, not passed.")
        )
    case.checked_at, case.check_note = timezone.now(), note_text
    case.full_clean(validate_constraints=False)
    case.save(update_fields=["checked_at", "check_note"])
    note(Operation.ALTER, "case.check_passed", by=by, case=case, reason=DECISION)
    return case


@transaction.atomic
def approve(case: Case, *, note_text: str, by: Account) -> Case:
    """The second yes lets the case begin. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_approve(by, case).enforce()
    own = rules.own_participation(by, case)
    assert own is not None  # noqa: S101  the rule has just found it
    approval = Approval(case=case, authority_id=own.authority_id, by=by, note=note_text)
    approval.full_clean()
    approval.save()
    note(Operation.ALTER, "case.approved", by=by, case=case, reason=DECISION)
    if case.approvals.count() >= APPROVALS:
        case.stage = LIFE.move("approve").target
        case.save(update_fields=["stage"])
    return case


@transaction.atomic
def reject(case: Case, *, reason: str, by: Account) -> Case:
    """With reasons, which those who are named read. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_reject(by, case).enforce()
    return _end(case, "reject", reason, by)


@transaction.atomic
def stop(case: Case, *, reason: str, by: Account) -> Case:
    """Nothing more is done in it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_stop(by, case).enforce()
    return _end(case, "stop", reason, by)


def _end(case: Case, verb: str, reason: str, by: Account) -> Case:
    case.stage, case.reason, case.ended_at = LIFE.move(verb).target, reason, timezone.now()
    with seen_by_house():  # the legal service no longer sees a request that is decided
        case.save(update_fields=["stage", "reason", "ended_at"])
        note(Operation.ALTER, f"case.{verb}", by=by, case=case, reason=DECISION)
    return case


@transaction.atomic
def move(case: Case, verb: str, *, by: Account) -> Case:
    """A step of the lead, as far as the gates let it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_move(by, case, verb).enforce()
    case.stage = LIFE.move(verb).target
    if case.stage == Stage.COLLECTING and not case.collecting_at:
        case.collecting_at = timezone.now()
    if case.stage == Stage.DELIVERED:
        case.delivered_at = case.ended_at = timezone.now()
    case.save(update_fields=["stage", "collecting_at", "delivered_at", "ended_at"])
    operation = Operation.DISCLOSE if case.stage == Stage.DELIVERED else Operation.ALTER
    note(operation, f"case.{verb}", by=by, case=case)
    return case


@transaction.atomic
def note_result(case: Case, *, result: str, by: Account) -> Case:
    """What came of it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_follow_up(by, case).enforce()
    case.stage, case.result = Stage.FOLLOW_UP, result
    case.save(update_fields=["stage", "result"])
    note(Operation.ALTER, "case.follow_up", by=by, case=case)
    return case


@transaction.atomic
def note_impact(case: Case, *, reference: str, by: Account) -> Case:
    """The impact assessment is there; it counts once data protection confirms it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_note_impact(by, case).enforce()
    case.impact_reference, case.impact_noted_by = reference, by
    case.impact_noted_at = timezone.now()
    case.save(update_fields=["impact_reference", "impact_noted_by", "impact_noted_at"])
    note(Operation.ALTER, "case.impact_noted", by=by, case=case)
    return case


@transaction.atomic
def confirm_impact(case: Case, *, by: Account) -> Case:
    """Data protection has seen it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_confirm_impact(by, case).enforce()
    case.impact_confirmed_by, case.impact_confirmed_at = by, timezone.now()
    case.save(update_fields=["impact_confirmed_by", "impact_confirmed_at"])
    note(Operation.ALTER, "case.impact_confirmed", by=by, case=case, reason=DECISION)
    return case


@transaction.atomic
def name_combination(case: Case, *, basis: ProvisionVersion, by: Account) -> Case:
    """The legal basis for combining what several authorities gave. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_name_combination(by, case).enforce()
    if not basis.is_selectable(timezone.localdate()):
        raise ValidationError({"basis": _("This legal basis cannot be chosen today.")})
    case.combination, case.combination_noted_by = basis, by
    case.combination_noted_at = timezone.now()
    case.combination_confirmed_by = case.combination_confirmed_at = None
    case.save()
    note(Operation.ALTER, "case.combination_named", by=by, case=case, basis_id=basis.pk)
    return case


@transaction.atomic
def confirm_combination(case: Case, *, by: Account) -> Case:
    """The legal service has checked it. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_confirm_combination(by, case).enforce()
    case.combination_confirmed_by, case.combination_confirmed_at = by, timezone.now()
    with seen_by_house():  # the legal service sees it only as long as it has something to decide
        case.save(update_fields=["combination_confirmed_by", "combination_confirmed_at"])
        note(Operation.ALTER, "case.combination_confirmed", by=by, case=case, reason=DECISION)
    return case
