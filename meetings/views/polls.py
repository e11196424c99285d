"""Date polls: made, asked, answered, and decided into a meeting."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meetings import rules
from meetings.actions import polls as actions
from meetings.forms import HoursForm, PeopleForm, PollForm, VoteForm
from meetings.forms.planning import Sent
from meetings.in_words import slot_in_words
from meetings.links import open_poll_of, voter_of
from meetings.models import Meeting, Poll, PollDay, PollVoter, Vote
from meetings.people import people_to_ask
from meetings.rules import polls as poll_rules
from meetings.stages import POLL_TONES, PollStage
from meetings.views.frame import crumbs_to
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.accounts import Request as AnyRequest
from partnerships.shared.step.views import Crumb, Step, take, tell, to
from partnerships.shared.templatetags.parts import badge

MARKS = {Vote.YES: "success", Vote.MAYBE: "warning", Vote.NO: "neutral"}


@dataclass(frozen=True)
class Line:
    """A day with what people say of it."""

    day: PollDay
    words: str
    counts: Counter[str]
    is_best: bool
    said: list[tuple[str, SafeString]]
    proposed_by: str = ""

    @property
    def sums(self) -> str:
        """ "4 yes, 1 if need be, 2 no"."""
        parts = [f"{self.counts[vote]} {vote.label}" for vote in Vote if self.counts[vote]]
        return ", ".join(parts)


def _find(request: Request, pk: int) -> Poll:
    rows = Poll.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("partnership", "body", "format", "meeting"), pk=pk)


def _crumbs(poll: Poll) -> list[Crumb]:
    return crumbs_to(poll.partnership, (poll.title_in(), reverse("meetings:poll", args=[poll.pk])))


def poll(request: Request, pk: int) -> HttpResponse:
    """Each day with who can come; the best ones first in sight."""
    row = _find(request, pk)
    voters = list(row.voters.select_related("person").prefetch_related("votes"))
    lines = _lines(row, voters)
    answered = sum(voter.answered_at is not None for voter in voters)
    can_ask = poll_rules.can_ask(request.user, row)
    own = next((each for each in voters if _is_own(request, each)), None)
    context: dict[str, object] = {
        "poll": row,
        "badge": badge(row.get_stage_display(), POLL_TONES[PollStage(row.stage)]),
        "lines": lines,
        "voters": voters,
        "answered": ngettext(
            "%(number)s person has answered", "%(number)s people have answered", answered
        )
        % {"number": answered},
        "can_ask": can_ask,
        "can_strike": can_ask and len(lines) > 1,
        "can_choose": poll_rules.can_choose(request.user, row),
        "can_see_meeting": row.meeting_id is not None
        and Meeting.objects.visible_to(request.user).filter(pk=row.meeting_id).exists(),
    }
    if own is not None and poll_rules.can_answer(row):
        label = _("Say when I can come") if own.answered_at is None else _("Change my answer")
        context |= {"action": label, "action_href": reverse("meetings:answer_poll", args=[pk])}
    return render(request, "meetings/poll.html", context)


def _is_own(request: Request, voter: PollVoter) -> bool:
    return voter.person_id is not None and voter.person_id == request.user.access.person_id


def own_answer(request: Request, pk: int) -> HttpResponse:
    """One's own answer, signed in. Raises: Http404 for whoever is not asked."""
    row = _find(request, pk)
    person = request.user.access.person_id or 0
    voter = get_object_or_404(row.voters.select_related("person"), person=person)
    voter.poll = row
    poll_rules.can_answer_as(request.user, voter).enforce()
    step = Step(
        title=_("When can you come?"),
        about=row.title_in(),
        lead=_("Everybody in the partnership sees what you answer, with your name."),
        crumbs=_crumbs(row),
        submit=_("Send the answer"),
        template="meetings/answer_poll.html",
    )

    def act(form: VoteForm) -> None:
        actions.answer_signed_in(
            voter,
            form.choices,
            by=request.user,
            proposal=form.proposal,
            taken_back=form.taken_back,
        )

    return take(
        request,
        step,
        lambda data: VoteForm(data, poll=row, voter=voter, own=actions.own_proposals(voter)),
        act,
        done=_("Thank you. The answer is noted."),
    )


