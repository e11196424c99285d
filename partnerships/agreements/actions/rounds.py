"""Begin and end a round of signing: freeze the wording, recall it, decline, or let the agreement take effect."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import printing, versions
from partnerships.agreements.actions.life.ending import supersede
from partnerships.agreements.actions.moves import lock, move
from partnerships.agreements.document.trial import trial_of
from partnerships.agreements.letters import ASKED_TO_SIGN, ROUND_ENDED, STAGE_REACHED
from partnerships.agreements.life.term import last_day_of
from partnerships.agreements.models import (
    AfterDeadline,
    Agreement,
    Ending,
    InForceRule,
    PaperAnswer,
    Party,
    SigningRound,
)
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import RoundProgress, open_round, read_progress
from partnerships.agreements.text import frozen_text
from partnerships.agreements.todo import before_ready
from partnerships.agreements.todo.before_ready import Kind
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

# Into which stage an agreement goes when its deadline has passed.
VERBS = {AfterDeadline.RECALL: "recall", AfterDeadline.DECLINE: "decline"}


@transaction.atomic
def make_ready(
    agreement: Agreement,
    *,
    by: Account,
    deadline_on: date | None = None,
    after_deadline: str = AfterDeadline.WAIT,
    in_order: bool = False,
    in_force_rule: str = InForceRule.ALL,
    others_needed: int = 0,
    effective_on: date | None = None,
    outdated_accepted: bool = False,
    contradictions_accepted: bool = False,
) -> SigningRound:
    """Freeze text, annexes and signatories, and open a round; the paper of this wording was tried before.

    Outdated translations and contradictions are frozen only where they are accepted.
    Raises: PermissionDenied, ValidationError.
    """
    agreement = lock(agreement)
    rules.can_make_ready(by, agreement).enforce()
    facts = frozen_text.read(agreement)
    if untried := trial_of(agreement, frozen_text.digest_of(facts)).verdict.reason:
        raise ValidationError(str(untried))
    despite = _accept_open_points(agreement, outdated_accepted, contradictions_accepted)
    rule = InForceRule(in_force_rule)
    needed = others_needed if rule == InForceRule.FOUNDERS else 0
    _check(agreement, rule, needed, deadline_on, effective_on)
    versions.note(agreement, by=by, cause="make_ready")
    move(agreement, "make_ready", by=by)
    facts = frozen_text.fill_fields(facts, frozen_text.fields_in(facts, effective_on))
    round = SigningRound.objects.create(
        agreement=agreement,
        number=(agreement.rounds.aggregate(last=Max("number"))["last"] or 0) + 1,
        facts=facts,
        digest=frozen_text.digest_of(facts),
        frozen_by=by,
        in_order=in_order,
        in_force_rule=rule,
        others_needed=needed,
        deadline_on=deadline_on,
        after_deadline=AfterDeadline(after_deadline) if deadline_on else AfterDeadline.WAIT,
        effective_on=effective_on,
    )
    event = {"round": round.number} | ({"despite": despite} if despite else {})
    record("agreements.frozen", by=by, target=agreement, facts=event)
    _ask(agreement, round, except_for=by)
    return round


def _accept_open_points(agreement: Agreement, outdated: bool, contradictions: bool) -> list[str]:
    """Codes of what is frozen all the same. Raises: ValidationError with the field whose yes is missing."""
    there = before_ready.needs_yes(agreement)
    missing = {}
    if Kind.OUTDATED in there and not outdated:
        missing["outdated_accepted"] = _(
            "Some translations are outdated. Correct them, or say yes."
        )
    if Kind.CONTRADICTION in there and not contradictions:
        sentence = _("Text and terms contradict each other. Correct one of them, or say yes.")
        missing["contradictions_accepted"] = sentence
    if missing:
        raise ValidationError(missing)
    return sorted(there)


def _check(agreement, rule, needed, deadline_on, effective_on) -> None:
    """Checks days and rule of a new round. Raises: ValidationError with the field's name."""
    today = timezone.localdate()
    if deadline_on and deadline_on < today:
        raise ValidationError({"deadline_on": _("The deadline is already over.")})
    if effective_on and effective_on < today:
        raise ValidationError(
            {"effective_on": _("Choose today or a later day, or leave it empty.")}
        )
    if rule == InForceRule.FOUNDERS:
        founding = agreement.parties.filter(founding=True).count()
        others = agreement.parties.count() - founding
        if not founding:
            raise ValidationError({"in_force_rule": _("None of the parties is a founding party.")})
        if needed > others:
            sentence = _("Only %(number)d of the parties are not founding parties.")
            raise ValidationError({"others_needed": sentence % {"number": others}})


