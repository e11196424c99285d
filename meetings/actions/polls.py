"""Date polls: asked by letter, answered by link or signed in, decided into a meeting."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.actions import inviting, planning
from meetings.actions.telling import POLL, POLL_REMINDER
from meetings.links import digest_of, make_poll_link
from meetings.models import Meeting, Poll, PollDay, PollLink, PollVote, PollVoter, Vote
from meetings.rules import polls as poll_rules
from meetings.stages import POLL_LIFE, PollStage
from partnerships.directory.models import Account, Partnership, Person, Seat
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

KEPT = timedelta(days=90)  # after the last day to answer: addresses of guests, and links
MOST_DAYS, MOST_VOTERS, MOST_PROPOSALS = 60, 500, 5  # proposals: of one person
REMIND_BEFORE = timedelta(days=2)
SAME_ANSWER = timedelta(
    minutes=10
)  # the same name with the same answer within this time was sent twice


class Slot(NamedTuple):
    """A day with its hours; without them the whole day."""

    day: date
    from_time: time | None = None
    until_time: time | None = None


def _seat(poll: Poll, by: Account) -> Seat | None:
    return capacity.in_partnership(by, poll.partnership)


def _lock(poll: Poll) -> Poll:
    rows = Poll.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("partnership", "body", "format").get(pk=poll.pk)


@transaction.atomic
def make(partnership: Partnership, *, by: Account, slots: Sequence[Slot], **values: object) -> Poll:
    """A poll of 1 to 60 days; nobody is asked yet. Raises: PermissionDenied, ValidationError."""
    rules.can_plan(by, partnership).enforce()
    if not 1 <= len(slots) <= MOST_DAYS:
        raise ValidationError({"days": _("Ask about 1 to 60 days.")})
    poll = Poll(partnership=partnership, made_by=by, **values)
    poll.full_clean()
    poll.save()
    for slot in slots:
        day = PollDay(poll=poll, **slot._asdict())
        day.full_clean()
        day.save()
    facts = {"number": len(slots)}
    record("meetings.poll_made", by=by, target=poll, capacity=_seat(poll, by), facts=facts)
    return poll


@transaction.atomic
def ask(
    poll: Poll,
    *,
    by: Account,
    people: Iterable[Person] = (),
    guests: Sequence[inviting.Guest] = (),
) -> list[PollVoter]:
    """A letter with a link of their own to each. Whoever was asked already is not asked twice.

    Raises: PermissionDenied, ValidationError, Poll.DoesNotExist.
    """
    poll = _lock(poll)
    poll_rules.can_ask(by, poll).enforce()
    known = set(poll.voters.values_list("person_id", flat=True))
    called = set(poll.voters.filter(person__isnull=True).values_list("name", "email"))
    new = [PollVoter(poll=poll, person=each) for each in people if each.pk not in known]
    new += [
        PollVoter(poll=poll, name=guest.name, email=guest.email)
        for guest in dict.fromkeys(guests)
        if guest[:2] not in called
    ]
    if not new:
        raise ValidationError(_("Choose or name somebody who was not asked yet."))
    if poll.voters.count() + len(new) > MOST_VOTERS:
        raise ValidationError(_("At most 500 people can be asked."))
    for voter in new:
        account = voter.account
        voter.language = account.language if account else "de"
        voter.asked_at = timezone.now()
        voter.full_clean()
        voter.save()
        _write(POLL, voter)
    facts = {"number": len(new)}
    record("meetings.poll_asked", by=by, target=poll, capacity=_seat(poll, by), facts=facts)
    return new


def _write(kind: str, voter: PollVoter) -> bool:
    about = {"voter": voter.pk}
    if voter.account:
        write(kind, to=voter.account, facts=about)
    elif voter.address:
        write(kind, email=voter.address, language=voter.language, facts=about)
    return bool(voter.address)


@transaction.atomic
def open_link(poll: Poll, *, by: Account) -> str:
    """One link for all whom it reaches, shown once; the one before is over. Raises: PermissionDenied, Poll.DoesNotExist."""
    poll = _lock(poll)
    poll_rules.can_ask(by, poll).enforce()
    token = secrets.token_urlsafe(24)
    poll.open_digest = digest_of(token)
    poll.save()
    record("meetings.poll_opened", by=by, target=poll, capacity=_seat(poll, by), facts={})
    return token


@transaction.atomic
def answer(
    voter: PollVoter,
    choices: Mapping[int, str],
    *,
    proposal: Slot | None = None,
    taken_back: Collection[int] = (),
    by: Account | None = None,
) -> None:
    """What somebody says, by number of the day; the answers of before are replaced. `by` None: behind a link.

    `proposal`: a further day, which the person means to come on; `taken_back`: numbers of days they proposed before.
    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    poll = _lock(voter.poll)
    poll_rules.can_answer(poll).enforce()
    voter = PollVoter.objects.select_for_update(of=("self",)).get(pk=voter.pk)
    if taken_back:
        _take_back(poll, voter, taken_back, by)
    days = {day.pk: day for day in poll.days.all()}
    given = {pk: Vote(choice) for pk, choice in choices.items() if pk in days and choice}
    if proposal is not None:
        day = _propose(poll, voter, proposal, by)
        days[day.pk], given[day.pk] = day, Vote.YES
    if not given and not taken_back:
        raise ValidationError(_("Say of one day at least whether you can come."))
    voter.votes.all().delete()
    PollVote.objects.bulk_create(
        PollVote(voter=voter, day=days[pk], choice=choice) for pk, choice in given.items()
    )
    voter.answered_at = timezone.now() if given else None
    voter.save()
    record("meetings.poll_answered", by=by, target=poll, facts={"number": len(given)})


