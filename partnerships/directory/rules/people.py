"""Who enters people."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.shared.verdicts import Verdict, allowed_if


def can_enter_person(by: Any) -> Verdict:
    """Liaison staff, administrators, and lead representatives for their own organisation."""
    leads = any(role == "lead" for _i, _o, role, _s in by.access.stands)
    return allowed_if(
        leads or by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff, lead representatives and administrators enter people."),
    )
