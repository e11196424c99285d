"""Minutes: written point by point, laid before those who were there, answered, closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.actions import minutes as actions
from meetings.actions import votes
from meetings.forms import (
    AddendumForm,
    CommentForm,
    EntryForm,
    MinutesAnswerForm,
    NoteForm,
    SeatVotesForm,
    ShareForm,
)
from meetings.forms.planning import Sent
from meetings.in_words import count_in_words, moment_in_words
from meetings.models import (
    ActionItem,
    AgendaItem,
    Meeting,
    Minutes,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
    SeatVote,
)
from meetings.rules import minutes as rules
from meetings.rules import redactions as redacting
from meetings.rules import votes as voting
from meetings.rules.agenda import has_agenda
from meetings.stages import MINUTES_TONES, MinutesStage
from meetings.views.frame import crumbs_of, find_meeting, tabs_of
from meetings.views.redactions import open_of, traces_of
from partnerships.directory.requests import Request
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import badge


@dataclass
class Point:
    """One point of the minutes, with what was said, decided, remarked and agreed to be done."""

    item: AgendaItem
    number: int
    entry: MinutesEntry | None = None
    comments: list[MinutesComment] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)

    @property
    def votes(self) -> list[SeatVote]:
        """How the seats voted, in their order."""
        return list(self.item.votes.all())

    @property
    def count(self) -> str:
        """ "yes: 3 · no: 1"."""
        return count_in_words(self.votes)

    @property
    def place(self) -> str:
        """The part of the address after #."""
        return place_of(self.item)


def minutes(request: Request, pk: int) -> HttpResponse:
    """What was said and decided, point by point; who has agreed."""
    meeting = find_meeting(request, pk)
    rules.can_open(request.user, meeting).enforce()
    own = rules.minutes_of(meeting)
    comments = _comments(own, everything=rules.reads_comments(request.user, meeting))
    tasks = _by_item(
        ActionItem.objects.visible_to(request.user)
        .filter(meeting=meeting)
        .select_related("person", "organisation")
    )
    points = AgendaItem.objects.visible_to(request.user).on_agenda().filter(meeting=meeting)
    seen = list(points.select_related("entry").prefetch_related("votes__organisation"))
    context = {
        "meeting": meeting,
        "minutes": own,
        "badge": _badge(own),
        "when": moment_in_words(meeting),
        "tabs": tabs_of(request, meeting, "minutes"),
        "points": [
            Point(item, number, getattr(item, "entry", None), comments[item.pk], tasks[item.pk])
            for number, item in enumerate(seen, 1)
        ],
        "general_comments": comments[None],
        "general_actions": tasks[None],
        "addenda": comments[0],
        "redactions": traces_of(own, seen),
        "has_agenda": has_agenda(meeting),
        "answers": _answers(own),
        **_rights(request, meeting, own),
    }
    return render(request, "meetings/minutes.html", context)


def _badge(own: Minutes | None) -> SafeString:
    stage = MinutesStage(own.stage if own else MinutesStage.DRAFT)
    return badge(stage.label, MINUTES_TONES[stage])


def _comments(
    own: Minutes | None, *, everything: bool
) -> Mapping[int | None, list[MinutesComment]]:
    """By number of the point; None: on the whole; 0: addenda, which all readers of the minutes see."""
    grouped: dict[int | None, list[MinutesComment]] = defaultdict(list)
    rows = own.comments.select_related("by__person", "organisation") if own else ()
    for remark in rows:
        if everything or remark.addendum:
            grouped[0 if remark.addendum else remark.item_id].append(remark)
    return grouped


def _by_item(rows: Iterable[ActionItem]) -> Mapping[int | None, list[ActionItem]]:
    grouped: dict[int | None, list[ActionItem]] = defaultdict(list)
    for action in rows:
        grouped[action.item_id].append(action)
    return grouped


@dataclass(frozen=True)
class Said:
    """What an organisation says of the minutes; without an answer it has said nothing."""

    organisation: str
    state: SafeString
    answer: MinutesAnswer | None = None


def _answers(own: Minutes | None) -> list[Said]:
    if own is None or own.stage == MinutesStage.DRAFT:
        return []
    rows = own.answers.select_related("organisation").order_by("organisation__sort_key", "pk")
    said = [
        Said(
            row.organisation.name,
            badge(_("agrees"), "success")
            if row.agrees
            else badge(_("sees something differently"), "warning"),
            row,
        )
        for row in rows
    ]
    silent = _("gave no answer") if own.stage == MinutesStage.CLOSED else _("no answer yet")
    return said + [Said(place.name, badge(silent, "neutral")) for place in rules.waits_for(own)]


