"""Answers that calendar programs send by mail: each message counts once, and only for the person who sent it.

Decision 0043 says who is told what, and what a forged answer can do.
"""

import logging
import time
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings import mailbox, rules
from meetings.actions.answering import reply_by_mail
from meetings.actions.planning import lock
from meetings.actions.telling import MAILED_REPLY, STRAY_REPLY, tell
from meetings.calendar import host
from meetings.itip import CalendarReply, read_reply
from meetings.models import Attendee, MailedReply, Meeting, Outcome, Reply, Said
from meetings.models.replies import AS_REPLY
from meetings.people import hosts_of
from meetings.stages import Stage
from partnerships.shared.addresses import kept_ascii
from partnerships.shared.letters.actions import write

log = logging.getLogger(__name__)

A_DAY = timedelta(days=1)
MOST_OF_ONE = 10  # answers a day of one person to one meeting that are looked at
MOST_STRAY = 20  # answers a day to one meeting of whoever is not on its list
# What the person themselves is told of, and what those who host the meeting.
TOLD_TO_PERSON = (
    Outcome.NOTED,
    Outcome.PERHAPS,
    Outcome.OLDER,
    Outcome.FORMER,
    Outcome.UNNAMED,
    Outcome.LATE,
)
TOLD_TO_HOSTS = (
    Outcome.LATE,
    Outcome.FOREIGN,
    Outcome.UNLISTED,
    Outcome.COUNTER,
    Outcome.UNCLEAR,
)
# Somebody may want to see the message itself.
FOR_PEOPLE = (Outcome.FOREIGN, Outcome.UNLISTED, Outcome.COUNTER, Outcome.UNCLEAR)


def read_mailbox() -> int:
    """By the clock: the messages that wait; their number. What is no answer is put aside for people.

    An answer is noted before its message is put away: after a crash in between it is found again, and noted already.
    """
    number = 0
    try:
        with mailbox.open_mailbox() as box:
            for each in box.list_waiting():
                data = box.fetch(each)
                reply = read_reply(data) if data else None
                outcome = take(reply) if reply else None
                aside = outcome is None or outcome in FOR_PEOPLE
                box.put_away(each, mailbox.TO_READ if aside else mailbox.NOTED)
                number += 1
        cache.set(mailbox.READ_AT, time.time(), None)
    except mailbox.FAULTS as error:
        log.warning("the mailbox for answers cannot be read: %s", type(error).__name__)
    return number


@transaction.atomic
def take(reply: CalendarReply) -> Outcome | None:
    """Note an answer, or why it is none; None where it is about no meeting of ours, or one of too many."""
    meeting = Meeting.objects.filter(uid=reply.uid).first() if reply.host == host() else None
    if meeting is None:
        return None
    meeting = lock(meeting)
    if known := MailedReply.objects.filter(digest=reply.digest).first():
        return Outcome(known.outcome)
    attendee = _listed(meeting, reply)
    if _are_too_many(meeting, attendee, reply):
        return None
    outcome = _judge(meeting, attendee, reply)
    row = MailedReply.objects.create(
        meeting=meeting,
        attendee=attendee,
        person=attendee.person if attendee else None,
        sender=reply.sender,
        said=reply.said,
        comment=reply.comment if attendee and outcome != Outcome.FOREIGN else "",
        outcome=outcome,
        sequence=reply.sequence,
        stamped_at=_made_at(reply),
        digest=reply.digest,
    )
    _tell(meeting, attendee, row)
    return outcome


def _listed(meeting: Meeting, reply: CalendarReply) -> Attendee | None:
    """The one person on the list with this address who still takes part; of several with the same address, none."""
    rows = meeting.attendees.invited().select_related("person__account", "organisation")
    found = [each for each in rows if kept_ascii(each.address) == reply.attendee != ""]
    for each in found:
        each.meeting = meeting
    return found[0] if len(found) == 1 and rules.takes_part(found[0]) else None


def _are_too_many(meeting: Meeting, attendee: Attendee | None, reply: CalendarReply) -> bool:
    """Forged ones do not use up what the person may send themselves."""
    rows = MailedReply.objects.filter(meeting=meeting, came_at__gt=timezone.now() - A_DAY)
    if attendee is None or reply.sender != reply.attendee:
        stray = Q(attendee=None) | Q(outcome=Outcome.FOREIGN)
        return rows.filter(stray).count() >= MOST_STRAY
    return rows.filter(attendee=attendee).exclude(outcome=Outcome.FOREIGN).count() >= MOST_OF_ONE


def _judge(meeting: Meeting, attendee: Attendee | None, reply: CalendarReply) -> Outcome:
    """What becomes of it; an answer that counts is noted here."""
    if meeting.stage != Stage.INVITED or meeting.has_begun:
        return Outcome.OVER
    if attendee is None:
        return Outcome.UNLISTED
    if reply.sender != reply.attendee:
        return Outcome.FOREIGN
    if reply.said in (Said.COUNTER, Said.UNCLEAR):
        return Outcome(reply.said.lower())
    if not rules.can_answer(attendee):
        return Outcome.LATE
    return _out_of_order(attendee, reply) or _note(attendee, reply)


def _out_of_order(attendee: Attendee, reply: CalendarReply) -> Outcome | None:
    """An answer to the day of before, or an older one than what is noted: by link, or by mail (RFC 5546, 2.1.5)."""
    former = getattr(attendee.meeting, "moved_from", None)
    if former is not None and reply.sequence <= former.sequence:
        return Outcome.FORMER
    made_at, answered_at = _made_at(reply), attendee.replied_at
    counted = attendee.mailed_replies.filter(
        outcome__in=(Outcome.NOTED, Outcome.SAME, Outcome.PERHAPS)
    )
    last = counted.order_by("sequence", "stamped_at").last()
    older = last is not None and (reply.sequence, made_at) < (last.sequence, last.stamped_at)
    if answered_at is not None and (last is None or answered_at > last.came_at):
        # By link meanwhile; calendars count whole seconds.
        older = made_at < answered_at.replace(microsecond=0)
    if not older:
        return None
    return Outcome.SAME if AS_REPLY[Said(reply.said)] == attendee.reply else Outcome.OLDER


def _note(attendee: Attendee, reply: CalendarReply) -> Outcome:
    wanted = AS_REPLY[Said(reply.said)]
    if wanted == Reply.SUBSTITUTE and not reply.substitute:
        return Outcome.UNNAMED
    same = (attendee.reply, attendee.substitute) == (wanted, reply.substitute)
    if not same:
        try:
            reply_by_mail(attendee, reply=wanted, substitute=reply.substitute)
        except ValidationError:
            return Outcome.UNCLEAR
    if wanted == Reply.OPEN:
        return Outcome.PERHAPS
    return Outcome.SAME if same else Outcome.NOTED


def _made_at(reply: CalendarReply) -> datetime:
    now = timezone.now()
    return min(reply.stamped_at or now, now)


def _tell(meeting: Meeting, attendee: Attendee | None, row: MailedReply) -> None:
    if attendee is not None and row.outcome in TOLD_TO_PERSON:
        tell(meeting, MAILED_REPLY, [attendee], mailedreply=row.pk)
    worth = row.comment and row.outcome not in (Outcome.OVER, Outcome.OLDER, Outcome.FORMER)
    if row.outcome in TOLD_TO_HOSTS or worth:
        for account in hosts_of(meeting):
            write(STRAY_REPLY, to=account, facts={"mailedreply": row.pk})
