"""Who enters and keeps an organisation."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.models import Organisation
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if


def can_enter_organisation(by: Any) -> Verdict:
    """The same people who found partnerships."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators enter organisations."),
    )


def can_keep_organisation(by: Any, organisation: Organisation) -> Verdict:
    """Its lead representative without asking anybody, liaison staff of a partnership it is in, administrators."""
    leads = any(o == organisation.pk and role == "lead" for _i, o, role, _s in by.access.stands)
    if leads or by.is_administrator():
        return ALLOWED
    theirs = organisation.partners.filter(
        partnership_id__in=list(by.access.liaison_partnership_ids)
    ).exists()
    fresh = by.access.has("liaison") and not organisation.partners.exists()
    return allowed_if(
        theirs or fresh,
        _("Only the organisation's lead representative or liaison staff can do this."),
    )