def _lines(row: Poll, voters: list[PollVoter]) -> list[Line]:
    said: dict[int, list[tuple[str, str]]] = {}
    for voter in voters:
        for vote in voter.votes.all():
            said.setdefault(vote.day_id, []).append((voter.called, vote.choice))
    days = list(row.days.all())
    counts = {day.pk: Counter(choice for _name, choice in said.get(day.pk, [])) for day in days}
    ranks = {pk: (count[Vote.YES], count[Vote.MAYBE]) for pk, count in counts.items()}
    best = max(ranks.values(), default=(0, 0))
    names = {voter.pk: voter.called for voter in voters}
    return [
        Line(
            day,
            slot_in_words(day),
            counts[day.pk],
            best > (0, 0) and ranks[day.pk] == best,
            [
                (name, badge(Vote(choice).label, MARKS[Vote(choice)]))
                for name, choice in said.get(day.pk, [])
            ],
            names.get(day.proposed_by_id or 0, ""),
        )
        for day in days
    ]


def make(request: Request, pk: int) -> HttpResponse:
    """Several days, of which people say on which they can come."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_plan(request.user, partnership).enforce()
    step = Step(
        title=_("Find a date"),
        lead=_(
            "People say on which days they can come, without an account. The day you choose becomes the meeting."
        ),
        crumbs=crumbs_to(partnership),
        submit=_("Make the poll"),
    )

    def act(form: PollForm) -> Poll:
        return actions.make(partnership, by=request.user, slots=form.slots, **form.values)

    return take(
        request,
        step,
        lambda data: PollForm(data, partnership=partnership),
        act,
        done=_("The poll is made. Now choose whom you want to ask."),
        way=to("meetings:ask_poll"),
    )


def ask(request: Request, pk: int) -> HttpResponse:
    """Letters with a link of their own to people of the partnership and to guests."""
    row = _find(request, pk)
    poll_rules.can_ask(request.user, row).enforce()
    offered = people_to_ask(row)
    step = Step(
        title=_("Whom do you want to ask?"),
        about=row.title_in(),
        lead=_("Each gets a letter with a link of their own at once."),
        crumbs=_crumbs(row),
        submit=_("Send the letters"),
    )

    def form(data: Sent) -> PeopleForm:
        return PeopleForm(data, people=offered)

    def act(filled: PeopleForm) -> list[PollVoter]:
        return actions.ask(row, by=request.user, **filled.values)

    return take(request, step, form, act, done=_("The letters are on their way."))


@require_POST
def open_link(request: Request, pk: int) -> HttpResponse:
    """The open link, shown once."""
    row = _find(request, pk)
    token = actions.open_link(row, by=request.user)
    address = settings.SITE_URL + reverse("meetings:open_poll", args=[token])
    return render(request, "meetings/poll_link.html", {"poll": row, "address": address})


def remove_voter(request: Request, pk: int, voter_pk: int) -> HttpResponse:
    """Asks, then takes somebody's answer away."""
    row = _find(request, pk)
    poll_rules.can_ask(request.user, row).enforce()
    voter = get_object_or_404(row.voters.select_related("person"), pk=voter_pk)
    step = Step(
        title=_("Take off the poll"),
        question=_("Take %(name)s and the answer off the poll?") % {"name": voter.called},
        lead=_("The link of the letter is over as well."),
        crumbs=_crumbs(row),
        submit=_("Take off the poll"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.remove(voter, by=request.user)

    return take(request, step, None, act, done=_("Taken off the poll."))


def remove_day(request: Request, pk: int, day_pk: int) -> HttpResponse:
    """Asks, then strikes a day."""
    row = _find(request, pk)
    poll_rules.can_ask(request.user, row).enforce()
    day = get_object_or_404(row.days, pk=day_pk)
    day.poll = row
    poll_rules.can_remove_day(request.user, day).enforce()
    step = Step(
        title=_("Strike this day"),
        question=_("Strike %(day)s?") % {"day": slot_in_words(day)},
        lead=_("What people said of this day goes as well. Nobody is told."),
        crumbs=_crumbs(row),
        submit=_("Strike this day"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.remove_day(day, by=request.user)

    return take(request, step, None, act, done=_("The day is struck."))


def choose(request: Request, pk: int, day_pk: int) -> HttpResponse:
    """Asks, then makes this day the meeting; of a whole day it also asks for the hours."""
    row = _find(request, pk)
    poll_rules.can_choose(request.user, row).enforce()
    day = get_object_or_404(row.days, pk=day_pk)
    step = Step(
        title=_("Choose this day"),
        question=_("Meet on %(day)s?") % {"day": slot_in_words(day)},
        lead=_(
            "The poll is over then. The meeting is planned with everybody who was asked; you send the invitations."
        ),
        crumbs=_crumbs(row),
        submit=_("Plan the meeting"),
    )

    def act(form: HoursForm | None) -> Meeting:
        hours = form.cleaned_data if form else {}
        return actions.choose(row, day, by=request.user, **hours)

    done = _("The meeting is planned. Look it through, then send the invitations.")
    asked = HoursForm if day.is_whole_day else None
    return take(request, step, asked, act, done=done, way=to("meetings:detail"))


def drop(request: Request, pk: int) -> HttpResponse:
    """Asks, then drops the poll."""
    row = _find(request, pk)
    poll_rules.can_choose(request.user, row).enforce()
    step = Step(
        title=_("Drop the poll"),
        question=_("Drop the poll “%(title)s”?") % {"title": row.title_in()},
        lead=_("No day is chosen, and the links are over. Nobody is told."),
        crumbs=_crumbs(row),
        submit=_("Drop the poll"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.drop(row, by=request.user)

    return take(request, step, None, act, done=_("The poll is dropped."))


@login_not_required
@never_cache
def vote(request: HttpRequest, token: str) -> HttpResponse:
    """The answer of whoever holds the letter, in its language; 410 for a link that is over."""
    voter = voter_of(token)
    if voter is None:
        return render(request, "meetings/answer_over.html", status=410)
    with override(voter.language):
        own = actions.own_proposals(voter)
        form = VoteForm(_sent(request), poll=voter.poll, voter=voter, own=own)

        def act() -> str:
            actions.answer(voter, form.choices, proposal=form.proposal, taken_back=form.taken_back)
            return token

        return _vote(request, voter.poll, form, act, voter)


@login_not_required
@never_cache
def vote_openly(request: HttpRequest, token: str) -> HttpResponse:
    """The answer of whoever the open link has reached; afterwards one stands behind a link of one's own."""
    row = open_poll_of(token)
    if row is None:
        return render(request, "meetings/answer_over.html", status=410)
    form = VoteForm(_sent(request), poll=row)

    def act() -> str:
        name = form.cleaned_data["name"]
        return actions.answer_openly(row, name, form.choices, proposal=form.proposal)

    return _vote(request, row, form, act, None)


def _sent(request: HttpRequest) -> Sent:
    return request.POST if request.method == "POST" else None


def _vote(
    request: HttpRequest, row: Poll, form: VoteForm, act: Callable[[], str], voter: PollVoter | None
) -> HttpResponse:
    verdict = poll_rules.can_answer(row)
    if request.method == "POST" and verdict and form.is_valid():
        try:
            token = act()
        except ValidationError as error:
            tell(form, error, cast(AnyRequest, request))
        except PermissionDenied:
            verdict = poll_rules.can_answer(Poll.objects.get(pk=row.pk))
        else:
            messages.success(
                request,
                _("Thank you. Your answer is noted; with this page's address you can change it."),
            )
            return redirect(reverse("meetings:vote", args=[token]))
    context = {
        "poll": row,
        "voter": voter,
        "form": form if verdict else None,
        "verdict": verdict,
    }
    return render(request, "meetings/vote.html", context)
