"""What the head says to the figures of a year."""

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.models import Office, YearNote
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def write_year_note(
    office: Office, year: int, *, text: str, breaks_method: bool, by: Account
) -> YearNote:
    """Instead of what was said before, if anything was. Raises: PermissionDenied, ValidationError."""
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    rules.can_write_year_note(by, office).enforce()
    note = office.year_notes.filter(year=year).first() or YearNote(office=office, year=year)
    note.text, note.breaks_method = text, breaks_method
    note.by, note.at = by, timezone.now()
    note.full_clean()
    note.save()
    record("complaints.year_note_written", by=by, target=office)
    return note
