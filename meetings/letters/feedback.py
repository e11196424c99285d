"""The letter that asks somebody who was there how it was."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.links import make_feedback_link
from meetings.models import Attendee, Presence
from meetings.models.feedback import is_open
from meetings.rules import takes_part
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _attendee(letter: Letter) -> Attendee | None:
    rows = Attendee.objects.select_related("meeting__partnership", "person__account")
    return rows.filter(pk=letter.facts["attendee"]).first()


def _may_receive(letter: Letter) -> bool:
    attendee = _attendee(letter)
    return (
        attendee is not None
        and letter.address == attendee.address
        and attendee.withdrawn_at is None
        and takes_part(attendee)
    )


def _still_asked(letter: Letter) -> bool:
    attendee = _attendee(letter)
    return (
        attendee is not None and attendee.presence == Presence.PRESENT and is_open(attendee.meeting)
    )


def _facts(letter: Letter) -> dict[str, object]:
    """Words of the letter; the link is made at this moment."""
    attendee = _attendee(letter)
    if attendee is None:
        return {}
    page = reverse("meetings:feedback", args=[make_feedback_link(attendee)])
    return {
        "title": attendee.meeting.title_in(letter.language),
        "partnership": attendee.meeting.partnership.name_in(letter.language),
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "meetings/feedback",
        _("How was the meeting?"),
        _may_receive,
        _facts,
        still_holds=_still_asked,
    ),
)