def _rights(request: Request, meeting: Meeting, own: Minutes | None) -> dict[str, object]:
    by = request.user
    can_write, can_answer = rules.can_write(by, meeting), rules.can_answer(by, meeting)
    can_share, can_close = rules.can_share(by, meeting), rules.can_close(by, meeting)
    rights: dict[str, object] = {
        "can_write": can_write,
        "can_note_votes": can_write and voting.can_note_votes(by, meeting),
        "can_revise": rules.can_revise(by, meeting),
        "can_comment": rules.can_comment(by, meeting),
        "can_agree_action": rules.can_agree_action(by, meeting),
        "can_add_to": rules.can_add_to(by, meeting),
        "can_answer": can_answer,
        **_redacting(request, meeting, own),
    }
    for due, label, name in (
        (can_share, _("Lay the minutes before those who were there"), "meetings:share_minutes"),
        (
            can_answer and _has_not_answered(request, meeting),
            _("Answer for your organisation"),
            "meetings:answer_minutes",
        ),
        (can_close, _("Close the minutes"), "meetings:close_minutes"),
    ):
        if due:
            return rights | {"action": label, "action_href": reverse(name, args=[meeting.pk])}
    return rights


def _redacting(request: Request, meeting: Meeting, own: Minutes | None) -> dict[str, object]:
    """What is asked of a keeper of either side about words that are to go."""
    if own is None or not redacting.can_propose(request.user, meeting):
        return {}
    side = redacting.side_of(request.user, meeting.partnership)
    waiting = open_of(own)
    return {
        "can_redact": True,
        "to_decide": [row for row in waiting if row.proposed_side != side],
        "to_withdraw": [row for row in waiting if row.proposed_side == side],
    }


def _has_not_answered(request: Request, meeting: Meeting) -> bool:
    mine = rules.speaks_for(request.user, meeting)
    return bool(mine - set(meeting.minutes.answers.values_list("organisation_id", flat=True)))


def _crumbs(meeting: Meeting) -> list[Crumb]:
    label = pgettext("of one meeting", "Minutes")
    return crumbs_of(meeting, (label, reverse("meetings:minutes", args=[meeting.pk])))


def write_note(request: Request, pk: int) -> HttpResponse:
    """What belongs to no point."""
    meeting = find_meeting(request, pk)
    rules.can_write(request.user, meeting).enforce()
    own = rules.minutes_of(meeting)
    step = Step(
        title=_("What else is to be kept"),
        about=meeting.title_in(),
        lead="" if has_agenda(meeting) else _("How was it? Two or three sentences are enough."),
        crumbs=_crumbs(meeting),
        rows=(own,) if own else (),
    )

    def act(form: NoteForm) -> None:
        actions.write_note(meeting, by=request.user, **form.cleaned_data)

    note = own or Minutes(meeting=meeting)
    return take(request, step, lambda data: NoteForm(data, minutes=note), act, done=_("Saved."))


