"""Tables of analyses."""

from analyses.kinds import MayBegin
from analyses.models.authorities import Authority
from analyses.models.cases import (
    SEES_NO_CONTENTS,
    Approval,
    Case,
    CaseRole,
    Participation,
    Recipient,
    Result,
    scopes_of,
)
from analyses.models.contributions import Contribution, Record
from analyses.models.log import LogEntry, Operation, ReasonCode
from analyses.models.provisions import BasisState, Evidence, Provision, ProvisionVersion
from analyses.models.sights import seen_by, seen_by_house, seen_by_nobody

__all__ = [
    "SEES_NO_CONTENTS",
    "Approval",
    "Authority",
    "BasisState",
    "Case",
    "CaseRole",
    "Contribution",
    "Evidence",
    "LogEntry",
    "MayBegin",
    "Operation",
    "Participation",
    "Provision",
    "ProvisionVersion",
    "ReasonCode",
    "Recipient",
    "Record",
    "Result",
    "scopes_of",
    "seen_by",
    "seen_by_house",
    "seen_by_nobody",
]
