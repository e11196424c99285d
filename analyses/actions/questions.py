"""What a case asks of its authorities, what they answer, and what is to be done in it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import note
from analyses.kinds import Secrecy
from analyses.models import (
    Case,
    CaseQuestion,
    CaseTask,
    Contribution,
    Operation,
    PartAnswer,
    PartNotice,
    ProvisionVersion,
    QuestionPart,
    seen_by_house,
)
from partnerships.directory.models import Account, Organisation


def _check_day(case: Case, day: date, name: str) -> None:
    """Raises: ValidationError for a day that is over, or on which the case is gone."""
    if day < timezone.localdate():
        raise ValidationError({name: _("This day is over.")})
    if day > case.delete_on:
        raise ValidationError({name: _("On this day the case is deleted already.")})


@transaction.atomic
def ask(
    case: Case,
    *,
    needed: str,
    task: str,
    basis: ProvisionVersion | None,
    due_on: date,
    authorities: Sequence[Organisation],
    by: Account,
) -> CaseQuestion:
    """A part goes to each authority. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    own = rules.works_on(by, case)
    rules.can_ask(own, case).enforce()
    assert own is not None  # noqa: S101  the rule has just found it
    _check_day(case, due_on, "due_on")
    if basis and not basis.is_selectable(timezone.localdate()):
        raise ValidationError({"basis": _("This legal basis cannot be chosen today.")})
    at_work = {each.pk for each in rules.authorities_at_work(case)}
    if not authorities or not {each.pk for each in authorities} <= at_work:
        raise ValidationError(
            {"authorities": _("Choose authorities that have somebody at work in the case today.")}
        )
    question = CaseQuestion(
        case=case, authority=own.authority, asked_by=by, needed=needed, task=task, basis=basis
    )
    question.full_clean()
    question.save()
    for authority in authorities:
        part = QuestionPart(question=question, case=case, authority=authority, due_on=due_on)
        part.full_clean()
        part.save()
        note(
            Operation.DISCLOSE,
            "question.asked",
            by=by,
            case=case,
            about=("questionpart", part.pk),
            recipient_id=authority.pk,
            basis_id=basis.pk if basis else None,
        )
    return question


def _lock(part: QuestionPart) -> QuestionPart:
    case = Case.objects.lock(part.case)
    rows = QuestionPart.objects.select_for_update(of=("self",), no_key=True)
    part = rows.select_related("question").get(pk=part.pk)
    part.case = case
    return part


def _note(what: str, part: QuestionPart, by: Account | None, fields: Sequence[str] = ()) -> None:
    note(
        Operation.ALTER,
        what,
        by=by,
        case=part.case,
        about=("questionpart", part.pk),
        basis_id=part.refusal_basis_id,
        fields=fields,
    )


ANSWER_FIELDS = (
    "answer", "contribution", "refusal_basis", "refusal_secrecy", "words", "wanted_on",
    "answered_by", "answered_at", "notice", "longer_reason",
)  # fmt: skip


@transaction.atomic
def answer_part(
    part: QuestionPart,
    *,
    answer: str,
    contribution: Contribution | None = None,
    refusal_basis: ProvisionVersion | None = None,
    refusal_secrecy: str = Secrecy.NONE,
    words: str = "",
    wanted_on: date | None = None,
    by: Account,
) -> QuestionPart:
    """In the name of the authority; what was answered before stands in the log. Raises: PermissionDenied, ValidationError."""
    part = _lock(part)
    rules.can_answer_part(rules.works_on(by, part.case), part).enforce()
    if answer == PartAnswer.OPEN:
        raise ValidationError({"answer": _("Choose an answer.")})
    is_refused = answer == PartAnswer.REFUSED
    part.answer, part.words = answer, words
    part.contribution = contribution if answer == PartAnswer.CONTRIBUTED else None
    part.refusal_basis = refusal_basis if is_refused else None
    part.refusal_secrecy = refusal_secrecy if is_refused else Secrecy.NONE
    part.wanted_on = wanted_on if answer == PartAnswer.LONGER else None
    part.answered_by, part.answered_at = by, timezone.now()
    part.notice = part.longer_reason = ""
    _check_answer(part)
    part.save(update_fields=ANSWER_FIELDS)
    _note(f"part.{answer}", part, by, _filled(part))
    return part


def _filled(part: QuestionPart) -> list[str]:
    names = ("contribution", "refusal_basis", "words", "wanted_on")
    filled = [name for name in names if getattr(part, name)]
    return filled + (["refusal_secrecy"] if part.refusal_secrecy != Secrecy.NONE else [])


def _check_answer(part: QuestionPart) -> None:
    """Raises: ValidationError at the field that is wrong."""
    if part.answer == PartAnswer.CONTRIBUTED:
        given = Contribution.objects.submitted().filter(case=part.case, authority=part.authority_id)
        if part.contribution is None or not given.filter(pk=part.contribution.pk).exists():
            raise ValidationError(
                {"contribution": _("Choose a contribution of your authority that is submitted.")}
            )
    if part.answer == PartAnswer.LONGER:
        if part.wanted_on is None:
            raise ValidationError({"wanted_on": _("Say by which day you can answer.")})
        _check_day(part.case, part.wanted_on, "wanted_on")
        if part.wanted_on <= part.due_on:
            raise ValidationError({"wanted_on": _("Choose a day behind the one that is set.")})
    part.full_clean()


