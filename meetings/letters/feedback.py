"""The letter that asks somebody who was there how it was."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.letters.invitations import find_attendee, may_receive
from meetings.links import make_feedback_link
from meetings.models import Presence
from meetings.models.feedback import is_open
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _still_asked(letter: Letter) -> bool:
    attendee = find_attendee(letter)
    return (
        attendee is not None and attendee.presence == Presence.PRESENT and is_open(attendee.meeting)
    )


def _facts(letter: Letter) -> dict[str, object]:
    """Words of the letter; the link is made at this moment."""
    attendee = find_attendee(letter)
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
        may_receive,
        _facts,
        still_holds=_still_asked,
    ),
)
