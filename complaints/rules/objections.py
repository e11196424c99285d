"""Who objects, and who decides on it: never somebody who has worked on this complaint."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from complaints.models import Complaint, Office
from complaints.rules.independence import is_apart
from complaints.rules.mailbox import open_objection
from complaints.rules.office import everybody_with, works_for
from partnerships.directory.models import Account, Role
from partnerships.shared.verdicts import Verdict, allowed_if


def can_decide_objection(by: Account, complaint: Complaint) -> Verdict:
    """A complaints officer who has written nothing in this complaint."""
    return (
        allowed_if(
            works_for(by, complaint.office),
            _("Only complaints officers of this office work on it."),
        )
        and is_apart(by, complaint)
        and allowed_if(open_objection(complaint) is not None, _("There is no open objection."))
        and allowed_if(
            not complaint.messages.filter(by=by).exists(),
            _("You have written in this complaint. Another complaints officer decides."),
        )
    )


def independent_of(office: Office) -> QuerySet[Account]:
    """Who is told that somebody objects: data protection, and complaints officers of the whole installation."""
    protection = everybody_with(Role.DATA_PROTECTION, office.authority_id)
    return (protection | everybody_with(Role.COMPLAINTS, None)).distinct()
