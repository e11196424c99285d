"""Minutes: written by keepers, laid before those who were there, answered by their organisations, closed for good."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings import paper
from meetings.actions.planning import acting, lock
from meetings.actions.telling import MINUTES_CLOSED, MINUTES_REDACTED, MINUTES_SHARED
from meetings.models import (
    AgendaItem,
    Attendee,
    Meeting,
    Minutes,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
)
from meetings.rules import minutes as rules
from meetings.stages import MINUTES_LIFE, MinutesStage, RedactionStage
from partnerships.directory.models import Account, Organisation
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record
from partnerships.shared.documents import actions as documents
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import write

WINDOW = timedelta(days=14)  # in which those who were there read, remark and answer
LANGUAGE = "de"  # of the sealed paper: what was typed is not translated


def begin(meeting: Meeting) -> Minutes:
    """The minutes of a meeting, which need not have been there."""
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
    return minutes


@transaction.atomic
def write_note(meeting: Meeting, *, by: Account, note: str) -> Minutes:
    """What belongs to no point. Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_write(by, meeting).enforce()
    minutes = begin(meeting)
    minutes.note = note
    minutes.full_clean()
    minutes.save()
    record("meetings.minutes_written", **acting(meeting, by=by))
    return minutes


@transaction.atomic
def write_entry(item: AgendaItem, *, by: Account, discussion: str, decision: str) -> MinutesEntry:
    """What was said and decided on one point. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    meeting = lock(Meeting.objects.get(agenda_items=item))
    rules.can_write(by, meeting).enforce()
    item = meeting.agenda_items.on_agenda().get(pk=item.pk)
    begin(meeting)
    entry = MinutesEntry.objects.filter(item=item).first() or MinutesEntry(item=item)
    entry.discussion, entry.decision = discussion, decision
    entry.full_clean()
    entry.save()
    record("meetings.minutes_written", **acting(meeting, by=by, agendaitem=item.pk))
    return entry


@transaction.atomic
def share(meeting: Meeting, *, by: Account, answer_until: date | None = None) -> Minutes:
    """Lay the minutes before those who were there; each organisation is asked whether it agrees.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_share(by, meeting).enforce()
    last = answer_until or timezone.localdate() + WINDOW
    if last < timezone.localdate() + timedelta(days=3):
        text = _("Give those who were there at least three days to read.")
        raise ValidationError({"answer_until": text})
    minutes = meeting.minutes
    minutes.stage = MINUTES_LIFE.move("share").target
    minutes.shared_at, minutes.answer_until = timezone.now(), last
    minutes.save()
    record("meetings.minutes_shared", **acting(meeting, by=by))
    _tell(meeting, MINUTES_SHARED)
    return minutes


@transaction.atomic
def revise(meeting: Meeting, *, by: Account) -> Minutes:
    """Take the minutes back to write on; answers fall away, for they were given to other words. Comments stay.

    Raises: PermissionDenied, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_revise(by, meeting).enforce()
    minutes = meeting.minutes
    minutes.stage = MINUTES_LIFE.move("revise").target
    minutes.save()
    number, _by_model = minutes.answers.all().delete()
    record("meetings.minutes_revised", **acting(meeting, by=by, number=number))
    return minutes


@transaction.atomic
def comment(
    meeting: Meeting,
    *,
    by: Account,
    text: str,
    item: AgendaItem | None = None,
    organisation: Organisation | None = None,
) -> MinutesComment:
    """A remark that everybody who was invited reads. Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_comment(by, meeting).enforce()
    remark = MinutesComment(
        minutes=meeting.minutes, item=item, organisation=organisation, text=text, by=by
    )
    remark.full_clean()
    remark.save()
    record("meetings.minutes_commented", **acting(meeting, by=by))
    return remark


@transaction.atomic
def answer(
    meeting: Meeting, organisation: Organisation, *, by: Account, agrees: bool, dissent: str = ""
) -> MinutesAnswer:
    """For an organisation that was there: it agrees, or says what it sees differently. It may change its answer meanwhile.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_answer(by, meeting).enforce()
    if organisation.pk not in rules.speaks_for(by, meeting):
        raise ValidationError({"organisation": _("You do not answer for this organisation.")})
    if not agrees and not dissent:
        raise ValidationError({"dissent": _("Please say what you see differently.")})
    minutes = meeting.minutes
    given = minutes.answers.filter(organisation=organisation).first() or MinutesAnswer(
        minutes=minutes, organisation=organisation
    )
    given.agrees, given.dissent = agrees, "" if agrees else dissent
    given.by, given.answered_at = by, timezone.now()
    given.full_clean()
    given.save()
    record(
        "meetings.minutes_answered",
        by=by,
        target=meeting,
        capacity=capacity.for_organisation(by, organisation),
        facts={"organisation": organisation.pk, "agrees": agrees},
    )
    return given


@transaction.atomic
def close(meeting: Meeting, *, by: Account) -> Minutes:
    """For good: who agreed, who dissents, who said nothing. The paper is made and sealed in the background.

    Raises: PermissionDenied, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_close(by, meeting).enforce()
    record("meetings.minutes_closed", **acting(meeting, by=by))
    return _close(meeting.minutes, by=by)


def close_by_clock() -> int:
    """The day after the last one to answer, minutes close; silence stays silence. The number of minutes."""
    over = Minutes.objects.filter(
        stage=MinutesStage.SHARED, answer_until__lt=timezone.localdate()
    ).order_by("pk")
    return sum(_close_when_over(minutes) for minutes in over)


@transaction.atomic
def _close_when_over(minutes: Minutes) -> bool:
    meeting = lock(minutes.meeting)
    if meeting.minutes.stage != MinutesStage.SHARED or not meeting.minutes.is_over:
        return False
    record("meetings.minutes_closed", by=None, target=meeting, facts={})
    _close(meeting.minutes, by=None)
    return True


def _close(minutes: Minutes, *, by: Account | None) -> Minutes:
    minutes.closed_at = timezone.now()
    minutes.document = print_minutes(minutes, by=by)
    minutes.stage = MINUTES_LIFE.move("close").target
    minutes.save()
    return minutes


def print_minutes(minutes: Minutes, *, by: Account | None) -> Document:
    """Ask for the paper with the words of now; the worker makes and seals it."""
    with override(LANGUAGE):
        return documents.request(
            paper.KIND,
            title=paper.title_of(minutes),
            language=LANGUAGE,
            facts=paper.collect(minutes),
            by=by,
            listed=paper.list_publicly(minutes),
        )


def tell_filed(document: Document) -> None:
    """When the worker has filed the paper: a letter to everybody who was invited and has an account."""
    minutes = Minutes.objects.get(document=document)
    redacted = minutes.redactions.filter(stage=RedactionStage.AGREED).exists()
    _tell(minutes.meeting, MINUTES_REDACTED if redacted else MINUTES_CLOSED)


def _tell(meeting: Meeting, kind: str) -> None:
    rows = Attendee.objects.invited().filter(meeting=meeting, person__account__is_active=True)
    for attendee in rows.select_related("person__account").order_by("pk"):
        if attendee.account:
            write(kind, to=attendee.account, facts={"meeting": meeting.pk})


@transaction.atomic
def add_to(meeting: Meeting, *, by: Account, text: str) -> MinutesComment:
    """An addendum to closed minutes; their own words stay. Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_add_to(by, meeting).enforce()
    addendum = MinutesComment(minutes=meeting.minutes, text=text, by=by, addendum=True)
    addendum.full_clean()
    addendum.save()
    record("meetings.minutes_added_to", **acting(meeting, by=by))
    return addendum
