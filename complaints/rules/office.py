"""Who reads complaints and works on them. Seeing is `Complaint.objects.visible_to`."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints.answers import Kind
from complaints.clocks import REOPEN_MONTHS, ClockKind
from complaints.models import Complaint, MessageKind, Office
from complaints.models.statements import requests_of
from complaints.models.suspicions import suspicion_of
from complaints.rules.independence import can_judge, is_apart
from complaints.stages import LIFE, OPEN, TOLD, Need, Stage, Who, step_of
from partnerships.directory.models import Account, Grant, Role
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def is_officer(by: Account) -> bool:
    """Complaints officer of an authority, or of the whole installation, today."""
    return by.access.has(Role.COMPLAINTS)


def can_read_complaints(by: Account) -> Verdict:
    """The list: complaints officers."""
    return allowed_if(is_officer(by), _("Only complaints officers read complaints."))


def officers_of(office: Office) -> QuerySet[Account]:
    """Who is told of what comes in: complaints officers of its authority or of the installation today."""
    return everybody_with(Role.COMPLAINTS, office.authority_id)


def everybody_with(role: str, authority: int | None) -> QuerySet[Account]:
    """Who holds it today for the installation, or for this authority."""
    scope = Q(organisation__isnull=True, partnership__isnull=True)
    if authority is not None:
        scope |= Q(organisation=authority)
    grants = Grant.objects.in_effect().filter(scope, role=role)
    return Account.objects.filter(person__in=grants.values("person"), is_active=True)


def works_for(by: Account, office: Office) -> bool:
    """As `visible_to`, without asking the database once more."""
    scopes = {grant[1:] for grant in by.access.grants if grant.role == Role.COMPLAINTS}
    return (None, None) in scopes or any(scope[0] == office.authority_id for scope in scopes)


def can_enter(by: Account, office: Office) -> Verdict:
    """A letter, a call, a visit: complaints officers of this office."""
    return allowed_if(
        works_for(by, office), _("Only complaints officers of this office enter what came in.")
    )


def works_on(by: Account, complaint: Complaint, verb: str = "") -> Verdict:
    """Complaints officers of its office who are free for it, unless a partner still keeps it. `verb`: what they want to do."""
    return (
        allowed_if(
            works_for(by, complaint.office) and not complaint.is_kept,
            _("Only complaints officers of this office work on it."),
        )
        and is_apart(by, complaint)
        and can_judge(by, complaint, verb)
    )


def can_move(by: Account, complaint: Complaint, verb: str) -> Verdict:
    """Make a move of the table that is the office's."""
    step = step_of(verb)
    return (
        works_on(by, complaint, verb)
        and allowed_if(step.who == Who.OFFICE, _("Only the person does that, in the mailbox."))
        and _possible(verb, complaint)
        and (ALLOWED if verb == "acknowledge" else is_free(by, complaint))
        and (can_reopen(complaint) if Need.IN_TIME in step.needs else ALLOWED)
        and (ALLOWED if verb == "close" else not_proposed(complaint))
        and (is_unsuspected(complaint) if verb in ("close", "dismiss") else ALLOWED)
        and (_waited(complaint) if Need.OVER in step.needs else ALLOWED)
    )


def is_unsuspected(complaint: Complaint) -> Verdict:
    """As long as a crime is suspected it is neither closed nor refused, and no unit is asked (StPO §§ 152, 160, 163)."""
    return allowed_if(
        suspicion_of(complaint) is None,
        _("A crime is suspected. The mark is lifted once the prosecutor has decided."),
    )


def can_reopen(complaint: Complaint) -> Verdict:
    """Within three months of the answer, once for each answer."""
    if complaint.answered_at is None:
        return refused(_("There is no answer yet."))
    return allowed_if(is_answered_lately(complaint), _("The answer is more than three months old."))


def not_proposed(complaint: Complaint) -> Verdict:
    """What is to be deleted is not taken up again. Asks only for what has ended."""
    if complaint.ended_at is None:
        return ALLOWED
    day = complaint.proposed_on
    if day is None:
        return ALLOWED
    said = _("Its term is over since %(day)s: it is to be deleted, and not taken up again.")
    return refused(said % {"day": date_format(day, "DATE_FORMAT")})


def is_answered_lately(complaint: Complaint) -> bool:
    """Less than three months ago."""
    at = complaint.answered_at
    return at is not None and timezone.localdate() <= reopens_until(at)


def reopens_until(answered_at: datetime) -> date:
    """The last day on which the person may ask to look at it again."""
    return timezone.localdate(answered_at) + relativedelta(months=REOPEN_MONTHS)


def _waited(complaint: Complaint) -> Verdict:
    """The person has had the time that they were told."""
    days = [each.due_on for each in complaint.running_clocks if each.kind == ClockKind.PERSON]
    if not days or days[0] is None or days[0] < timezone.localdate():
        return ALLOWED
    day = date_format(days[0], "DATE_FORMAT")
    return refused(_("The person has time until %(day)s.") % {"day": day})


def can_ask_statement(by: Account, complaint: Complaint) -> Verdict:
    """Note that the unit concerned was asked for its statement: its time begins."""
    return (
        works_on(by, complaint)
        and allowed_if(complaint.stage == Stage.UNDER_REVIEW, _("It is not being examined."))
        and is_free(by, complaint)
        and is_unsuspected(complaint)
        and allowed_if(not _statement(complaint), _("A statement is waited for already."))
    )


def can_note_statement(by: Account, complaint: Complaint) -> Verdict:
    """Note that the statement of the unit is there."""
    return (
        works_on(by, complaint)
        and is_free(by, complaint)
        and allowed_if(_statement(complaint), _("No statement is waited for."))
        and allowed_if(
            not any(each.is_open for each in requests_of(complaint)),
            _("The unit answers here. Take the request back if it answered elsewhere."),
        )
    )


def _statement(complaint: Complaint) -> bool:
    return any(each.kind == ClockKind.STATEMENT for each in complaint.running_clocks)


def can_translate(by: Account, complaint: Complaint) -> Verdict:
    """Put a translation beside what the person wrote."""
    return works_on(by, complaint, "translate")


def can_say(by: Account, complaint: Complaint, kind: str) -> Verdict:
    """A question, the answer, or a notice in between."""
    if kind == MessageKind.QUESTION:
        return can_move(by, complaint, "ask")
    if kind == MessageKind.ANSWER:
        return can_move(by, complaint, "answer") and allowed_if(
            complaint.kind != Kind.COMPLAINT,
            _("The answer is approved by a second officer first."),
        )
    return (
        works_on(by, complaint)
        and allowed_if(complaint.stage in (*OPEN, *TOLD), _("It is closed."))
        and is_free(by, complaint)
    )


def is_free(by: Account, complaint: Complaint) -> Verdict:
    """Whoever had written in it when the person objected writes no more, unless the objection was not followed;
    nor does whoever gave the answer with which the person did not agree.
    """
    return allowed_if(
        by.pk not in complaint.objected_to,
        _("The person objects to those who have written here. Another complaints officer goes on."),
    ) and allowed_if(
        by.pk not in complaint.answered_before,
        _(
            "You gave the answer with which the person does not agree. Another complaints officer goes on."
        ),
    )


def _possible(verb: str, complaint: Complaint) -> Verdict:
    return allowed_if(
        LIFE.possible(verb, complaint.stage), _("That is not possible at this stage.")
    )
