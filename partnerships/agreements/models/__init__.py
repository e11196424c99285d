"""The tables of agreements, a file a subject."""

from partnerships.agreements.models.agreements import Agreement, AgreementPrint
from partnerships.agreements.models.clauses import Clause, ClauseKind, ClauseText
from partnerships.agreements.models.parties import Party, Signatory

__all__ = [
    "Agreement",
    "AgreementPrint",
    "Clause",
    "ClauseKind",
    "ClauseText",
    "Party",
    "Signatory",
]
