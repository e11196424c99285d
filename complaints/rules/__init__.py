"""Who may do what: the office, by its roles; the person, by the code of the mailbox."""

from complaints.rules.mailbox import can_be_nudged, can_withdraw, can_write_to_office
from complaints.rules.office import (
    can_acknowledge,
    can_answer,
    can_ask,
    can_close,
    can_read_complaints,
    can_say,
    can_translate,
    is_officer,
    officers_of,
)
from complaints.rules.readiness import (
    can_confirm_note,
    can_end_note,
    can_note,
    can_see_readiness,
    sees_readiness,
)

__all__ = [
    "can_acknowledge",
    "can_answer",
    "can_ask",
    "can_be_nudged",
    "can_close",
    "can_confirm_note",
    "can_end_note",
    "can_note",
    "can_read_complaints",
    "can_say",
    "can_see_readiness",
    "can_translate",
    "can_withdraw",
    "can_write_to_office",
    "is_officer",
    "officers_of",
    "sees_readiness",
]
