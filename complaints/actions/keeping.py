"""Terms set, deletions proposed by the clock and confirmed by a person, what the state archive said, and what stops it all: holds by two."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions.forgetting import forget, forget_files, forget_name
from complaints.actions.telling import tell_of_keeping
from complaints.keeping import (
    FIRST_TERMS,
    HOLD_DAYS,
    OFFERED,
    Decision,
    Item,
    Taken,
    Term,
    TermKind,
)
from complaints.models import (
    ArchiveOffer,
    Complaint,
    EndOfCase,
    Evidence,
    Hold,
    KeepingMode,
    KeepingTerm,
    Office,
    Proposal,
)
from complaints.rules.keeping import ENDED
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


def _lock_office(office: Office) -> Office:
    return Office.objects.select_for_update(no_key=True).get(pk=office.pk)


def _lock(complaint: Complaint) -> Complaint:
    """With all that its days hang on."""
    Complaint.objects.lock(complaint)
    rows = rules.with_keeping(Complaint.objects.select_related("office"))
    return rows.get(pk=complaint.pk)


def _lock_if_there(pk: int) -> Complaint | None:
    """None where another one has deleted it meanwhile."""
    try:
        return _lock(Complaint(pk=pk))
    except Complaint.DoesNotExist:
        return None


@transaction.atomic
def set_term(
    office: Office, kind: str, term: Term, *, reason: str, law: str, by: Account
) -> KeepingTerm:
    """Also for what is there: the next night proposes by it, a shorter one after NOTICE. Others are told. Raises: PermissionDenied, ValidationError."""
    office = _lock_office(office)
    rules.can_set_keeping(by, office).enforce()
    last = KeepingTerm.objects.set_for(office)[kind]
    if term == (last[-1][0] if last else FIRST_TERMS[TermKind(kind)]):
        raise ValidationError(_("This is the term already."))
    row = KeepingTerm(office=office, kind=kind, reason=reason, law=law, set_by=by, **term._asdict())
    row.full_clean()
    row.save()
    record("complaints.keeping_set", by=by, target=office, facts={"kind": kind})
    tell_of_keeping(office, by=by)
    return row


@transaction.atomic
def set_mode(
    office: Office,
    *,
    is_by_person: bool,
    wait_days: int,
    is_offered: bool,
    reason: str,
    by: Account,
) -> KeepingMode:
    """Who deletes, and whether the state archive is asked; less protection after NOTICE. Others are told. Raises: PermissionDenied, ValidationError."""
    office = _lock_office(office)
    rules.can_set_keeping(by, office).enforce()
    row = KeepingMode(
        office=office,
        is_by_person=is_by_person,
        wait_days=wait_days,
        is_offered=is_offered,
        reason=reason,
        set_by=by,
    )
    row.full_clean()
    row.save()
    record("complaints.deleting_set", by=by, target=office)
    tell_of_keeping(office, by=by)
    return row


def propose() -> int:
    """By the clock, in the house's sight: what is due and not proposed yet; a proposal whose reason is gone goes. Gives how many are new."""
    made = 0
    for office in Office.objects.all():
        with transaction.atomic():
            made += _propose(office)
    return made


def _propose(office: Office) -> int:
    today, terms = timezone.localdate(), KeepingTerm.objects.in_force(office)
    rows = Complaint.objects.reached().filter(office=office)
    gone = Proposal.objects.open().filter(complaint__office=office)
    gone.exclude(complaint__stage__in=ENDED).delete()
    there = set(Proposal.objects.open().filter(complaint__in=rows).values_list("complaint", "item"))
    found = [
        Proposal(complaint=row, item=item, due_on=day)
        for row in rules.with_keeping(rows.filter(stage__in=ENDED)).order_by("pk").iterator()
        for item, day in rules.due_of(row, terms).items()
        if day <= today and (row.pk, item) not in there
    ]
    Proposal.objects.bulk_create(found, batch_size=500)
    return len(found)


class Deleted(NamedTuple):
    """How many deletions were made, and what was left: the complaint and why."""

    done: int
    left: list[tuple[Complaint, str]]


