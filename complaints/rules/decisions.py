"""Who drafts an answer, who submits it, and who approves it: never one officer alone. Source: decision 0065."""

from django.utils.translation import gettext as _

from complaints.answers import Kind
from complaints.models import AnswerDraft, Complaint, DraftState, Result
from complaints.models.decisions import IN_HAND
from complaints.rules.office import can_move
from complaints.rules.translations import rests_on_checked
from complaints.stages import Outcome
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def needs_two(complaint: Complaint) -> bool:
    """Complaints; praise and ideas are answered directly."""
    return complaint.kind == Kind.COMPLAINT


def draft_in_hand(complaint: Complaint) -> AnswerDraft | None:
    """The one that has not been approved."""
    rows = complaint.drafts.exclude(state=DraftState.APPROVED)
    return rows.select_related("complaint__office", "by__person", "decided_by__person").first()


def can_draft(by: Account, complaint: Complaint, draft: AnswerDraft | None = None) -> Verdict:
    """Write the answer or change it, until it is submitted."""
    return (
        can_move(by, complaint, "answer")
        and allowed_if(needs_two(complaint), _("This is answered directly."))
        and allowed_if(
            draft is None or draft.state in IN_HAND, _("The answer waits for approval already.")
        )
    )


def can_submit(by: Account, complaint: Complaint, draft: AnswerDraft) -> Verdict:
    """Ask for approval: sorted, and what the person wrote has a checked translation."""
    return (
        can_draft(by, complaint, draft)
        and allowed_if(is_sorted(complaint), _("Sort the complaint first."))
        and allowed_if(
            rests_on_checked(complaint),
            _("Not all that the person wrote has a checked translation."),
        )
    )


def is_sorted(complaint: Complaint) -> bool:
    """Somebody has chosen its causes."""
    return bool(causes_of(complaint))


def causes_of(complaint: Complaint) -> list[str]:
    """Those of the sorting; none before it is sorted."""
    sorting = getattr(complaint, "sorting", None)
    return list(sorting.causes) if sorting else []


def can_approve(by: Account, complaint: Complaint, draft: AnswerDraft) -> Verdict:
    """Send it or return it: somebody else than those who wrote it, who may work on it at this moment."""
    return (
        allowed_if(
            draft.state == DraftState.SUBMITTED, _("This draft no longer waits for approval.")
        )
        and can_move(by, complaint, "answer")
        and allowed_if(
            by.pk not in draft.writers,
            _("You have written this answer. Another complaints officer approves it."),
        )
    )


def outcome_of(complaint: Complaint) -> str:
    """What follows from the findings; blank where there are none. Whoever closes may choose another one."""
    results = set(complaint.findings.values_list("result", flat=True))
    if not results:
        return ""
    if results & {Result.FOUNDED, Result.PARTLY}:
        return Outcome.FOUNDED if results == {Result.FOUNDED} else Outcome.PARTLY
    return Outcome.UNFOUNDED if results == {Result.UNFOUNDED} else Outcome.NOT_CLARIFIABLE
