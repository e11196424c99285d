"""Who takes words out of closed minutes: a keeper of one side proposes, an independent keeper of the other side decides.

Source: decisions 0021 and 0044. A side is what somebody stands for in truth, not what a partner's entry says.
"""

from django.utils.translation import gettext as _

from meetings.models import Meeting, Redaction
from meetings.models.sides import side_of
from meetings.rules.minutes import minutes_of
from meetings.stages import REDACTION_LIFE, MinutesStage
from partnerships.directory.models import Account
from partnerships.directory.rules.independence import are_independent, tree_of
from partnerships.directory.rules.witnesses import belongs_to
from partnerships.shared.verdicts import Verdict, allowed_if


def can_propose(by: Account, meeting: Meeting) -> Verdict:
    """Whoever keeps the partnership for one side, once the minutes are closed."""
    minutes = minutes_of(meeting)
    return allowed_if(
        minutes is not None and minutes.stage == MinutesStage.CLOSED,
        _("As long as minutes are not closed, take them back and change the words."),
    ) and _keeps_for_a_side(by, meeting)


def _keeps_for_a_side(by: Account, meeting: Meeting) -> Verdict:
    return allowed_if(
        side_of(by, meeting.partnership),
        _("Only the liaison staff and the joint management take words out, both sides together."),
    )


def can_decide(by: Account, redaction: Redaction) -> Verdict:
    """A keeper of the other side, independent of whoever proposed it."""
    meeting = redaction.minutes.meeting
    return (
        _is_open(redaction, "agree")
        and _keeps_for_a_side(by, meeting)
        and allowed_if(
            side_of(by, meeting.partnership) != redaction.proposed_side
            and are_independent(redaction.proposed_by_id, by.pk)
            and not tree_of(belongs_to(redaction.proposed_by_id)) & belongs_to(by.pk),
            _("The other side decides: nobody takes words out alone."),
        )
    )


def can_withdraw(by: Account, redaction: Redaction) -> Verdict:
    """Keepers of the side that proposed it."""
    meeting = redaction.minutes.meeting
    return _is_open(redaction, "withdraw") and allowed_if(
        side_of(by, meeting.partnership) == redaction.proposed_side,
        _("The side that proposed it takes it back."),
    )


def _is_open(redaction: Redaction, verb: str) -> Verdict:
    return allowed_if(
        REDACTION_LIFE.possible(verb, redaction.stage), _("This proposal is decided already.")
    )
