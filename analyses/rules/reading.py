"""Why somebody may read in a case. Source: DOMAIN 5.6 (LED Art. 25(2))."""

from django.utils.text import capfirst

from analyses.models import Case, CaseRole, ReasonCode, own_participation
from partnerships.directory.models import Account, Role

NEED_WORDS = (ReasonCode.DATA_SUBJECT.value,)  # a request has a file number
OF_ROLES = {
    CaseRole.LEAD: ReasonCode.WORK,
    CaseRole.ANALYST: ReasonCode.WORK,
    CaseRole.CONTRIBUTOR: ReasonCode.CONTRIBUTION,
    CaseRole.APPROVER: ReasonCode.DECISION,
}


def usual_reason(by: Account, case: Case) -> str:
    """What somebody of this part in the case reads for most of the time."""
    own = own_participation(by, case)
    if own is not None:
        return OF_ROLES[CaseRole(own.role)].value
    guards = by.access.has(Role.DATA_PROTECTION)
    return (ReasonCode.SUPERVISION if guards else ReasonCode.DECISION).value


def possible_reasons(by: Account, case: Case) -> list[tuple[str, str]]:
    """Those that fit; supervision is for who is not named in the case, nothing is the clock's."""
    if own_participation(by, case) is not None:
        fitting = set(ReasonCode) - {ReasonCode.SUPERVISION, ReasonCode.CLOCK}
    else:
        fitting = {ReasonCode.DECISION, ReasonCode.DATA_SUBJECT}
        fitting |= {ReasonCode.SUPERVISION} if by.access.has(Role.DATA_PROTECTION) else set()
    return [(code.value, capfirst(str(code.label))) for code in ReasonCode if code in fitting]
