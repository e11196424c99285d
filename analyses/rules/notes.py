"""Who writes, corrects and takes back a note. `own` as in rules/questions.py."""

from django.utils.translation import gettext as _

from analyses.models import Case, CaseNote
from analyses.rules.questions import Own
from analyses.stages import WITH_CONTENTS, WORKED_ON
from partnerships.shared.verdicts import Verdict, allowed_if


def can_write_note(own: Own, case: Case) -> Verdict:
    """Whoever works on the contents."""
    return allowed_if(
        own is not None, _("Only who works on the contents of the case.")
    ) and allowed_if(case.stage in WORKED_ON, _("That is not possible at this stage of the case."))


def _is_own(own: Own, note: CaseNote) -> Verdict:
    return allowed_if(
        own is not None and own.authority_id == note.authority_id,
        _("Only the authority that wrote it."),
    )


def can_change_note(own: Own, note: CaseNote) -> Verdict:
    """The authority that wrote it; a change is a new version."""
    return (
        can_write_note(own, note.case)
        and _is_own(own, note)
        and allowed_if(note.is_current, _("It was changed or taken back already."))
    )


def can_withdraw_note(own: Own, note: CaseNote) -> Verdict:
    """The authority that wrote it, as long as the case has contents."""
    return (
        _is_own(own, note)
        and allowed_if(note.is_current, _("It was changed or taken back already."))
        and allowed_if(
            note.case.stage in WITH_CONTENTS, _("That is not possible at this stage of the case.")
        )
    )
