"""Words taken out of closed minutes: one side proposes, the other one decides; all readers see that it happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.actions import redactions as actions
from meetings.forms import RedactionDecisionForm, RedactionForm
from meetings.models import AgendaItem, Meeting, Minutes, Redaction, sides
from meetings.rules import redactions as rules
from meetings.stages import RedactionStage
from meetings.views.frame import crumbs_of, find_meeting
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

AROUND = 160  # characters before and behind a passage


class Found(NamedTuple):
    """A passage with the words around it."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True)
class Trace:
    """A redaction as all readers of the minutes see it."""

    redaction: Redaction
    place: str


def traces_of(minutes: Minutes | None, seen: Iterable[AgendaItem]) -> list[Trace]:
    """What both sides took out; a point that the reader does not see is not named."""
    if minutes is None:
        return []
    titles = {item.pk: item.title for item in seen}
    rows = minutes.redactions.filter(stage=RedactionStage.AGREED)
    return [
        Trace(
            row,
            titles.get(row.item_id, _("A confidential point"))
            if row.item_id
            else _("What else is to be kept"),
        )
        for row in rows.select_related("proposed_by__person", "decided_by__person")
    ]


def open_of(minutes: Minutes) -> list[Redaction]:
    """Proposals that wait for an answer."""
    rows = minutes.redactions.filter(stage=RedactionStage.PROPOSED)
    return list(rows.select_related("proposed_by__person"))


def _crumbs(meeting: Meeting) -> list[Crumb]:
    label = pgettext("of one meeting", "Minutes")
    return crumbs_of(meeting, (label, reverse("meetings:minutes", args=[meeting.pk])))


def propose(request: Request, pk: int) -> HttpResponse:
    """Which words are to go, and why."""
    meeting = find_meeting(request, pk)
    rules.can_propose(request.user, meeting).enforce()
    items = AgendaItem.objects.visible_to(request.user).on_agenda().filter(meeting=meeting)
    side = actions.other(sides.side_of(request.user, meeting.partnership))
    asked = sides.keepers_on(meeting.partnership, side)
    how = _(
        "Only together with the other side. If it agrees, a mark stands in their place, the earlier paper and drafts are"
        " deleted, and everybody who was invited is told that something was taken out."
    )
    nobody = _(
        "Nobody keeps this partnership for the other side yet. The proposal waits until then."
    )
    step = Step(
        title=_("Take words out of the minutes"),
        about=meeting.title_in(),
        lead=" ".join([how, *([] if asked else [nobody])]),
        concerned=[str(keeper.person) for keeper in asked],
        crumbs=_crumbs(meeting),
        submit=_("Ask the other side"),
    )

    def act(form: RedactionForm) -> None:
        actions.propose(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: RedactionForm(data, items=items),
        act,
        done=_("The other side is asked."),
    )


def _find(request: Request, pk: int) -> Redaction:
    rows = Redaction.objects.select_related("minutes", "item__entry", "proposed_by__person")
    redaction = get_object_or_404(rows, pk=pk)
    redaction.minutes.meeting = find_meeting(request, redaction.minutes.meeting_id)
    return redaction


def decide(request: Request, pk: int) -> HttpResponse:
    """The other side reads the words where they stand, and says yes or no."""
    redaction = _find(request, pk)
    rules.can_decide(request.user, redaction).enforce()
    step = Step(
        title=_("Do these words go?"),
        about=redaction.minutes.meeting.title_in(),
        lead=_("%(name)s wants to take them out of the closed minutes. Reason: %(why)s.")
        % {
            "name": redaction.proposed_by.person,
            "why": redaction.get_why_display(),
        },
        crumbs=_crumbs(redaction.minutes.meeting),
        submit=_("Decide"),
        template="meetings/redaction.html",
        more={"found": find_passages(redaction)},
    )

    def act(form: RedactionDecisionForm) -> None:
        actions.decide(redaction, by=request.user, **form.cleaned_data)

    return take(request, step, RedactionDecisionForm, act, done=_("Your answer is noted."))


def find_passages(redaction: Redaction) -> list[Found]:
    """Each place at which the passage stands, with the words around it."""
    passage, found = redaction.passage, []
    for text in actions.texts_at(redaction.minutes, redaction.item):
        before, *others = text.split(passage)
        for after in others:
            found.append(Found(before[-AROUND:], passage, after[:AROUND]))
            before = after
    return found


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Asks, then takes the proposal back."""
    redaction = _find(request, pk)
    rules.can_withdraw(request.user, redaction).enforce()
    step = Step(
        title=_("Take the proposal back"),
        question=_("Take the proposal back?"),
        lead=_("The words stay in the minutes."),
        crumbs=_crumbs(redaction.minutes.meeting),
        submit=_("Take it back"),
    )

    def act(_form: None) -> None:
        actions.withdraw(redaction, by=request.user)

    return take(request, step, None, act, done=_("The proposal is taken back."))
