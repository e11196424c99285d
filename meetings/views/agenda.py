"""The agenda of a meeting: points with their times, proposals that wait, and what was decided about each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings.actions import agenda as actions
from meetings.actions import agenda_told as telling
from meetings.forms import DecisionForm, ItemForm
from meetings.in_words import moment_in_words
from meetings.models import ActionItem, AgendaFile, AgendaItem, Attendee, Meeting
from meetings.models.agenda import begins_of
from meetings.rules import agenda as rules
from meetings.stages import ITEM_TONES, UNDECIDED, ItemStage, Stage
from meetings.views.frame import crumbs_of, crumbs_to, find_meeting, stage_badge, tabs_of
from partnerships.directory.models import Account, Partnership
from partnerships.directory.requests import Request
from partnerships.shared.documents.models import Document
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step.views import Crumb, Step, take, to
from partnerships.shared.templatetags.parts import badge, words

MOST_SHOWN = 300


@dataclass(frozen=True)
class Paper:
    """A paper of a point, and whether this reader may remove it."""

    file: AgendaFile
    can_remove: bool


@dataclass(frozen=True)
class Point:
    """A point as the page shows it: when it begins, its number, and what this reader may do."""

    item: AgendaItem
    number: int = 0
    begins: datetime | None = None
    state: SafeString = SafeString("")
    can_edit: bool = False
    can_decide: bool = False
    can_withdraw: bool = False
    can_place: bool = False
    can_attach: bool = False
    papers: list[Paper] = field(default_factory=list)

    @property
    def about(self) -> SafeString:
        """ "18:00 · 20 minutes · Ada Beispiel · proposed by Verein Nord", as far as it is known."""
        item = self.item
        length = ngettext("%(number)s minute", "%(number)s minutes", item.minutes or 0)
        parts = (
            f"{self.begins:%H:%M}" if self.begins else "",
            length % {"number": item.minutes} if item.minutes else "",
            words(item.presenter) if item.presenter else "",
            format_html(_("proposed by {}"), words(item.organisation.name))
            if item.organisation
            else "",
        )
        return format_html_join(" · ", "{}", ((part,) for part in parts if part))

    @property
    def place(self) -> str:
        """The part of the address after #."""
        return place_of(self.item)


def agenda(request: Request, pk: int) -> HttpResponse:
    """Points in their order, proposals for it, open tasks and the minutes of last time."""
    meeting = find_meeting(request, pk)
    rules.has_agenda(meeting).enforce()
    arranges = bool(rules.can_arrange(request.user, meeting))
    items = _read_items(request.user, meeting)
    accepted = [item for item in items if item.stage == ItemStage.ACCEPTED]
    undecided = [item for item in items if item.stage in UNDECIDED]
    points = _points(request.user, accepted, meeting, arranges)
    prefetch_related_objects([meeting], "agenda_notices")
    context = {
        "meeting": meeting,
        "badge": stage_badge(meeting.stage),
        "when": moment_in_words(meeting),
        "tabs": tabs_of(request, meeting, "agenda"),
        "points": points,
        "overrun": _overrun(meeting, points),
        "proposals": [_proposal(request.user, item, arranges) for item in undecided[:MOST_SHOWN]],
        "others": _others(items),
        "open_actions": _open_actions(request.user, meeting),
        "last": Meeting.objects.visible_to(request.user).last_before(meeting),
        "can_propose": rules.can_propose_for(request.user, meeting),
        "arranges": arranges,
        "can_print": rules.can_print(request.user, meeting) and points,
        "can_tell": rules.can_tell(request.user, meeting),
        "told": list(meeting.agenda_notices.all())[-1:],
    }
    return render(request, "meetings/agenda.html", context)


def _read_items(by: Account, meeting: Meeting) -> list[AgendaItem]:
    """Of this meeting in their order, then those of the partnership that wait for any, with their papers."""
    rows = AgendaItem.objects.visible_to(by).select_related("organisation")
    items = list(rows.filter(meeting=meeting).order_by("position", "proposed_at", "pk"))
    for item in items:
        item.meeting = meeting
    if meeting.stage not in (Stage.CANCELLED, Stage.MOVED):
        waiting = rows.waiting().filter(partnership=meeting.partnership_id, meeting__isnull=True)
        items += waiting[:MOST_SHOWN]
    for item in items:
        item.partnership = meeting.partnership
    prefetch_related_objects(items, "files")
    return items


