"""Who may do what: the office, by its roles; the person, by the code of the mailbox."""

from complaints.rules.calls import can_finish_call, can_read_calls
from complaints.rules.clocks import can_set_times, heads_for
from complaints.rules.mailbox import (
    can_be_nudged,
    can_disagree,
    can_object,
    can_withdraw,
    can_write_to_office,
    open_objection,
)
from complaints.rules.objections import can_decide_objection, independent_of
from complaints.rules.office import (
    can_ask_statement,
    can_enter,
    can_move,
    can_note_statement,
    can_read_complaints,
    can_reopen,
    can_say,
    can_translate,
    is_officer,
    officers_of,
    reopens_until,
)
from complaints.rules.partners import (
    can_end_help,
    can_forward,
    can_note_consent,
    can_read_as_helper,
    can_see_help,
    can_withdraw_consent,
    can_write_as_helper,
    can_write_for,
    is_helper,
)
from complaints.rules.readiness import (
    can_confirm_note,
    can_end_note,
    can_note,
    can_see_readiness,
    sees_readiness,
)
from complaints.rules.translations import (
    can_translate_by_machine,
    language_for,
    rests_on_checked,
)

__all__ = [
    "can_ask_statement",
    "can_be_nudged",
    "can_disagree",
    "can_move",
    "can_note_statement",
    "can_reopen",
    "reopens_until",
    "can_confirm_note",
    "can_end_note",
    "can_note",
    "can_decide_objection",
    "can_finish_call",
    "can_object",
    "can_read_calls",
    "can_read_complaints",
    "can_say",
    "can_see_readiness",
    "can_set_times",
    "heads_for",
    "can_end_help",
    "can_enter",
    "can_forward",
    "can_note_consent",
    "can_read_as_helper",
    "can_see_help",
    "can_translate",
    "can_translate_by_machine",
    "can_withdraw",
    "can_withdraw_consent",
    "can_write_as_helper",
    "can_write_for",
    "can_write_to_office",
    "independent_of",
    "is_helper",
    "is_officer",
    "language_for",
    "officers_of",
    "sees_readiness",
    "open_objection",
    "rests_on_checked",
]
