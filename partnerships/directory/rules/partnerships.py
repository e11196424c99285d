"""Who founds and keeps a partnership: partners, bodies, seats, goals, projects."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.models import Partnership
from partnerships.shared.verdicts import Verdict, allowed_if


def can_found_partnership(by: Any) -> Verdict:
    """Liaison staff and administrators."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators found partnerships."),
    )


def can_keep_partnership(by: Any, partnership: Partnership) -> Verdict:
    """Partners, bodies, seats, goals, projects: liaison staff, joint management, administrators."""
    keeper = (
        by.is_administrator()
        or by.access.is_liaison_in(partnership.pk)
        or by.access.co_manages(partnership.pk)
    )
    return allowed_if(
        keeper, _("Only liaison staff and the joint management of this partnership can do this.")
    )
