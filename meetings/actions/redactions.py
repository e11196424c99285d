"""Words taken out of closed minutes: proposed by one side, agreed by the other, carried out by the database."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.minutes import print_minutes
from meetings.actions.planning import acting, lock
from meetings.actions.telling import REDACTION_PROPOSED
from meetings.models import AgendaItem, Meeting, Minutes, Redaction, sides
from meetings.models.redactions import LEAST
from meetings.rules import redactions as rules
from meetings.stages import REDACTION_LIFE
from partnerships.directory.models import Account, Side
from partnerships.shared.audit.actions import record
from partnerships.shared.documents import actions as documents
from partnerships.shared.letters.actions import write


def texts_at(minutes: Minutes, item: AgendaItem | None) -> list[str]:
    """All that is said at one point, with comments; of None: the note, dissents, what is said to the whole."""
    remarks = minutes.comments.filter(item=item).order_by().values_list("text", flat=True)
    if item is None:
        dissents = minutes.answers.values_list("dissent", flat=True)
        return [minutes.note, *dissents.union(remarks, all=True)]
    entry = getattr(item, "entry", None)
    reasons = item.votes.order_by().values_list("reason", flat=True)
    return [
        *((entry.discussion, entry.decision) if entry else ()),
        *reasons.union(remarks, all=True),
    ]


@transaction.atomic
def propose(
    meeting: Meeting, *, by: Account, passage: str, why: str, item: AgendaItem | None = None
) -> Redaction:
    """Ask the other side whether these words go. Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_propose(by, meeting).enforce()
    minutes = meeting.minutes
    _check_passage(minutes, item, passage)
    side = sides.side_of(by, meeting.partnership)
    assert side is not None  # noqa: S101  the rule has asked
    redaction = Redaction(
        minutes=minutes, item=item, passage=passage, why=why, proposed_by=by, proposed_side=side
    )
    redaction.full_clean()
    redaction.save()
    record("meetings.redaction_proposed", **acting(meeting, by=by))
    for keeper in sides.keepers_on(meeting.partnership, other(side)):
        write(REDACTION_PROPOSED, to=keeper, facts={"redaction": redaction.pk})
    return redaction


def other(side: Side | str | None) -> Side:
    """The side across the table."""
    return Side.CIVIL if side == Side.AUTHORITY else Side.AUTHORITY


def _check_passage(minutes: Minutes, item: AgendaItem | None, passage: str) -> None:
    if len(passage.strip()) < LEAST:
        raise ValidationError(
            {"passage": _("These words are too short to be found with certainty.")}
        )
    if not any(passage in text for text in texts_at(minutes, item)):
        text = _("These words do not stand there. Copy them exactly from the minutes.")
        raise ValidationError({"passage": text})


def lock_redaction(redaction: Redaction) -> Redaction:
    """The redaction, behind its meeting. Raises: ObjectDoesNotExist."""
    lock(redaction.minutes.meeting)
    rows = Redaction.objects.select_related("minutes__meeting__partnership", "proposed_by")
    return rows.get(pk=redaction.pk)


@transaction.atomic
def decide(redaction: Redaction, *, by: Account, agrees: bool) -> Redaction:
    """The other side's yes or no. With a yes the words go from minutes and history, and a new paper takes the place of the old one.

    Raises: PermissionDenied, ObjectDoesNotExist.
    """
    redaction = lock_redaction(redaction)
    rules.can_decide(by, redaction).enforce()
    meeting = redaction.minutes.meeting
    redaction.decided_side = sides.side_of(by, meeting.partnership) or ""
    if not agrees:
        record("meetings.redaction_declined", **acting(meeting, by=by))
        return _end(redaction, "decline", by=by)
    former = redaction.minutes.document
    redaction.replaced = former.sha256 if former else ""
    _end(redaction, "agree", by=by)
    record("meetings.minutes_redacted", **acting(meeting, by=by))
    minutes = Minutes.objects.select_related("meeting__partnership").get(pk=redaction.minutes_id)
    minutes.document = print_minutes(minutes, by=by)
    minutes.save()
    if former:
        documents.supersede(former, by=by)
    return redaction


@transaction.atomic
def withdraw(redaction: Redaction, *, by: Account) -> Redaction:
    """The side that proposed it takes it back. Raises: PermissionDenied, ObjectDoesNotExist."""
    redaction = lock_redaction(redaction)
    rules.can_withdraw(by, redaction).enforce()
    record("meetings.redaction_withdrawn", **acting(redaction.minutes.meeting, by=by))
    return _end(redaction, "withdraw", by=by)


def _end(redaction: Redaction, verb: str, *, by: Account) -> Redaction:
    """The database carries out what was agreed, and takes the passage out of the row itself."""
    redaction.stage = REDACTION_LIFE.move(verb).target
    redaction.decided_by, redaction.decided_at = by, timezone.now()
    redaction.save()
    redaction.refresh_from_db()
    return redaction
