"""Who asks about days, who answers, who chooses one."""

from django.utils.translation import gettext as _

from meetings.models import Poll, PollDay, PollVoter
from meetings.rules.meetings import can_plan
from meetings.stages import PollStage
from partnerships.directory.models import Account, Person
from partnerships.directory.models.people import takes_part_in
from partnerships.shared.verdicts import Verdict, allowed_if


def can_ask(by: Account, poll: Poll) -> Verdict:
    """Ask more people, give the open link, take somebody off: keepers, until the last day."""
    return can_plan(by, poll.partnership) and can_answer(poll)


def can_answer(poll: Poll) -> Verdict:
    """Whoever holds a link, until the last day, and until a day is chosen."""
    return allowed_if(
        poll.stage == PollStage.OPEN, _("This poll is over: a day was chosen, or it was dropped.")
    ) and allowed_if(not poll.is_over, _("The last day to answer is over."))


def can_propose(poll: Poll) -> Verdict:
    """Whoever answers, where whoever made the poll wished it."""
    return can_answer(poll) and allowed_if(
        poll.may_propose, _("This poll takes no proposals for further days.")
    )


def can_remove_day(by: Account, day: PollDay) -> Verdict:
    """Strike a day, also a proposed one, with what people said of it: keepers, as long as another one is left."""
    return can_ask(by, day.poll) and allowed_if(
        day.poll.days.exclude(pk=day.pk).exists(), _("This is the only day that is left.")
    )


def can_answer_as(by: Account, voter: PollVoter) -> Verdict:
    """Signed in: the person who is asked, and nobody in their place."""
    own = allowed_if(
        voter.person_id is not None and voter.person_id == by.access.person_id,
        _("Only the person who is asked answers."),
    )
    return own and can_answer(voter.poll)


def can_choose(by: Account, poll: Poll) -> Verdict:
    """Choose a day, or drop the poll: keepers, also before everybody has answered."""
    return can_plan(by, poll.partnership) and allowed_if(
        poll.stage == PollStage.OPEN, _("This poll is over: a day was chosen, or it was dropped.")
    )


def takes_part(voter: PollVoter) -> bool:
    """A person of the directory answers as long as they take part in the partnership; a guest always."""
    place = voter.poll.partnership_id
    if voter.account:
        return place in voter.account.access.partnership_ids
    if voter.person_id:
        return Person.objects.filter(takes_part_in([place]), pk=voter.person_id).exists()
    return True
