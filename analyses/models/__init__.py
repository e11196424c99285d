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
from analyses.models.log_seals import LogAnchor, LogSeal, LogWalk, SealedEntry
from analyses.models.provisions import Evidence, MayBegin, Provision, ProvisionVersion
from analyses.models.samples import Answer, Sample
from analyses.models.sights import seen_by, seen_by_house, seen_by_nobody

__all__ = [
    "SEES_NO_CONTENTS",
    "Answer",
    "Approval",
    "Authority",
    "BasisState",
    "Case",
    "CaseRole",
    "Contribution",
    "Evidence",
    "LogAnchor",
    "LogEntry",
    "LogSeal",
    "LogWalk",
    "MayBegin",
    "Operation",
    "Participation",
    "Provision",
    "ProvisionVersion",
    "ReasonCode",
    "Recipient",
    "Record",
    "Result",
    "Sample",
    "SealedEntry",
    "scopes_of",
    "seen_by",
    "seen_by_house",
    "seen_by_nobody",
]
