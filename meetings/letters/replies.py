"""Letters about answers that calendar programs sent by mail: to the person, and to those who host the meeting."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings import rules
from meetings.in_words import moment_in_words
from meetings.letters.invitations import at_stage, facts_of, may_receive
from meetings.models import MailedReply, Outcome, Reply, Said
from meetings.models.replies import AS_REPLY
from meetings.stages import Stage
from partnerships.shared.addresses import show_address
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

YOURS = {
    Reply.OPEN: _("You have not answered yet."),
    Reply.COMING: _("You come."),
    Reply.NOT_COMING: _("You do not come."),
    Reply.SUBSTITUTE: _("You send somebody else."),
}
COUNTED = (Outcome.NOTED, Outcome.PERHAPS, Outcome.SAME)


def _row(letter: Letter) -> MailedReply | None:
    rows = MailedReply.objects.select_related("meeting__partnership", "attendee__person")
    return rows.filter(pk=letter.facts["mailedreply"]).first()


def _still_counts(letter: Letter) -> bool:
    """As long as the meeting is to come, and nothing else was answered meanwhile."""
    row = _row(letter)
    if row is None or row.attendee is None or not at_stage(Stage.INVITED)(letter):
        return False
    counted = row.outcome in COUNTED
    return not counted or row.attendee.reply == AS_REPLY[Said(row.said)]


def _facts(letter: Letter) -> dict[str, object]:
    row = _row(letter)
    if row is None or row.attendee is None:
        return {}
    own = {"outcome": row.outcome, "answer": YOURS[Reply(row.attendee.reply)]}
    return {**facts_of(letter), **own, "substitute": row.attendee.substitute}


def _may_host(letter: Letter) -> bool:
    row, reader = _row(letter), letter.recipient
    return (
        row is not None
        and reader is not None
        and reader.is_active
        and bool(rules.can_plan(reader, row.meeting.partnership))
    )


def _is_to_come(letter: Letter) -> bool:
    row = _row(letter)
    return row is not None and row.meeting.stage == Stage.INVITED and not row.meeting.has_begun


def _facts_for_hosts(letter: Letter) -> dict[str, object]:
    row = _row(letter)
    if row is None:
        return {}
    page = reverse("meetings:detail", args=[row.meeting_id])
    return {
        "title": row.meeting.title_in(letter.language),
        "partnership": row.meeting.partnership.name_in(letter.language),
        "when": moment_in_words(row.meeting),
        "counts": row.outcome in COUNTED,
        "why": row.get_outcome_display(),
        "said": row.get_said_display(),
        "invited": row.attendee.called if row.attendee else "",
        "sender": show_address(row.sender),
        "comment": row.comment,
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "meetings/mailed_reply",
        _("What became of an answer by mail"),
        may_receive,
        _facts,
        still_holds=_still_counts,
    ),
    LetterKind(
        "meetings/stray_reply",
        _("An answer by mail that hosts should know"),
        _may_host,
        _facts_for_hosts,
        still_holds=_is_to_come,
    ),
)
