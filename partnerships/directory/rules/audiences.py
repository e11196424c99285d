"""Who may ask who else sees a thing."""

from partnerships.directory.models import Account, Organisation, Partnership
from partnerships.directory.rules.grants import can_look_up_access
from partnerships.directory.rules.organisations import can_keep_organisation
from partnerships.directory.rules.partnerships import can_keep_partnership
from partnerships.shared.verdicts import ALLOWED, Verdict


def can_see_audience_of_partnership(by: Account, partnership: Partnership) -> Verdict:
    """Who keeps it; administrators and data protection officers."""
    return ALLOWED if can_look_up_access(by) else can_keep_partnership(by, partnership)


def can_see_audience_of_organisation(by: Account, organisation: Organisation) -> Verdict:
    """Its lead representative and who else keeps it; administrators and data protection officers."""
    return ALLOWED if can_look_up_access(by) else can_keep_organisation(by, organisation)
