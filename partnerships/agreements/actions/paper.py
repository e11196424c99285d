"""All have signed on paper: a keeper records it with the scan, a lead of another organisation confirms it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import rounds
from partnerships.agreements.actions.life.ending import supersede
from partnerships.agreements.actions.moves import EventWords, lock, move
from partnerships.agreements.actions.outside import keep_file, must_fit
from partnerships.agreements.actions.signing import same_text
from partnerships.agreements.letters import PAPER_ANSWERED, PAPER_RECORDED
from partnerships.agreements.life.term import last_day_of
from partnerships.agreements.models import (
    Agreement,
    Ending,
    FileKind,
    PaperAnswer,
    PaperRecord,
    SigningRound,
)
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import round_now
from partnerships.directory.models import Account, Partner, Representation, Seat
from partnerships.directory.rules.capacity import in_partnership
from partnerships.directory.rules.witnesses import belongs_to
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write
from partnerships.shared.uploads import Upload


@transaction.atomic
def record_on_paper(
    agreement: Agreement,
    *,
    by: Account,
    digest: str,
    signed_on: date,
    scan: Upload,
    place: str = "",
    effective_on: date | None = None,
    until_on: date | None = None,
    text_from_paper: bool = False,
) -> PaperRecord:
    """The scan shows every party's signature; in force when somebody of another organisation has confirmed it.

    `digest` is what the page showed. In force from the day that was frozen or the day of signing, until its term ends,
    unless other days are named. Raises: PermissionDenied, ValidationError.
    """
    agreement = lock(agreement)
    rules.can_record_on_paper(by, agreement).enforce()
    round = round_now(agreement)
    same_text(round, digest)
    must_fit(round, signed_on, text_from_paper=text_from_paper)
    seat = in_partnership(by, agreement.partnership)
    made = PaperRecord.objects.create(
        round=round,
        scan=keep_file(agreement, FileKind.SCAN, scan, by=by),
        signed_on=signed_on,
        place=place,
        text_from_paper=text_from_paper and signed_on < timezone.localdate(round.frozen_at),
        recorded_by=by,
        recorded_for_id=_in_whose_name(by, agreement, seat),
        recorder_of=sorted(belongs_to(by.pk)),
        **_days(agreement, round, signed_on, effective_on, until_on),
    )
    record("agreements.recorded_on_paper", **_event_of(made, by=by, capacity=seat))
    _tell(PAPER_RECORDED, made, except_for=by)
    return made


def _days(
    agreement: Agreement,
    round: SigningRound,
    signed_on: date,
    effective_on: date | None,
    until_on: date | None,
) -> dict[str, date | None]:
    begins = effective_on or round.effective_on or signed_on
    ends = until_on or last_day_of(begins, agreement.term_months)
    if ends and ends < max(begins, signed_on):
        raise ValidationError({"until_on": _("The end must not be before the beginning.")})
    return {"effective_on": begins, "until_on": ends}


def _in_whose_name(by: Account, agreement: Agreement, seat: Seat | None) -> int | None:
    """Number of the organisation of the recorder's seat, or of the authority whose liaison staff they are."""
    if seat:
        return Seat.objects.values_list("organisation_id", flat=True).get(pk=seat.pk)
    rows = Partner.objects.current().filter(
        partnership=agreement.partnership_id, organisation__in=by.access.liaison_of
    )
    return rows.order_by("pk").values_list("organisation_id", flat=True).first()


def _tell(kind: str, paper: PaperRecord, *, except_for: Account) -> None:
    """A letter to everybody of the agreement; whoever may confirm is asked in it."""
    for account in people.everybody(paper.round.agreement).exclude(pk=except_for.pk):
        write(kind, to=account, facts={"record": paper.pk})


@transaction.atomic
def confirm_paper(paper: PaperRecord, *, by: Account) -> Agreement:
    """It is so: the round ends, the agreement is in force, everybody is told. Raises: PermissionDenied."""
    agreement, row = _lock_record(paper)
    _nobody_ends_them_now(by)
    rules.can_confirm_paper(by, row).enforce()
    stand = _answer_as_lead(row, PaperAnswer.CONFIRMED, by=by)
    rounds.end(row.round, Ending.ON_PAPER, by=by)
    agreement.paper_signed_on, agreement.paper_place = row.signed_on, row.place
    agreement.paper_recorded_by, agreement.paper_recorded_at = row.recorded_by, row.recorded_at
    agreement.effective_on, agreement.until_on = row.effective_on, row.until_on
    agreement.full_clean()
    record("agreements.paper_confirmed", **_event_of(row, by=by, capacity=stand))
    move(agreement, "record_on_paper", by=by, capacity=stand)
    _tell(PAPER_ANSWERED, row, except_for=by)
    if agreement.supersedes:
        supersede(agreement.supersedes, by=by, successor=agreement)
    return agreement


@transaction.atomic
def reject_paper(paper: PaperRecord, *, by: Account, reason: str) -> PaperRecord:
    """It is not so, and why; signing goes on, everybody is told. Raises: PermissionDenied, ValidationError."""
    _agreement, row = _lock_record(paper)
    _nobody_ends_them_now(by)
    rules.can_reject_paper(by, row).enforce()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: all parties are told.")})
    stand = _answer_as_lead(row, PaperAnswer.REJECTED, by=by, reason=reason)
    record("agreements.paper_rejected", **_event_of(row, by=by, capacity=stand))
    _tell(PAPER_ANSWERED, row, except_for=by)
    return row


@transaction.atomic
def withdraw_paper(paper: PaperRecord, *, by: Account) -> PaperRecord:
    """Taken back while it waits; signing goes on, everybody is told. Raises: PermissionDenied."""
    _agreement, row = _lock_record(paper)
    rules.can_withdraw_paper(by, row).enforce()
    _answer(row, PaperAnswer.WITHDRAWN, by=by)
    record("agreements.paper_withdrawn", **_event_of(row, by=by))
    _tell(PAPER_ANSWERED, row, except_for=by)
    return row


def _lock_record(paper: PaperRecord) -> tuple[Agreement, PaperRecord]:
    """Locks the agreement and reads the record anew."""
    agreement = lock(paper.round.agreement)
    row = PaperRecord.objects.select_related("round", "recorded_by").get(pk=paper.pk)
    row.round.agreement = agreement
    return agreement, row


def _nobody_ends_them_now(by: Account) -> None:
    """Locks the representations of `by`, so that nobody ends them before the answer is written."""
    stands = Representation.objects.filter(person__account=by)
    list(stands.select_for_update().values_list("pk"))


def _answer_as_lead(
    paper: PaperRecord, answer: PaperAnswer, *, by: Account, reason: str = ""
) -> Representation:
    organisation = rules.confirmers_of(paper)[by.pk]
    stands = Representation.objects.current().filter(person__account=by, organisation=organisation)
    stand = stands.get(role="lead")
    paper.answered_for_id, paper.capacity, paper.reason = organisation, stand, reason
    _answer(paper, answer, by=by)
    return stand


def _answer(paper: PaperRecord, answer: PaperAnswer, *, by: Account) -> None:
    paper.answer, paper.answered_by, paper.answered_at = answer, by, timezone.now()
    paper.save()


def _event_of(paper: PaperRecord, *, by: Account, capacity: Model | None = None) -> EventWords:
    """What the event says, for `record`."""
    facts = {"record": paper.pk, "round": paper.round.number}
    return {"by": by, "target": paper.round.agreement, "capacity": capacity, "facts": facts}
