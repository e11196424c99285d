"""Letters of date polls: the question with a link of one's own, and a reminder."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.in_words import slot_in_words
from meetings.links import make_poll_link
from meetings.models import PollVoter
from meetings.rules import polls as rules
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _voter(letter: Letter) -> PollVoter | None:
    rows = PollVoter.objects.select_related("poll__partnership", "person__account")
    return rows.filter(pk=letter.facts["voter"]).first()


def _may_receive(letter: Letter) -> bool:
    """As long as the person takes part in the partnership and the address is still theirs."""
    voter = _voter(letter)
    return voter is not None and letter.address == voter.address and rules.takes_part(voter)


def _is_open(letter: Letter) -> bool:
    voter = _voter(letter)
    return voter is not None and bool(rules.can_answer(voter.poll))


def _still_waits(letter: Letter) -> bool:
    voter = _voter(letter)
    return voter is not None and voter.answered_at is None and _is_open(letter)


def _facts(letter: Letter) -> dict[str, object]:
    """Words of the letter; the link is made at this moment."""
    voter = _voter(letter)
    if voter is None:
        return {}
    page = reverse("meetings:vote", args=[make_poll_link(voter)])
    return {
        "title": voter.poll.title_in(letter.language),
        "partnership": voter.poll.partnership.name_in(letter.language),
        "text": voter.poll.text,
        "days": [slot_in_words(day) for day in voter.poll.days.all()],
        "answer_until": voter.poll.answer_until,
        "may_propose": voter.poll.may_propose,
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "meetings/poll", _("When can you come?"), _may_receive, _facts, still_holds=_is_open
    ),
    LetterKind(
        "meetings/poll_reminder",
        _("An answer to a poll is still open"),
        _may_receive,
        _facts,
        still_holds=_still_waits,
    ),
)
