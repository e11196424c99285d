"""From when something of a complaint may be deleted, what stops it, and who decides. Nobody deletes before the term is over."""

from collections.abc import Mapping
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.answers import Kind, Way
from complaints.keeping import (
    DAY,
    LONGEST_KEPT,
    OFFERED,
    Decision,
    Facts,
    Item,
    Stop,
    Taken,
    Term,
    due_days,
)
from complaints.models import (
    ArchiveOffer,
    Attachment,
    Complaint,
    EndOfCase,
    Evidence,
    Hold,
    KeepingMode,
    KeepingTerm,
    Message,
    MessageKind,
    Office,
    Pause,
    Proposal,
    Suspicion,
)
from complaints.models.complaints import TO_OFFICE
from complaints.rules.independence import is_apart
from complaints.rules.office import works_for
from complaints.stages import REASONS, Outcome, Settling, Stage
from partnerships.directory.models import Account
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

ENDED = (Stage.CLOSED, Stage.WITHDRAWN)
PROCEEDINGS = (Settling.DISCIPLINARY, Settling.CRIMINAL)
NOTHING_FOLLOWED = (
    "",
    Outcome.UNFOUNDED,
    Outcome.NOT_CLARIFIABLE,
    Outcome.WITHDRAWN,
    Outcome.INADMISSIBLE,
)


