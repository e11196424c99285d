"""Date polls: asked by letter, answered by link or signed in, decided into a meeting."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
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
MOST_DAYS, MOST_VOTERS = 60, 500
REMIND_BEFORE = timedelta(days=2)
SAME_ANSWER = timedelta(
    minutes=10
)  # the same name with the same answer within this time was sent twice


class Slot(NamedTuple):
    """A day with its hours."""

    day: date
    from_time: time
    until_time: time


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
def answer(voter: PollVoter, choices: Mapping[int, str], *, by: Account | None = None) -> None:
    """What somebody says, by number of the day; the answers of before are replaced. `by` None: behind a link.

    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    poll = _lock(voter.poll)
    poll_rules.can_answer(poll).enforce()
    days = {day.pk: day for day in poll.days.all()}
    given = {pk: Vote(choice) for pk, choice in choices.items() if pk in days and choice}
    if not given:
        raise ValidationError(_("Say of one day at least whether you can come."))
    voter = PollVoter.objects.select_for_update(of=("self",)).get(pk=voter.pk)
    voter.votes.all().delete()
    PollVote.objects.bulk_create(
        PollVote(voter=voter, day=days[pk], choice=choice) for pk, choice in given.items()
    )
    voter.answered_at = timezone.now()
    voter.save()
    record("meetings.poll_answered", by=by, target=poll, facts={"number": len(given)})


@transaction.atomic
def answer_signed_in(voter: PollVoter, choices: Mapping[int, str], *, by: Account) -> None:
    """The same, signed in. Raises: as `answer`."""
    poll_rules.can_answer_as(by, voter).enforce()
    answer(voter, choices, by=by)


@transaction.atomic
def answer_openly(poll: Poll, name: str, choices: Mapping[int, str]) -> str:
    """By the open link: a new answer, and the token of a link with which it can be changed.

    Raises: PermissionDenied, ValidationError, Poll.DoesNotExist.
    """
    poll = _lock(poll)
    poll_rules.can_answer(poll).enforce()
    others = poll.voters.filter(person__isnull=True, asked_at__isnull=True)
    for twin in others.filter(name=name, answered_at__gte=timezone.now() - SAME_ANSWER):
        if dict(twin.votes.values_list("day_id", "choice")) == dict(choices):
            return make_poll_link(twin)  # sent twice
    if others.count() >= poll.most_open:
        raise ValidationError(
            _("This link has reached its most answers. Please ask the people who sent it.")
        )
    voter = PollVoter(poll=poll, name=name)
    voter.full_clean()
    voter.save()
    answer(voter, choices)
    return make_poll_link(voter)


@transaction.atomic
def remove(voter: PollVoter, *, by: Account) -> None:
    """Somebody's answer goes, with their link. Raises: PermissionDenied, ObjectDoesNotExist."""
    poll = _lock(voter.poll)
    poll_rules.can_ask(by, poll).enforce()
    poll.voters.get(pk=voter.pk).delete()
    record("meetings.poll_voter_removed", by=by, target=poll, capacity=_seat(poll, by), facts={})


@transaction.atomic
def choose(poll: Poll, day: PollDay, *, by: Account) -> Meeting:
    """The day becomes a meeting that is only planned, with everybody who was asked on its list; the poll is over.

    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    poll = _lock(poll)
    poll_rules.can_choose(by, poll).enforce()
    day = poll.days.get(pk=day.pk)
    meeting = planning.plan(
        poll.partnership,
        by=by,
        body=poll.body,
        format=poll.format,
        title=poll.title,
        title_en=poll.title_en,
        note=poll.text,
        first_day=day.day,
        from_time=day.from_time,
        until_time=day.until_time,
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
