"""The tables of agreements, a file a subject."""

from partnerships.agreements.models.agreements import (
    Agreement,
    AgreementPrint,
    PrintKind,
    RenewalRule,
)
from partnerships.agreements.models.clauses import Clause, ClauseKind, ClauseText
from partnerships.agreements.models.consultation import Answer, Comment, Proposal, Version
from partnerships.agreements.models.files import AgreementFile, FileKind
from partnerships.agreements.models.formats import Format
from partnerships.agreements.models.life import (
    Accession,
    Ceremony,
    Decision,
    Evaluation,
    Exit,
    Occasion,
    Reminder,
    Renewal,
    Termination,
)
from partnerships.agreements.models.paper import PaperAnswer, PaperRecord
from partnerships.agreements.models.parties import Party, Signatory
from partnerships.agreements.models.rounds import (
    HERE,
    AfterDeadline,
    Ending,
    InForceRule,
    Means,
    Refusal,
    Signature,
    SigningCode,
    SigningRound,
)

__all__ = [
    "HERE",
    "Accession",
    "AfterDeadline",
    "Agreement",
    "AgreementFile",
    "AgreementPrint",
    "Answer",
    "Ceremony",
    "Clause",
    "ClauseKind",
    "ClauseText",
    "Comment",
    "Decision",
    "Ending",
    "Evaluation",
    "Exit",
    "FileKind",
    "Format",
    "InForceRule",
    "Means",
    "Occasion",
    "PaperAnswer",
    "PaperRecord",
    "Party",
    "PrintKind",
    "Proposal",
    "Refusal",
    "Reminder",
    "Renewal",
    "RenewalRule",
    "Signatory",
    "Signature",
    "SigningCode",
    "SigningRound",
    "Termination",
    "Version",
]