@transaction.atomic
def confirm(numbers: Collection[int], *, by: Account) -> Deleted:
    """Of many proposals at once each that nothing stops; what is held or waits stays, with the reason. Raises: PermissionDenied."""
    done, left = 0, list[tuple[Complaint, str]]()
    rows = Proposal.objects.open().workable_by(by)
    for row in rows.filter(pk__in=numbers).order_by("pk"):
        complaint = _lock_if_there(row.complaint_id)
        proposal = Proposal.objects.open().filter(pk=row.pk).first()
        if complaint is None or proposal is None:  # decided, or gone with another proposal
            continue
        mode = KeepingMode.objects.in_force(complaint.office)
        rules.can_see_keeping(by, complaint).enforce()
        verdict = rules.can_delete(by, proposal, complaint, mode)
        if verdict:
            _carry_out(proposal, complaint, by)
            done += 1
        else:
            left.append((complaint, str(verdict.reason)))
    return Deleted(done, left)


def _carry_out(proposal: Proposal, complaint: Complaint, by: Account | None) -> None:
    """Locked, and nothing stops it."""
    if proposal.item == Item.COMPLAINT:
        forget([complaint], by=by)
        return
    if proposal.item == Item.NAMES:
        forget_name(complaint)
        record("complaints.name_forgotten", by=by, target=complaint)
    else:
        forget_files([complaint])
        record("complaints.files_forgotten", by=by, target=complaint)
    _decide(proposal, Decision.DELETED, by)


def _decide(proposal: Proposal, decision: str, by: Account | None) -> None:
    proposal.decision, proposal.by, proposal.decided_at = decision, by, timezone.now()
    proposal.save()


def delete_by_clock() -> int:
    """In the house's sight, only where an office has set it so: what was proposed long enough ago and nothing stops. Gives how many."""
    return sum(_delete_of(office) for office in Office.objects.all())


def _delete_of(office: Office) -> int:
    mode, done = KeepingMode.objects.in_force(office), 0
    if mode.is_by_person:
        return 0
    before = timezone.now() - timedelta(days=mode.wait_days)
    rows = Proposal.objects.open().filter(complaint__office=office, at__lt=before)
    for pk, complaint_id in list(rows.order_by("pk").values_list("pk", "complaint")):
        with transaction.atomic():
            done += _delete_one(pk, complaint_id, mode)
    return done


def _delete_one(pk: int, complaint_id: int, mode: KeepingMode) -> bool:
    complaint = _lock_if_there(complaint_id)
    proposal = Proposal.objects.open().filter(pk=pk).first()
    if complaint is None or proposal is None or rules.why_not_deleted(proposal, complaint, mode):
        return False
    _carry_out(proposal, complaint, None)
    return True


@transaction.atomic
def keep(complaint: Complaint, *, until: date, reason: str, by: Account) -> None:
    """All that is proposed of it stays until a day, at most a year on. Raises: PermissionDenied, ValidationError."""
    complaint = _lock(complaint)
    rows = list(Proposal.objects.open().filter(complaint=complaint))
    rules.can_keep(by, complaint, rows[0] if rows else None).enforce()
    if not timezone.localdate() < until <= rules.longest_kept():
        raise ValidationError({"until": _("At most a year from today, and not before tomorrow.")})
    for row in rows:
        row.kept_until, row.reason = until, reason
        _decide(row, Decision.KEPT, by)
    record("complaints.kept_longer", by=by, target=complaint)


@transaction.atomic
def hold(complaint: Complaint, *, reason: str, by: Account) -> Hold:
    """Holds at once; a second person confirms it. Raises: PermissionDenied."""
    complaint = _lock(complaint)
    rules.can_hold(by, complaint, rules.open_hold(complaint)).enforce()
    row = Hold.objects.create(complaint=complaint, reason=reason, set_by=by)
    record("complaints.hold_set", by=by, target=complaint)
    return row


@transaction.atomic
def confirm_hold(complaint: Complaint, *, by: Account) -> None:
    """By a second person. Raises: PermissionDenied."""
    complaint = _lock(complaint)
    row = rules.open_hold(complaint)
    rules.can_confirm_hold(by, complaint, row).enforce()
    Hold.objects.open().filter(complaint=complaint).update(
        confirmed_by=by, confirmed_at=timezone.now()
    )
    record("complaints.hold_confirmed", by=by, target=complaint)