def with_keeping(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """With all that days of deletion hang on, in the question that reads them; see `facts_of`."""
    here = {"complaint": OuterRef("pk")}
    spoken = Message.objects.filter(**here, kind__in=TO_OFFICE).exclude(kind=MessageKind.STORY)
    stood = Pause.objects.filter(**here, reason__in=REASONS["suspend"])
    return rows.annotate(
        case_ended_on=Subquery(EndOfCase.objects.filter(**here).values("ended_on")[:1]),
        has_paused=Exists(stood),
        has_written=Exists(spoken),
        has_files=Exists(Attachment.objects.filter(**here)),
        is_evidence=Exists(Evidence.objects.filter(**here)),
        is_suspected=Exists(Suspicion.objects.open().filter(**here)),
        is_held=Exists(Hold.objects.open().filter(**here)),
        kept_longer=ArraySubquery(
            Proposal.objects.filter(**here, decision=Decision.KEPT).values(
                row=JSONObject(item="item", until="kept_until")
            )
        ),
    )


def facts_of(complaint: Complaint) -> Facts:
    """Of one that came `with_keeping`."""
    read = vars(complaint)
    settled = set(complaint.settled_by)
    is_over = complaint.stage in ENDED and complaint.ended_at is not None
    ended_on = read["case_ended_on"]
    return Facts(
        ended_on=timezone.localdate(complaint.ended_at) if is_over else None,
        answered_on=complaint.answered_at and timezone.localdate(complaint.answered_at),
        is_praise=complaint.kind == Kind.PRAISE,
        is_anonymous=complaint.way == Way.ANONYMOUS,
        was_followed=read["has_written"]
        or complaint.outcome not in NOTHING_FOLLOWED
        or not settled <= {Settling.WRITTEN},
        has_proceedings=read["has_paused"] or bool(settled & set(PROCEEDINGS)) or bool(ended_on),
        proceedings_ended_on=ended_on,
        has_name=complaint.identity is not None,
        has_files=read["has_files"],
        was_handed_over=read["is_evidence"],
    )


def due_of(complaint: Complaint, terms: Mapping[str, Term] | None = None) -> dict[Item, date]:
    """From which day on what may be deleted, of one that came `with_keeping`; later where somebody decided to keep it."""
    terms = terms or KeepingTerm.objects.in_force(complaint.office)
    days = due_days(facts_of(complaint), dict(terms))
    for row in vars(complaint)["kept_longer"]:
        if row["item"] in days:
            until = date.fromisoformat(row["until"]) + DAY
            days[Item(row["item"])] = max(days[Item(row["item"])], until)
    return days


def find_stops(complaint: Complaint) -> list[Stop]:
    """All that stops a deletion, whatever day it is; of one that came `with_keeping`."""
    facts = facts_of(complaint)
    waits = facts.has_proceedings and facts.proceedings_ended_on is None
    stops = {
        Stop.HELD: vars(complaint)["is_held"],
        Stop.OPEN: facts.ended_on is None,
        Stop.PROCEEDINGS: waits,
        Stop.CRIME: vars(complaint)["is_suspected"],
    }
    return [stop for stop, is_so in stops.items() if is_so]


def why_kept(complaint: Complaint) -> list[str]:
    """The same for officers, in sentences."""
    return [str(stop.label) for stop in find_stops(complaint)]


def why_waits(proposal: Proposal, mode: KeepingMode) -> str:
    """What the state archive has to say first; empty where nothing."""
    if not mode.is_offered or proposal.item not in OFFERED:
        return ""
    if proposal.offer_id is None:
        return _("It is to be offered to the state archive first.")
    if proposal.archive == Taken.WAITING:
        return _("The state archive has not answered yet.")
    return ""


def why_not_deleted(
    proposal: Proposal,
    complaint: Complaint,
    mode: KeepingMode,
    terms: Mapping[str, Term] | None = None,
) -> list[str]:
    """All that stops this proposal now; of a complaint that came `with_keeping`."""
    reasons = why_kept(complaint)
    day = due_of(complaint, terms).get(Item(proposal.item))
    if not reasons and (day is None or day > timezone.localdate()):
        reasons.append(_("Its term is not over."))
    waits = why_waits(proposal, mode)
    return [*reasons, waits] if waits else reasons


def can_see_keeping(by: Account, complaint: Complaint) -> Verdict:
    """Until when it is kept, and what stops its deletion: complaints officers of this office who are free for it."""
    return allowed_if(
        works_for(by, complaint.office) and not complaint.is_kept,
        _("Only complaints officers of this office work on it."),
    ) and is_apart(by, complaint)


def can_delete(by: Account, proposal: Proposal, complaint: Complaint, mode: KeepingMode) -> Verdict:
    """Confirm a proposal of the clock: when the term is over and nothing stops it."""
    reasons = why_not_deleted(proposal, complaint, mode)
    return can_see_keeping(by, complaint) and (refused(reasons[0]) if reasons else ALLOWED)


def can_keep(by: Account, complaint: Complaint, proposal: Proposal | None) -> Verdict:
    """Keep it beyond its term: while a deletion is proposed."""
    return can_see_keeping(by, complaint) and allowed_if(
        proposal is not None, _("No deletion is proposed.")
    )


def longest_kept() -> date:
    """The last day until which it can be kept longer, from today."""
    return timezone.localdate() + LONGEST_KEPT


def can_note_case_end(by: Account, complaint: Complaint) -> Verdict:
    """When proceedings elsewhere ended."""
    return can_see_keeping(by, complaint)


def can_note_evidence(by: Account, complaint: Complaint) -> Verdict:
    """That photos and documents were handed over: once, as long as there are some."""
    return (
        can_see_keeping(by, complaint)
        and allowed_if(complaint.attachments.exists(), _("There are no photos or documents."))
        and allowed_if(
            not Evidence.objects.filter(complaint=complaint).exists(), _("It is noted already.")
        )
    )


def open_hold(complaint: Complaint) -> Hold | None:
    """The one that holds now."""
    return Hold.objects.open().filter(complaint=complaint).select_related("set_by__person").first()


def can_hold(by: Account, complaint: Complaint, hold: Hold | None) -> Verdict:
    """Stop its deletion: one hold at a time."""
    return can_see_keeping(by, complaint) and allowed_if(hold is None, _("It is held already."))


def can_confirm_hold(by: Account, complaint: Complaint, hold: Hold | None) -> Verdict:
    """A second complaints officer."""
    return (
        can_see_keeping(by, complaint)
        and allowed_if(
            hold is not None and hold.confirmed_at is None, _("No hold waits to be confirmed.")
        )
        and _is_second(by, hold.set_by_id if hold else None)
    )


def can_ask_lifting(by: Account, complaint: Complaint, hold: Hold | None) -> Verdict:
    """Say that the hold is no longer needed; it holds on until a second person agrees."""
    return can_see_keeping(by, complaint) and allowed_if(
        hold is not None and hold.confirmed_at is not None and hold.lift_asked_at is None,
        _("There is no hold that could be lifted."),
    )


def can_lift(by: Account, complaint: Complaint, hold: Hold | None) -> Verdict:
    """A second complaints officer."""
    return (
        can_see_keeping(by, complaint)
        and allowed_if(
            hold is not None and hold.lift_asked_at is not None,
            _("Nobody has asked to lift the hold."),
        )
        and _is_second(by, hold.lift_asked_by_id if hold else None)
    )


def _is_second(by: Account, first: int | None) -> Verdict:
    return allowed_if(by.pk != first, _("A second complaints officer does that."))


def can_offer(by: Account, office: Office) -> Verdict:
    """Offer what is due to the state archive, and note what it said."""
    return allowed_if(works_for(by, office), _("Only complaints officers of this office offer it."))


def can_note_answer(by: Account, offer: ArchiveOffer) -> Verdict:
    """Once for each offer."""
    return can_offer(by, offer.office) and allowed_if(
        offer.answered_on is None, _("The answer is noted already.")
    )


def can_set_keeping(by: Account, office: Office) -> Verdict:
    """Terms and the way of deleting: administrators who are no complaints officers of the office."""
    return allowed_if(
        by.is_administrator(), _("Administrators set how long a complaints office keeps.")
    ) and allowed_if(
        not works_for(by, office),
        _("You are a complaints officer here: whoever deletes does not set the terms."),
    )