def write_entry(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """What was said and decided on one point."""
    meeting = find_meeting(request, pk)
    rules.can_write(request.user, meeting).enforce()
    items = meeting.agenda_items.on_agenda().select_related("entry")
    item = get_object_or_404(items, pk=item_pk)
    entry = getattr(item, "entry", None)
    step = Step(
        title=item.title,
        about=meeting.title_in(),
        crumbs=_crumbs(meeting),
        rows=(entry,) if entry else (),
    )

    def act(form: EntryForm) -> None:
        actions.write_entry(item, by=request.user, **form.cleaned_data)

    shown = entry or MinutesEntry(item=item)
    way = f"{reverse('meetings:minutes', args=[pk])}#{place_of(item)}"
    return take(
        request, step, lambda data: EntryForm(data, entry=shown), act, done=_("Saved."), way=way
    )


def note_votes(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """How each seat of the body voted on one point."""
    meeting = find_meeting(request, pk)
    voting.can_note_votes(request.user, meeting).enforce()
    item = get_object_or_404(meeting.agenda_items.on_agenda(), pk=item_pk)
    seats = list(voting.voting_seats(meeting))
    step = Step(
        title=_("How did they vote?"),
        about=item.title,
        lead=item.title,
        crumbs=_crumbs(meeting),
        rows=(item,),
    )

    def form(data: Sent) -> SeatVotesForm:
        return SeatVotesForm(data, seats=seats, votes=item.votes.all())

    def act(filled: SeatVotesForm) -> None:
        votes.note_votes(item, by=request.user, votes=filled.votes)

    way = f"{reverse('meetings:minutes', args=[pk])}#{place_of(item)}"
    return take(request, step, form, act, done=_("Saved."), way=way)


def share(request: Request, pk: int) -> HttpResponse:
    """Lay them before those who were there."""
    meeting = find_meeting(request, pk)
    rules.can_share(request.user, meeting).enforce()
    step = Step(
        title=_("Lay the minutes before those who were there"),
        about=meeting.title_in(),
        lead=_(
            "Everybody who was invited gets a letter, can read the minutes and comment on them. Each organisation that was there"
            " is asked whether it agrees. After the last day they close by themselves."
        ),
        concerned=[place.name for place in rules.organisations_asked(meeting)],
        crumbs=_crumbs(meeting),
        submit=_("Send the letters"),
    )
    usual = timezone.localdate() + actions.WINDOW

    def act(form: ShareForm) -> None:
        actions.share(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: ShareForm(data, usual=usual),
        act,
        done=_("The letters are on their way."),
    )


def revise(request: Request, pk: int) -> HttpResponse:
    """Asks, then takes the minutes back to write on."""
    meeting = find_meeting(request, pk)
    rules.can_revise(request.user, meeting).enforce()
    step = Step(
        title=_("Take the minutes back"),
        question=_("Take the minutes back and write on?"),
        lead=_("Answers so far fall away, because they were given to other words. Comments stay."),
        crumbs=_crumbs(meeting),
        submit=_("Take them back"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.revise(meeting, by=request.user)

    return take(request, step, None, act, done=_("You can write on now."))


def close(request: Request, pk: int) -> HttpResponse:
    """Asks, then closes them for good."""
    meeting = find_meeting(request, pk)
    rules.can_close(request.user, meeting).enforce()
    step = Step(
        title=_("Close the minutes"),
        question=_("Close the minutes for good?"),
        lead=_(
            "Nobody can change them afterwards; an addendum stays possible. The paper is sealed, and all who were invited get it."
        ),
        crumbs=_crumbs(meeting),
        submit=_("Close the minutes"),
    )

    def act(_form: None) -> None:
        actions.close(meeting, by=request.user)

    return take(request, step, None, act, done=_("The minutes are closed."))


def comment(request: Request, pk: int) -> HttpResponse:
    """A remark that all who were invited read."""
    meeting = find_meeting(request, pk)
    rules.can_comment(request.user, meeting).enforce()
    items = AgendaItem.objects.visible_to(request.user).on_agenda().filter(meeting=meeting)
    step = Step(
        title=_("Comment on the minutes"),
        about=meeting.title_in(),
        lead=_(
            "Everybody who was invited reads it. Those who write the minutes can take them back and change them."
        ),
        crumbs=_crumbs(meeting),
        submit=_("Send the comment"),
    )

    def act(form: CommentForm) -> None:
        actions.comment(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: CommentForm(data, items=items),
        act,
        done=_("Your comment stands beside the minutes."),
    )


def answer(request: Request, pk: int) -> HttpResponse:
    """For an organisation that was there: it agrees, or dissents in its own words."""
    meeting = find_meeting(request, pk)
    rules.can_answer(request.user, meeting).enforce()
    mine = rules.speaks_for(request.user, meeting)
    names = [place.name for place in rules.organisations_asked(meeting) if place.pk in mine]
    step = Step(
        title=_("What does %(name)s say?") % {"name": names[0]}
        if len(names) == 1
        else _("What does your organisation say?"),
        here=_("Answer"),
        about=meeting.title_in(),
        lead=_(
            "You can change the answer until the minutes are closed. Silence does not count as a yes."
        ),
        crumbs=_crumbs(meeting),
        submit=_("Send the answer"),
    )

    def act(form: MinutesAnswerForm) -> None:
        actions.answer(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: MinutesAnswerForm(data, organisations=mine),
        act,
        done=_("Thank you. The answer is noted."),
    )


def add_to(request: Request, pk: int) -> HttpResponse:
    """An addendum to closed minutes."""
    meeting = find_meeting(request, pk)
    rules.can_add_to(request.user, meeting).enforce()
    step = Step(
        title=_("Write an addendum"),
        about=meeting.title_in(),
        crumbs=_crumbs(meeting),
        submit=_("Add it"),
    )

    def act(form: AddendumForm) -> None:
        actions.add_to(meeting, by=request.user, **form.cleaned_data)

    return take(request, step, AddendumForm, act, done=_("The addendum stands below the minutes."))