def _propose(poll: Poll, voter: PollVoter, slot: Slot, by: Account | None) -> PollDay:
    """A day that is asked about already is no further one: the answer to it counts."""
    poll_rules.can_propose(poll).enforce()
    if slot.day < timezone.localdate():
        raise ValidationError({"further_day": _("This day is past.")})
    if known := poll.days.filter(day=slot.day, from_time=slot.from_time).first():
        if known.until_time != slot.until_time:
            raise ValidationError(
                {
                    "further_until": _(
                        "The poll asks about this beginning already, with another end."
                    )
                }
            )
        return known
    if poll.days.count() >= MOST_DAYS:
        raise ValidationError(
            {"further_day": _("The poll has 60 days already, and takes no more.")}
        )
    if voter.proposals.count() >= MOST_PROPOSALS:
        raise ValidationError({"further_day": _("Each person proposes at most 5 days.")})
    day = PollDay(poll=poll, proposed_by=voter, **slot._asdict())
    day.full_clean()
    day.save()
    record("meetings.poll_day_proposed", by=by, target=poll, facts={})
    return day


def own_proposals(voter: PollVoter) -> list[PollDay]:
    """Days that the person proposed and nobody else has answered: only those can be taken back."""
    answered = PollVote.objects.filter(day__proposed_by=voter).exclude(voter=voter)
    return list(voter.proposals.exclude(pk__in=answered.values("day")))


def _take_back(poll: Poll, voter: PollVoter, numbers: Collection[int], by: Account | None) -> None:
    asked = set(voter.proposals.filter(pk__in=numbers).values_list("pk", flat=True))
    gone = asked & {day.pk for day in own_proposals(voter)}
    if asked - gone:
        raise ValidationError(
            {"taken_back": _("Somebody has answered this proposal meanwhile: it stays.")}
        )
    if gone:
        PollDay.objects.filter(pk__in=gone).delete()
        facts = {"number": len(gone)}
        record("meetings.poll_day_removed", by=by, target=poll, facts=facts)


@transaction.atomic
def answer_signed_in(
    voter: PollVoter,
    choices: Mapping[int, str],
    *,
    by: Account,
    proposal: Slot | None = None,
    taken_back: Collection[int] = (),
) -> None:
    """The same, signed in. Raises: as `answer`."""
    poll_rules.can_answer_as(by, voter).enforce()
    answer(voter, choices, proposal=proposal, taken_back=taken_back, by=by)


@transaction.atomic
def answer_openly(
    poll: Poll, name: str, choices: Mapping[int, str], *, proposal: Slot | None = None
) -> str:
    """By the open link: a new answer, and the token of a link with which it can be changed.

    Raises: PermissionDenied, ValidationError, Poll.DoesNotExist.
    """
    poll = _lock(poll)
    poll_rules.can_answer(poll).enforce()
    others = poll.voters.filter(person__isnull=True, asked_at__isnull=True)
    said = dict(choices)
    if proposal is not None:
        known = poll.days.filter(**proposal._asdict()).values_list("pk", flat=True)
        said |= {known[0] if known else 0: Vote.YES}
    for twin in others.filter(name=name, answered_at__gte=timezone.now() - SAME_ANSWER):
        if dict(twin.votes.values_list("day_id", "choice")) == said:
            return make_poll_link(twin)  # sent twice
    if others.count() >= poll.most_open:
        raise ValidationError(
            _("This link has reached its most answers. Please ask the people who sent it.")
        )
    voter = PollVoter(poll=poll, name=name)
    voter.full_clean()
    voter.save()
    answer(voter, choices, proposal=proposal)
    return make_poll_link(voter)


