"""Who enters, searches and answers requests of people concerned, and who tells of corrections. Source: DOMAIN 5.2, decision 0060."""

from django.utils.translation import gettext as _

from analyses.models import (
    CaseSearch,
    Contribution,
    CorrectionNotice,
    PersonRequest,
    own_participation,
)
from analyses.rules.cases import leads, sees_contents
from analyses.stages import Stage
from partnerships.directory.models import Account, Role
from partnerships.directory.rules.grants import is_officer_over
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_see_requests(by: Account) -> Verdict:
    """The register is data protection's."""
    return allowed_if(
        by.access.has(Role.DATA_PROTECTION), _("Only data protection keeps this register.")
    )


def can_enter_request(by: Account, authority_id: int) -> Verdict:
    """Data protection of this authority, or of the installation."""
    return allowed_if(
        is_officer_over(by, authority_id), _("Only the data protection officer of this authority.")
    )


def can_answer_request(by: Account, request: PersonRequest) -> Verdict:
    """Data protection, once every case is searched."""
    if not is_officer_over(by, request.authority_id):
        return refused(_("Only the data protection officer of this authority."))
    if request.answered_at:
        return refused(_("That is answered already."))
    return allowed_if(
        not request.searches.filter(finding="").exists(), _("Not every case is searched yet.")
    )


def can_answer_search(by: Account, search: CaseSearch) -> Verdict:
    """The lead of the case, once."""
    return leads(by, search.case) and allowed_if(not search.finding, _("That is answered already."))


def can_tell_correction(by: Account, contribution: Contribution) -> Verdict:
    """Whoever works on the case for the authority that gave it, once it was submitted."""
    if contribution.case.stage == Stage.DELETED:
        return refused(_("The contents of this case are deleted."))
    own = own_participation(by, contribution.case)
    return allowed_if(
        own is not None
        and own.authority_id == contribution.authority_id
        and sees_contents(by, contribution.case),
        _("Only the authority that gave it."),
    ) and allowed_if(contribution.submitted_at, _("Nobody has received it yet."))


def can_acknowledge(by: Account, notice: CorrectionNotice) -> Verdict:
    """Whoever works on the case for the recipient, once."""
    if notice.acknowledged_at:
        return refused(_("That is answered already."))
    own = own_participation(by, notice.case)
    return allowed_if(
        own is not None and own.authority_id == notice.authority_id,
        _("Only the authority that received it."),
    )
