"""What must be noted before an office receives: noted by one, confirmed by another, taken back where it does not hold."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.models import Office, OfficeKey, OfficeNote, Requirement
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def note_requirement(
    office: Office, *, requirement: str, person: str, on_day: date, reference: str, by: Account
) -> OfficeNote:
    """One of the papers is there; in effect once it is confirmed. Raises: PermissionDenied, ValidationError."""
    rules.can_note(by, office).enforce()
    if requirement == Requirement.RECOVERY:
        raise ValidationError(_("The machine itself notes a tried recovery."))
    note = OfficeNote(
        office=office,
        requirement=requirement,
        person=person,
        on_day=on_day,
        reference=reference,
        noted_by=by,
    )
    _write(note)
    record("complaints.office_noted", by=by, target=note, facts={"requirement": requirement})
    return note


@transaction.atomic
def note_recovery(key: OfficeKey, *, keepers: tuple[str, str], reference: str) -> OfficeNote:
    """Both halves gave the private key, at the machine; the caller has seen it. Raises: ValidationError."""
    one, other = keepers
    note = OfficeNote(
        office=key.office,
        requirement=Requirement.RECOVERY,
        key=key,
        person=one,
        second_person=other,
        on_day=timezone.localdate(),
        reference=reference,
    )
    _write(note)
    if note.person.casefold() == note.second_person.casefold():
        raise ValidationError(_("Two different people keep the halves."))
    record("complaints.recovery_tried", by=None, target=note)
    return note


def _write(note: OfficeNote) -> None:
    """In the place of one that waits. Raises: ValidationError."""
    Office.objects.select_for_update().get(pk=note.office_id)
    if note.on_day > timezone.localdate():
        raise ValidationError({"on_day": _("This day is still to come.")})
    waiting = OfficeNote.objects.waiting().filter(office=note.office, requirement=note.requirement)
    waiting.update(ended_at=timezone.now())
    note.full_clean()
    note.save()


def _lock(note: OfficeNote) -> OfficeNote:
    Office.objects.select_for_update().get(pk=note.office_id)
    return OfficeNote.objects.select_related("office__authority").get(pk=note.pk)


@transaction.atomic
def confirm_note(note: OfficeNote, *, by: Account) -> OfficeNote:
    """The second person has seen it; it takes the place of the one before. Raises: PermissionDenied."""
    note = _lock(note)
    rules.can_confirm_note(by, note).enforce()
    former = OfficeNote.objects.in_effect().filter(office=note.office, requirement=note.requirement)
    former.update(ended_at=timezone.now())
    note.confirmed_by, note.confirmed_at = by, timezone.now()
    note.save(update_fields=["confirmed_by", "confirmed_at"])
    facts = {"requirement": note.requirement}
    record("complaints.office_note_confirmed", by=by, target=note, facts=facts)
    return note


@transaction.atomic
def end_note(note: OfficeNote, *, by: Account) -> OfficeNote:
    """It does not hold, or no longer; without it the office receives nothing. Raises: PermissionDenied."""
    note = _lock(note)
    rules.can_end_note(by, note).enforce()
    note.ended_by, note.ended_at = by, timezone.now()
    note.save(update_fields=["ended_by", "ended_at"])
    facts = {"requirement": note.requirement}
    record("complaints.office_note_ended", by=by, target=note, facts=facts)
    return note
