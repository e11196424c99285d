"""Tables of complaints."""

from complaints.models.apart import Recusal, RecusalReason
from complaints.models.bodies import OutsideBody
from complaints.models.calls import CallBack
from complaints.models.clocks import Clock, OfficeClosure, Pause, Target
from complaints.models.complaints import (
    Channel,
    Complaint,
    Holder,
    Message,
    MessageKind,
    Opens,
    Translation,
    Translator,
    Wrap,
)
from complaints.models.consents import Consent, Forwarding, GivenBy
from complaints.models.decisions import AnswerDraft, DraftState, Finding, Result
from complaints.models.feedback import Feedback, FeedbackTicket
from complaints.models.files import Attachment, VisitFile
from complaints.models.keeping import (
    ArchiveOffer,
    EndOfCase,
    Evidence,
    Hold,
    KeepingMode,
    KeepingTerm,
    Proposal,
    Trace,
)
from complaints.models.languages import CheckedLanguage
from complaints.models.lessons import Lesson, LessonState
from complaints.models.objections import Objection, Outcome
from complaints.models.offices import Office, OfficeKey
from complaints.models.partners import PartnerKey
from complaints.models.requirements import OfficeNote, Requirement
from complaints.models.sights import seen_by, seen_by_house, seen_by_nobody, seen_by_number
from complaints.models.sorting import Concern, Sorting
from complaints.models.statements import StatementRequest
from complaints.models.suspicions import CaseDecision, Prosecution, Suspicion
from complaints.models.visits import Visit
from complaints.models.year_notes import YearNote

__all__ = [
    "ArchiveOffer",
    "EndOfCase",
    "Evidence",
    "Hold",
    "KeepingMode",
    "KeepingTerm",
    "Proposal",
    "Trace",
    "AnswerDraft",
    "Attachment",
    "CallBack",
    "Channel",
    "Clock",
    "CheckedLanguage",
    "Complaint",
    "DraftState",
    "Feedback",
    "Finding",
    "Recusal",
    "RecusalReason",
    "Result",
    "FeedbackTicket",
    "Concern",
    "Consent",
    "Forwarding",
    "GivenBy",
    "Holder",
    "Message",
    "MessageKind",
    "OfficeClosure",
    "OfficeNote",
    "Objection",
    "Office",
    "OfficeKey",
    "Opens",
    "Outcome",
    "OutsideBody",
    "Requirement",
    "PartnerKey",
    "Pause",
    "Target",
    "Sorting",
    "StatementRequest",
    "CaseDecision",
    "Prosecution",
    "Suspicion",
    "Translation",
    "Translator",
    "Visit",
    "Lesson",
    "LessonState",
    "YearNote",
    "VisitFile",
    "Wrap",
    "seen_by",
    "seen_by_house",
    "seen_by_nobody",
    "seen_by_number",
]