@transaction.atomic
def remove(voter: PollVoter, *, by: Account) -> None:
    """Somebody's answer goes, with their link and the days that they proposed and nobody else has answered.

    Raises: PermissionDenied, ObjectDoesNotExist.
    """
    poll = _lock(voter.poll)
    poll_rules.can_ask(by, poll).enforce()
    voter = poll.voters.get(pk=voter.pk)
    PollDay.objects.filter(pk__in=[day.pk for day in own_proposals(voter)]).delete()
    voter.delete()
    record("meetings.poll_voter_removed", by=by, target=poll, capacity=_seat(poll, by), facts={})


@transaction.atomic
def remove_day(day: PollDay, *, by: Account) -> None:
    """A day is asked about no longer; what people said of it goes. Raises: PermissionDenied, ObjectDoesNotExist."""
    poll = _lock(day.poll)
    day = poll.days.get(pk=day.pk)
    day.poll = poll
    poll_rules.can_remove_day(by, day).enforce()
    day.delete()
    facts = {"number": 1}
    record("meetings.poll_day_removed", by=by, target=poll, capacity=_seat(poll, by), facts=facts)


@transaction.atomic
def choose(
    poll: Poll,
    day: PollDay,
    *,
    by: Account,
    from_time: time | None = None,
    until_time: time | None = None,
) -> Meeting:
    """The day becomes a meeting that is only planned, with everybody who was asked on its list; the poll is over.

    The hours are said for a whole day, and for no other. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    poll = _lock(poll)
    poll_rules.can_choose(by, poll).enforce()
    day = poll.days.get(pk=day.pk)
    if not day.is_whole_day:
        from_time, until_time = day.from_time, day.until_time
    if from_time is None or until_time is None:
        raise ValidationError({"from_time": _("Say at which hours you meet on this day.")})
    meeting = planning.plan(
        poll.partnership,
        by=by,
        body=poll.body,
        format=poll.format,
        title=poll.title,
        title_en=poll.title_en,
        note=poll.text,
        first_day=day.day,
        from_time=from_time,
        until_time=until_time,
    )
    voters = list(poll.voters.select_related("person__account"))
    people = [each.person for each in voters if each.person]
    guests = [inviting.Guest(each.name, each.email) for each in voters if not each.person]
    if people or guests:
        inviting.add(meeting, by=by, people=people, guests=guests)
    poll.stage, poll.meeting = POLL_LIFE.move("choose").target, meeting
    poll.save()
    record("meetings.poll_decided", by=by, target=poll, capacity=_seat(poll, by), facts={})
    return meeting


@transaction.atomic
def drop(poll: Poll, *, by: Account) -> None:
    """No day is chosen. Raises: PermissionDenied, Poll.DoesNotExist."""
    poll = _lock(poll)
    poll_rules.can_choose(by, poll).enforce()
    poll.stage = POLL_LIFE.move("drop").target
    poll.save()
    record("meetings.poll_dropped", by=by, target=poll, capacity=_seat(poll, by), facts={})


def remind() -> int:
    """By the clock, once a day: who has not answered, two days before the last day; the number of letters."""
    waiting = PollVoter.objects.filter(
        poll__stage=PollStage.OPEN,
        poll__answer_until=timezone.localdate() + REMIND_BEFORE,
        answered_at__isnull=True,
        asked_at__lt=timezone.now() - REMIND_BEFORE,
    )
    return sum(_write(POLL_REMINDER, each) for each in waiting.select_related("person__account"))


def forget_guests() -> int:
    """By the clock: addresses of guests and all links go 90 days after the last day to answer; the number of addresses."""
    over = timezone.localdate() - KEPT
    PollLink.objects.filter(voter__poll__answer_until__lt=over).delete()
    rows = PollVoter.objects.filter(poll__answer_until__lt=over).exclude(email="")
    return rows.update(email="")
