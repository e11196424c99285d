"""Who says that an office may receive. The police gains by it, so data protection has the last word.

Administrators and complaints officers note what is there; the data protection officer, who is neither, confirms.
"""

from django.utils.translation import gettext as _

from complaints.models import Office, OfficeNote
from complaints.rules.office import is_officer, works_for
from partnerships.directory.models import Account, Role
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.grants import is_officer_over
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def sees_readiness(by: Account) -> bool:
    """Administrators, data protection officers, complaints officers."""
    return by.is_administrator() or by.access.has(Role.DATA_PROTECTION) or is_officer(by)


def can_see_readiness(by: Account) -> Verdict:
    """What offices still need before they receive."""
    return allowed_if(
        sees_readiness(by),
        _("Only administrators, data protection officers and complaints officers see this."),
    )


def can_note(by: Account, office: Office) -> Verdict:
    """Say that a paper is there: administrators and complaints officers of the office."""
    return allowed_if(
        by.is_administrator() or works_for(by, office),
        _("Administrators and complaints officers of this office note what is there."),
    )


def can_confirm_note(by: Account, note: OfficeNote) -> Verdict:
    """The data protection officer, who must not be one of those who note, nor opened by whoever noted or the other way round."""
    office = note.office
    if not is_officer_over(by, office.authority_id):
        return refused(_("The data protection officer confirms it."))
    if by.is_administrator() or works_for(by, office):
        return refused(
            _("Whoever confirms must be neither administrator nor complaints officer here.")
        )
    if not note.is_waiting:
        return refused(_("It is confirmed or taken back already."))
    if note.noted_by_id is None:
        return ALLOWED
    roots = find_roots([by.pk, note.noted_by_id])
    return allowed_if(
        roots[by.pk] != roots[note.noted_by_id],
        _("The second person must be independent: one of you opened the other's account alone."),
    )


def can_end_note(by: Account, note: OfficeNote) -> Verdict:
    """Take back what does not hold: administrators and the data protection officer. Then the office receives nothing."""
    if not by.is_administrator() and not is_officer_over(by, note.office.authority_id):
        return refused(_("Administrators and the data protection officer take it back."))
    return allowed_if(note.ended_at is None, _("It is taken back already."))