def _ask(agreement: Agreement, round: SigningRound, *, except_for: Account) -> None:
    """Everybody who stands for a party hears of it; whose turn it is to sign is asked to."""
    signers = set()
    for each in read_progress(round).parties:
        if each.is_waiting:
            signers |= ask_party(each.party, round)
    for account in people.representatives(agreement).exclude(pk=except_for.pk):
        if account.pk not in signers:
            facts = {"agreement": agreement.pk, "stage": agreement.stage}
            write(STAGE_REACHED, to=account, facts=facts)


def ask_party(party: Party, round: SigningRound) -> set[int]:
    """A letter to everybody who may sign for it today; the numbers of their accounts."""
    accounts = set()
    for account in people.signers(party):
        write(ASKED_TO_SIGN, to=account, facts={"round": round.pk, "party": party.pk})
        accounts.add(account.pk)
    return accounts


@transaction.atomic
def recall(agreement: Agreement, *, by: Account, reason: str) -> Agreement:
    """The text can be changed again; all signatures are void and all parties are told why.

    Raises: PermissionDenied, ValidationError without a reason.
    """
    agreement = lock(agreement)
    rules.can_recall(by, agreement).enforce()
    return _stop(agreement, "recall", Ending.RECALLED, by=by, reason=_need_reason(reason))


@transaction.atomic
def decline(agreement: Agreement, *, by: Account, reason: str) -> Agreement:
    """It ends without an agreement, and all parties are told why. Raises: as `recall`."""
    agreement = lock(agreement)
    rules.can_decline(by, agreement).enforce()
    return _stop(agreement, "decline", Ending.DECLINED, by=by, reason=_need_reason(reason))


def _need_reason(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: all parties are told.")})
    return reason


@transaction.atomic
def end_after_deadline(round: SigningRound) -> bool:
    """By the clock, the day after the deadline: what was chosen when the text was frozen. False: nothing to do."""
    agreement = lock(round.agreement)
    now_open = open_round(agreement)
    if now_open is None or now_open.pk != round.pk or now_open.deadline_on is None:
        return False
    verb = VERBS.get(AfterDeadline(now_open.after_deadline))
    if verb is None or now_open.deadline_on >= timezone.localdate():
        return False
    _stop(agreement, verb, Ending.DEADLINE, by=None, reason="")
    return True


def _stop(
    agreement: Agreement, verb: str, ending: Ending, *, by: Account | None, reason: str
) -> Agreement:
    round = open_round(agreement)
    if round:
        end(round, ending, by=by, note=reason)
        round.signatures.valid().update(voided_at=timezone.now())
    if verb == "decline":
        agreement.ended_on, agreement.ending_note = timezone.localdate(), reason
    move(agreement, verb, by=by)
    facts = {"agreement": agreement.pk, "round": round.pk if round else None}
    for account in people.representatives(agreement).exclude(pk=by.pk if by else 0):
        write(ROUND_ENDED, to=account, facts=facts | {"stage": agreement.stage})
    return agreement


def end(round: SigningRound, ending: Ending, *, by: Account | None, note: str = "") -> None:
    """Nobody signs in it any more, and nobody confirms what was recorded of its paper."""
    over = {"answer": PaperAnswer.OVER, "answered_at": timezone.now(), "answered_by": by}
    round.paper_records.waiting().update(**over)
    round.ended_at, round.ended_by = timezone.now(), by
    round.ending, round.ending_note = ending, note
    round.save()
    round.codes.all().delete()


def after_a_signature(
    agreement: Agreement, progress: RoundProgress, *, by: Account, party: Party
) -> None:
    """The first one moves the stage; the last one that is needed brings the agreement into force."""
    if agreement.stage == "ready_to_sign":
        move(agreement, "sign_first", by=by)
    if progress.is_fulfilled:
        _take_effect(agreement, progress, by=by)
    elif progress.round.in_order and progress.find(party.pk).is_complete:
        following = next((each for each in progress.parties if each.is_waiting), None)
        if following:
            ask_party(following.party, progress.round)


def _take_effect(agreement: Agreement, progress: RoundProgress, *, by: Account) -> None:
    round = progress.round
    end(round, Ending.IN_FORCE, by=by)
    begins = round.effective_on or progress.last_day or timezone.localdate()
    agreement.effective_on = begins
    agreement.until_on = last_day_of(begins, agreement.term_months)
    move(agreement, "take_effect", by=by)
    printing.request_final(round, by=by)
    if agreement.supersedes:
        supersede(agreement.supersedes, by=by, successor=agreement)
