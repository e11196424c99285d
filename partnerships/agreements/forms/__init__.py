"""What may be typed about an agreement, a file a subject."""

from partnerships.agreements.forms.ceremony import CeremonyForm
from partnerships.agreements.forms.certificates import AssignForm
from partnerships.agreements.forms.consultation import (
    CommentForm,
    DeclineForm,
    EditCommentForm,
    FileForm,
    ProposalForm,
    SeenForm,
)
from partnerships.agreements.forms.drafting import (
    AddPartyForm,
    ClauseForm,
    DetailsForm,
    DraftForm,
    PartyForm,
)
from partnerships.agreements.forms.life import (
    AccedeForm,
    DecisionForm,
    EvaluationForm,
    ExitForm,
    RecordedAccessionForm,
    RecordedExitForm,
    RenewForm,
    TerminationForm,
    YearForm,
)
from partnerships.agreements.forms.paper import ConfirmPaperForm, PaperForm
from partnerships.agreements.forms.signing import (
    CodeProof,
    OutsidePdfForm,
    PaperSignatureForm,
    PasskeyProof,
    PasswordProof,
    Proof,
    ReadyForm,
    ReasonForm,
)
from partnerships.agreements.forms.stages import DocumentForm

__all__ = [
    "AccedeForm",
    "AddPartyForm",
    "AssignForm",
    "CeremonyForm",
    "ClauseForm",
    "CodeProof",
    "CommentForm",
    "ConfirmPaperForm",
    "DecisionForm",
    "DeclineForm",
    "DetailsForm",
    "DocumentForm",
    "DraftForm",
    "EditCommentForm",
    "EvaluationForm",
    "ExitForm",
    "FileForm",
    "OutsidePdfForm",
    "PaperForm",
    "PaperSignatureForm",
    "PartyForm",
    "PasskeyProof",
    "PasswordProof",
    "Proof",
    "ProposalForm",
    "ReadyForm",
    "ReasonForm",
    "RecordedAccessionForm",
    "RecordedExitForm",
    "RenewForm",
    "SeenForm",
    "TerminationForm",
    "YearForm",
]
