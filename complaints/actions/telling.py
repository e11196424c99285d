"""Letters to the office: that something came, never what."""

from complaints.models import Complaint
from complaints.rules import officers_of
from partnerships.shared.letters.actions import write

ARRIVED = "complaints/arrived"


def tell_officers(complaint: Complaint) -> None:
    """All complaints officers of the office."""
    for officer in officers_of(complaint.office):
        write(ARRIVED, to=officer, facts={"complaint": complaint.pk})