@transaction.atomic
def change_due(part: QuestionPart, *, due_on: date, due_reason: str, by: Account) -> QuestionPart:
    """Another day for one authority, with the reason. Raises: PermissionDenied, ValidationError."""
    part = _lock(part)
    rules.can_change_due(rules.works_on(by, part.case), part).enforce()
    _check_day(part.case, due_on, "due_on")
    part.due_on, part.due_reason = due_on, due_reason
    part.full_clean()
    part.save(update_fields=["due_on", "due_reason"])
    _note("part.due_changed", part, by, ["due_on"])
    return part


@transaction.atomic
def decide_longer(
    part: QuestionPart, *, is_granted: bool, longer_reason: str = "", by: Account
) -> QuestionPart:
    """More time, or not and why; either way the part is open again. Raises: PermissionDenied, ValidationError."""
    part = _lock(part)
    rules.can_decide_longer(rules.works_on(by, part.case), part).enforce()
    if not is_granted and not longer_reason:
        raise ValidationError({"longer_reason": _("Say why.")})
    if is_granted:
        assert part.wanted_on is not None  # noqa: S101  the database holds it to that
        part.due_on, part.due_reason = part.wanted_on, ""
    part.longer_reason = "" if is_granted else longer_reason
    _open_again(part, PartNotice.GRANTED if is_granted else PartNotice.NOT_GRANTED)
    part.full_clean()
    part.save(update_fields=[*ANSWER_FIELDS, "due_on", "due_reason"])
    _note("part.longer_granted" if is_granted else "part.longer_refused", part, by, ["due_on"])
    return part


def _open_again(part: QuestionPart, notice: str) -> None:
    part.answer, part.notice = PartAnswer.OPEN, notice
    part.contribution = part.wanted_on = part.answered_by = part.answered_at = None
    part.words = ""


@transaction.atomic
def hand_on(part: QuestionPart, *, to: Account | None, by: Account) -> QuestionPart:
    """One officer of the authority answers; None: all of it in the case. Raises: PermissionDenied, ValidationError."""
    part = _lock(part)
    rules.can_hand_on(rules.works_on(by, part.case), part).enforce()
    own = [each for each in rules.workers_of(part.case) if each.authority_id == part.authority_id]
    if to is not None and to.pk not in {each.account_id for each in own}:
        raise ValidationError(
            {"to": _("Choose somebody of your authority who works in the case today.")}
        )
    part.handed_to = to
    part.save(update_fields=["handed_to"])
    _note("part.handed_on", part, by, ["handed_to"])
    return part


def versions_up_to(contribution: Contribution) -> list[int]:
    """Numbers of a contribution and of the versions before it. Read in the house's sight."""
    numbers, before = [contribution.pk], contribution.replaces_id
    while before:
        numbers.append(before)
        rows = Contribution.objects.filter(pk=before)
        before = rows.values_list("replaces_id", flat=True).first()
    return numbers


@transaction.atomic
def reopen_parts(contribution: Contribution, *, by: Account | None) -> int:
    """What was answered with a contribution that is taken back is open again; the action that takes it back calls this, under the lock of
    the case and behind its rule. Gives how many parts.
    """
    with seen_by_house():
        numbers = versions_up_to(contribution)
        parts = QuestionPart.objects.filter(contribution__in=numbers)
        parts = parts.select_for_update(of=("self",), no_key=True).select_related("case")
        for part in parts:
            _open_again(part, PartNotice.TAKEN_BACK)
            part.save(update_fields=ANSWER_FIELDS)
            _note("part.taken_back", part, by)
        return len(parts)


@transaction.atomic
def set_task(case: Case, *, what: str, for_whom: Account, due_on: date, by: Account) -> CaseTask:
    """Something to do, by somebody who works on the case. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_set_task(rules.works_on(by, case), case).enforce()
    _check_day(case, due_on, "due_on")
    if for_whom.pk not in {each.account_id for each in rules.workers_of(case)}:
        raise ValidationError({"for_whom": _("Choose somebody who works in the case today.")})
    task = CaseTask(case=case, what=what, for_whom=for_whom, due_on=due_on, set_by=by)
    task.full_clean()
    task.save()
    note(Operation.COLLECT, "task.set", by=by, case=case, about=("casetask", task.pk))
    return task


@transaction.atomic
def finish_task(task: CaseTask, *, done_note: str, by: Account) -> CaseTask:
    """Done, with a note of what came of it. Raises: PermissionDenied."""
    case = Case.objects.lock(task.case)
    task = CaseTask.objects.select_for_update(of=("self",), no_key=True).get(pk=task.pk)
    task.case = case
    rules.can_finish_task(rules.works_on(by, case), task).enforce()
    task.done_by, task.done_at, task.done_note = by, timezone.now(), done_note
    task.full_clean()
    task.save(update_fields=["done_by", "done_at", "done_note"])
    note(Operation.ALTER, "task.done", by=by, case=case, about=("casetask", task.pk))
    return task
