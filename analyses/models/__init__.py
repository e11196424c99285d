"""Tables of analyses."""

from analyses.kinds import (
    MayBegin,
)
from analyses.models.authorities import (
    Authority,
)
from analyses.models.cases import (
    SEES_NO_CONTENTS,
    Approval,
    Case,
    CaseRole,
    Participation,
    Recipient,
    Result,
    choose_own,
    find_named,
    keep_own,
    keep_people,
    own_participation,
    scopes_of,
)
from analyses.models.contributions import (
    Contribution,
    Link,
    Record,
)
from analyses.models.enquiries import (
    Enquiry,
    EnquiryCount,
    EnquiryDays,
    Outcome,
    Refusal,
    offices_of,
)
from analyses.models.importing import (
    ImportFault,
    ImportMapping,
    ImportRun,
    ImportStage,
)
from analyses.models.log import (
    LogEntry,
    Operation,
    ReasonCode,
)
from analyses.models.log_seals import (
    LogAnchor,
    LogSeal,
    LogWalk,
    SealedEntry,
)
from analyses.models.notes import (
    CaseNote,
    NoteBasis,
)
from analyses.models.provisions import (
    BasisState,
    Evidence,
    Provision,
    ProvisionVersion,
)
from analyses.models.querysets import (
    links_for,
    records_for,
)
from analyses.models.questions import (
    ASKERS,
    CaseQuestion,
    CaseTask,
    PartAnswer,
    PartNotice,
    QuestionPart,
    with_contents,
)
from analyses.models.rights_of_people import (
    CaseSearch,
    CorrectionNotice,
    Finding,
    PersonRequest,
    Right,
)
from analyses.models.samples import (
    Sample,
    SampleAnswer,
)
from analyses.models.sights import (
    seen_by,
    seen_by_house,
    seen_by_nobody,
)
from analyses.models.terms import (
    Activity,
    Certificate,
    DeletionRule,
    Extension,
    Hold,
    Term,
)
from analyses.models.withdrawals import (
    TOLD_DAYS,
    WithdrawalNoted,
)

__all__ = [
    "ASKERS",
    "Activity",
    "Approval",
    "Authority",
    "BasisState",
    "Case",
    "CaseNote",
    "CaseQuestion",
    "CaseRole",
    "CaseSearch",
    "CaseTask",
    "Certificate",
    "Contribution",
    "CorrectionNotice",
    "DeletionRule",
    "Enquiry",
    "EnquiryCount",
    "EnquiryDays",
    "Evidence",
    "Extension",
    "Finding",
    "Hold",
    "ImportFault",
    "ImportMapping",
    "ImportRun",
    "ImportStage",
    "Link",
    "LogAnchor",
    "LogEntry",
    "LogSeal",
    "LogWalk",
    "MayBegin",
    "NoteBasis",
    "Operation",
    "Outcome",
    "PartAnswer",
    "PartNotice",
    "Participation",
    "PersonRequest",
    "Provision",
    "ProvisionVersion",
    "QuestionPart",
    "ReasonCode",
    "Recipient",
    "Record",
    "Refusal",
    "Result",
    "Right",
    "SEES_NO_CONTENTS",
    "Sample",
    "SampleAnswer",
    "SealedEntry",
    "TOLD_DAYS",
    "Term",
    "WithdrawalNoted",
    "links_for",
    "offices_of",
    "records_for",
    "choose_own",
    "keep_own",
    "keep_people",
    "find_named",
    "own_participation",
    "scopes_of",
    "seen_by",
    "seen_by_house",
    "seen_by_nobody",
    "with_contents",
]
