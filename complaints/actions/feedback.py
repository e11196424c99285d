"""How it was: said once, and kept so that nothing leads back to the complaint. Source: decision 0053."""

from django.db import transaction

from complaints.models import Complaint, Feedback, FeedbackTicket, Office
from complaints.sealed_rows import seal_to_office

FEWEST = 5  # answers that are released together: of fewer, each could be guessed


@transaction.atomic
def give_feedback(
    complaint: Complaint,
    *,
    understood: int,
    taken_seriously: int,
    again: str,
    text: str,
    language: str,
) -> bool:
    """False where it was given before. The ticket goes, no event is written, and no row holds both."""
    office = Office.objects.select_for_update(no_key=True).get(pk=complaint.office_id)
    key = office.newest_key()
    tickets = FeedbackTicket.objects.filter(complaint=complaint)
    if key is None or not tickets.delete()[0]:
        return False
    row = Feedback(
        office=office, understood=understood, taken_seriously=taken_seriously, again=again
    )
    seal_to_office(row, key, {"text": text, "language": language if text else ""})
    row.full_clean()
    row.save()
    waiting = Feedback.objects.filter(office=office, shown=False)
    if waiting.count() >= FEWEST:
        waiting.update(shown=True)
    return True