def _points(
    by: Account, items: Sequence[AgendaItem], meeting: Meeting, arranges: bool
) -> list[Point]:
    """With the hour at which each begins, as long as all before it say how long they take."""
    return [
        Point(
            item,
            number,
            begins,
            can_edit=bool(rules.can_edit_item(by, item)),
            can_decide=arranges,
            can_place=arranges,
            can_attach=bool(rules.can_attach(by, item)),
            papers=_papers(by, item),
        )
        for number, (item, begins) in enumerate(
            zip(items, begins_of(meeting, items), strict=True), 1
        )
    ]


def _overrun(meeting: Meeting, points: list[Point]) -> int:
    """Minutes by which the points together take longer than the meeting."""
    needed = sum(point.item.minutes or 0 for point in points)
    there = (meeting.ends_at - meeting.starts_at) // timedelta(minutes=1)
    return max(0, needed - there)


def _proposal(by: Account, item: AgendaItem, arranges: bool) -> Point:
    stage = ItemStage(item.stage)
    return Point(
        item,
        state=badge(stage.label, ITEM_TONES[stage]),
        can_edit=bool(rules.can_edit_item(by, item)),
        can_decide=arranges,
        can_withdraw=bool(rules.can_withdraw(by, item)),
        can_attach=bool(rules.can_attach(by, item)),
        papers=_papers(by, item),
    )


def _papers(by: Account, item: AgendaItem) -> list[Paper]:
    papers = []
    for file in item.files.all():
        file.item = item
        papers.append(Paper(file, bool(rules.can_remove_file(by, file))))
    return papers


def _others(items: Sequence[AgendaItem]) -> list[Point]:
    """Declined ones with their reason; everybody may read it."""
    return [
        Point(item, state=badge(ItemStage.DECLINED.label, ITEM_TONES[ItemStage.DECLINED]))
        for item in items
        if item.stage == ItemStage.DECLINED
    ]


def _open_actions(by: Account, meeting: Meeting) -> list[ActionItem]:
    rows = ActionItem.objects.visible_to(by).left_before(meeting)
    return list(rows.select_related("person", "organisation", "meeting")[:MOST_SHOWN])


def crumbs_of_agenda(meeting: Meeting) -> list[Crumb]:
    """The way to the agenda of a meeting."""
    return crumbs_of(meeting, (_("Agenda"), reverse("meetings:agenda", args=[meeting.pk])))


def propose(request: Request, pk: int) -> HttpResponse:
    """A point for this meeting."""
    meeting = find_meeting(request, pk)
    rules.can_propose_for(request.user, meeting).enforce()
    step = Step(
        title=_("Propose a point"),
        about=meeting.title_in(),
        lead=_("Those who keep the partnership decide about it, and say why."),
        crumbs=crumbs_of_agenda(meeting),
        submit=_("Propose it"),
        listed=True,
    )

    def act(form: ItemForm) -> AgendaItem:
        return actions.propose(
            meeting.partnership, by=request.user, meeting=meeting, **form.cleaned_data
        )

    return take(request, step, ItemForm, act, done=_("Your point is proposed."))


def propose_for_partnership(request: Request, pk: int) -> HttpResponse:
    """A point for some meeting to come."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_propose(request.user, partnership).enforce()
    step = Step(
        title=_("Propose a point"),
        lead=_(
            "It waits until a meeting takes it up. Those who keep the partnership decide about it, and say why."
        ),
        crumbs=crumbs_to(partnership),
        submit=_("Propose it"),
    )

    def act(form: ItemForm) -> AgendaItem:
        return actions.propose(partnership, by=request.user, **form.cleaned_data)

    done = _("Your point is proposed. It stands at the agenda of the next meeting.")
    return take(request, step, ItemForm, act, done=done)


def find_item(request: Request, pk: int, item_pk: int) -> tuple[Meeting, AgendaItem]:
    """A point of this meeting, or one of its partnership that waits for any."""
    meeting = find_meeting(request, pk)
    rows = AgendaItem.objects.visible_to(request.user).filter(partnership=meeting.partnership_id)
    rows = rows.filter(meeting__isnull=True) | rows.filter(meeting=meeting)
    item = get_object_or_404(rows, pk=item_pk)
    item.partnership = meeting.partnership
    if item.meeting_id:
        item.meeting = meeting
    return meeting, item


def edit_item(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Other words, another length."""
    meeting, item = find_item(request, pk, item_pk)
    rules.can_edit_item(request.user, item).enforce()
    rewords = rules.can_reword_item(request.user, item)
    step = Step(
        title=_("Change the point"),
        about=item.title,
        lead=str(rewords.reason),
        crumbs=crumbs_of_agenda(meeting),
        rows=(item,),
        listed=True,
    )

    def act(form: ItemForm) -> None:
        actions.edit(item, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: ItemForm(data, item=item, rewords=bool(rewords)),
        act,
        done=_("Saved."),
    )