@transaction.atomic
def ask_lifting(complaint: Complaint, *, by: Account) -> None:
    """Holds on until a second person lifts it. Raises: PermissionDenied."""
    complaint = _lock(complaint)
    row = rules.open_hold(complaint)
    rules.can_ask_lifting(by, complaint, row).enforce()
    Hold.objects.open().filter(complaint=complaint).update(
        lift_asked_by=by, lift_asked_at=timezone.now()
    )
    record("complaints.hold_lift_asked", by=by, target=complaint)


@transaction.atomic
def lift(complaint: Complaint, *, by: Account) -> None:
    """By a second person; from then on it can be deleted. Raises: PermissionDenied."""
    complaint = _lock(complaint)
    row = rules.open_hold(complaint)
    rules.can_lift(by, complaint, row).enforce()
    Hold.objects.open().filter(complaint=complaint).update(lifted_by=by, ended_at=timezone.now())
    record("complaints.hold_lifted", by=by, target=complaint)


def end_unconfirmed_holds() -> int:
    """Those that found no second person in time. By the clock, in the house's sight."""
    limit, ended = timezone.now() - timedelta(days=HOLD_DAYS), 0
    for row in Hold.objects.open().filter(confirmed_at__isnull=True, set_at__lt=limit):
        with transaction.atomic():
            complaint = Complaint.objects.lock(row.complaint)
            rows = Hold.objects.open().filter(pk=row.pk, confirmed_at__isnull=True)
            if rows.update(ended_at=timezone.now()):
                record("complaints.hold_ended", by=None, target=complaint)
                ended += 1
    return ended


def _not_in_future(name: str, day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({name: _("This day has not come yet.")})


@transaction.atomic
def note_case_end(complaint: Complaint, *, ended_on: date, by: Account) -> None:
    """Of proceedings elsewhere; the newest note counts. Raises: PermissionDenied, ValidationError."""
    complaint = _lock(complaint)
    rules.can_note_case_end(by, complaint).enforce()
    _not_in_future("ended_on", ended_on)
    EndOfCase.objects.create(complaint=complaint, ended_on=ended_on, by=by)
    record("complaints.case_end_noted", by=by, target=complaint)


@transaction.atomic
def note_evidence(complaint: Complaint, *, handed_over_on: date, by: Account) -> None:
    """Photos and documents stay as long as the complaint. Raises: PermissionDenied, ValidationError."""
    complaint = _lock(complaint)
    rules.can_note_evidence(by, complaint).enforce()
    _not_in_future("handed_over_on", handed_over_on)
    Evidence.objects.create(complaint=complaint, handed_over_on=handed_over_on, by=by)
    Proposal.objects.open().filter(complaint=complaint, item=Item.FILES).delete()
    record("complaints.evidence_noted", by=by, target=complaint)


@transaction.atomic
def offer(office: Office, *, by: Account) -> ArchiveOffer:
    """All that is proposed and was not offered yet, as one list. Raises: PermissionDenied; ValidationError where there is nothing."""
    office = _lock_office(office)
    rules.can_offer(by, office).enforce()
    rows = Proposal.objects.open().filter(
        complaint__office=office, item__in=OFFERED, offer__isnull=True
    )
    if not rows.exists():
        raise ValidationError(_("There is nothing to offer."))
    row = ArchiveOffer.objects.create(office=office, by=by)
    rows.update(offer=row, archive=Taken.WAITING)
    record("complaints.offered", by=by, target=office)
    return row


@transaction.atomic
def note_answer(
    offer: ArchiveOffer, *, taken: Collection[int], answered_on: date, by: Account
) -> None:
    """`taken`: proposals whose records the archive has taken; it does not want the others. Raises: PermissionDenied, ValidationError."""
    offer = (
        ArchiveOffer.objects.select_related("office")
        .select_for_update(of=("self",))
        .get(pk=offer.pk)
    )
    rules.can_note_answer(by, offer).enforce()
    _not_in_future("answered_on", answered_on)
    if answered_on < timezone.localdate(offer.at):
        raise ValidationError({"answered_on": _("This day is before the offer.")})
    offer.answered_on, offer.noted_by = answered_on, by
    offer.save(update_fields=["answered_on", "noted_by"])
    offer.proposals.filter(pk__in=taken).update(archive=Taken.TAKEN)
    offer.proposals.exclude(pk__in=taken).update(archive=Taken.REFUSED)
    record("complaints.archive_answered", by=by, target=offer.office)
