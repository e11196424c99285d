"""Who reads the figures of an office, and who says something to them."""

from django.utils.translation import gettext as _

from complaints.models import Office
from complaints.rules.office import is_officer, works_for
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def heads_some(by: Account) -> bool:
    """Is somebody the head of an office?"""
    return Office.objects.filter(head=by).exists()


def can_read_figures(by: Account) -> Verdict:
    """Complaints officers, and heads of their offices."""
    return allowed_if(
        is_officer(by) or heads_some(by),
        _("Only complaints officers and heads of complaints offices read these figures."),
    )


def can_write_year_note(by: Account, office: Office) -> Verdict:
    """What is said to the figures of a year: the head; where nobody is named, complaints officers."""
    if office.head_id is None:
        return allowed_if(
            works_for(by, office),
            _("Only the head or complaints officers of this office write here."),
        )
    return allowed_if(office.head_id == by.pk, _("Only the head of this office writes here."))