def decide(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Accept a proposal, put it back, or decline it."""
    meeting, item = find_item(request, pk, item_pk)
    rules.can_decide(request.user, item, meeting).enforce()
    step = Step(
        title=_("What becomes of “%(title)s”?") % {"title": item.title},
        here=_("Decide"),
        lead=item.text,
        crumbs=crumbs_of_agenda(meeting),
        listed=True,
    )

    def act(form: DecisionForm) -> AgendaItem:
        return actions.decide(item, meeting, by=request.user, **form.cleaned_data)

    return take(request, step, DecisionForm, act, done=_decided)


def _decided(item: AgendaItem) -> str:
    return {
        ItemStage.ACCEPTED: _("The point is on the agenda."),
        ItemStage.DEFERRED: _("The point waits for another meeting."),
        ItemStage.DECLINED: _("The point is declined; the reason stands beside it."),
    }[ItemStage(item.stage)]


def withdraw(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Asks, then takes one's own proposal back."""
    meeting, item = find_item(request, pk, item_pk)
    rules.can_withdraw(request.user, item).enforce()
    step = Step(
        title=_("Take the point back"),
        question=_("Take “%(title)s” back?") % {"title": item.title},
        lead=_("It then waits for no meeting any more."),
        crumbs=crumbs_of_agenda(meeting),
        submit=_("Take it back"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.withdraw(item, by=request.user)

    return take(request, step, None, act, done=_("The point is taken back."))


@require_POST
def place(request: Request, pk: int, item_pk: int, way: str) -> HttpResponse:
    """One place up or down; the hours follow by themselves."""
    meeting, item = find_item(request, pk, item_pk)
    rules.can_arrange(request.user, meeting).enforce()
    actions.place(item, by=request.user, up=way == "up")
    return redirect(f"{reverse('meetings:agenda', args=[meeting.pk])}#{place_of(item)}")


@require_POST
def print_agenda(request: Request, pk: int) -> HttpResponse:
    """Have the PDF made, with what this reader sees; the next page shows how far it is."""
    meeting = find_meeting(request, pk)
    step = Step(title=_("Make the PDF"), crumbs=crumbs_of_agenda(meeting))

    def act(_form: None) -> Document:
        return telling.request_paper(meeting, by=request.user)

    return take(request, step, None, act, done="", way=to("documents:detail"))


def tell_agenda(request: Request, pk: int) -> HttpResponse:
    """Asks, then sends everybody who is invited what stands on the agenda."""
    meeting = find_meeting(request, pk)
    rules.can_tell(request.user, meeting).enforce()
    rows = meeting.attendees.invited().filter(invited_at__isnull=False)
    again = meeting.agenda_notices.exists()
    step = Step(
        title=_("Send the agenda"),
        question=_("Send the agenda anew?") if again else _("Send the agenda?"),
        lead=_(
            "Points that are only for the invited are written out only to people with an account."
        ),
        concerned=[
            _with_way(each) for each in rows.select_related("person__account").order_by("pk")
        ],
        crumbs=crumbs_of_agenda(meeting),
        submit=_("Send the agenda"),
    )

    def act(_form: None) -> None:
        telling.tell_agenda(meeting, by=request.user)

    return take(request, step, None, act, done=_("The agenda is on its way."))


def _with_way(attendee: Attendee) -> str:
    if attendee.address:
        return attendee.called
    return _("%(name)s: no e-mail address") % {"name": attendee.called}
