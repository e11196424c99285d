"""One meeting: when and where, who comes, and what is to be done next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from meetings import balance, rules
from meetings.calendar import write_event
from meetings.in_words import moment_in_words, reason_in_words
from meetings.models import Attendee, Meeting, Presence, Reply
from meetings.models.listed import Listed
from meetings.stages import Stage
from meetings.views.feedback import read_feedback
from meetings.views.frame import find_meeting, stage_badge, tabs_of
from partnerships.directory.models import Side
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import spoken_name
from partnerships.shared.templatetags.parts import Column, badge, tool, words

TONES = {
    Reply.COMING: "success",
    Reply.NOT_COMING: "warning",
    Reply.SUBSTITUTE: "success",
    Reply.OPEN: "neutral",
}
MOST_SHOWN = 500


@dataclass
class Needs:
    """What a host has to prepare: how many of each, never names."""

    eat: int = 0
    diets: Counter[str] = field(default_factory=Counter)
    interpreters: Counter[str] = field(default_factory=Counter)
    access: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.eat or self.diets or self.interpreters or self.access)

    @property
    def diets_in_words(self) -> list[SafeString]:
        """ "vegetarian (4)", the most frequent first."""
        return _counted(self.diets)

    @property
    def interpreters_in_words(self) -> list[SafeString]:
        """The same of languages."""
        return _counted(self.interpreters)

    @property
    def access_in_words(self) -> list[SafeString]:
        """The same of what people need to take part."""
        return _counted(self.access)


def _counted(counter: Counter[str]) -> list[SafeString]:
    return [format_html("{} ({})", words(text), number) for text, number in counter.most_common()]


def detail(request: Request, pk: int) -> HttpResponse:
    """The page of a meeting."""
    meeting = find_meeting(request, pk)
    attendees = meeting.attendees.invited().order_by("side", "pk")[:MOST_SHOWN].listed()
    own = _own(request, meeting, attendees)
    can_plan = rules.can_plan(request.user, meeting.partnership)
    needs = _needs(attendees) if can_plan else None
    if needs and request.method == "GET":
        note_read("meetings.needs_read", by=request.user, target=meeting)
    can_invite, can_edit = (
        rules.can_invite(request.user, meeting),
        rules.can_edit(request.user, meeting),
    )
    labels = PeopleLabels(meeting, can_edit=bool(can_edit), can_invite=bool(can_invite))
    context = {
        "meeting": meeting,
        "badge": stage_badge(meeting.stage),
        "tabs": tabs_of(request, meeting, "detail"),
        "when": moment_in_words(meeting),
        "reason": reason_in_words(meeting),
        "own": own,
        "can_reply": own is not None and rules.can_reply(request.user, own),
        "columns": [*COLUMNS, Column(_("Edit"))] if can_edit else COLUMNS,
        "rows": [_row(each, labels) for each in attendees],
        "new_day": _new_day(request, meeting),
        "sums": _sums(meeting, attendees),
        "uneven": _uneven(meeting, attendees) if can_plan else "",
        "needs": needs,
        "feedback": read_feedback(meeting),
        "can_invite": can_invite,
        "can_edit": can_edit,
        "can_cancel": rules.can_cancel(request.user, meeting),
        "can_move": rules.can_move(request.user, meeting),
        "can_discard": rules.can_discard(request.user, meeting),
        "can_hold": rules.can_hold(request.user, meeting),
        **_next_action(request, meeting, own),
    }
    return render(request, "meetings/detail.html", context)


def _own(request: Request, meeting: Meeting, attendees: Sequence[Listed]) -> Attendee | None:
    """The invitation of whoever is signed in; asked for where the list has it, or is longer than the page."""
    person = request.user.access.person_id
    is_listed = any(each.person_id == person for each in attendees)
    if not person or not (is_listed or len(attendees) == MOST_SHOWN):
        return None
    own = meeting.attendees.invited().filter(person=person).first()
    if own is not None:
        own.meeting = meeting
    return own


def _new_day(request: Request, meeting: Meeting) -> Meeting | None:
    """The meeting to which it was moved, once this reader may know of it."""
    if meeting.moved_to_id is None:
        return None
    return Meeting.objects.visible_to(request.user).filter(pk=meeting.moved_to_id).first()


COLUMNS = [
    Column(gettext_lazy("Name")),
    Column(gettext_lazy("For")),
    Column(gettext_lazy("Answer")),
]


def _next_action(request: Request, meeting: Meeting, own: Attendee | None) -> dict[str, object]:
    """The one step that comes next: answer, invite, send, or note who was there."""
    steps = (
        (own is not None and rules.is_waiting(own) and rules.can_reply(request.user, own),
         _("Answer the invitation"), "meetings:reply"),
        (meeting.stage == Stage.PLANNED and rules.can_send(request.user, meeting),
         _("Send the invitations"), "meetings:send"),
        (meeting.stage == Stage.PLANNED and rules.can_invite(request.user, meeting),
         _("Choose whom to invite"), "meetings:people"),
        (meeting.stage != Stage.HELD and rules.can_hold(request.user, meeting),
         _("Note who was there"), "meetings:hold"),
    )  # fmt: skip
    for due, label, name in steps:
        if due:
            return {"action": label, "action_href": reverse(name, args=[meeting.pk])}
    return {}


class PeopleLabels:
    """Labels, addresses and states, made once for all people of a meeting."""

    def __init__(self, meeting: Meeting, *, can_edit: bool, can_invite: bool) -> None:
        self.can_edit, self.can_invite = can_edit, can_invite
        self.held = meeting.stage == Stage.HELD
        self.letter = addresses("meetings:letter", meeting.pk)
        self.remove = addresses("meetings:remove_person", meeting.pk)
        self.to_print, self.to_remove = _("Print the letter"), _("Remove")
        self.replies = {reply: badge(reply.label, TONES[reply]) for reply in Reply}
        there = (Presence.PRESENT, Presence.SUBSTITUTE)
        self.presences = {
            presence: badge(presence.label, "success" if presence in there else "neutral")
            for presence in Presence
        }

    def state(self, attendee: Listed) -> SafeString:
        """The answer; afterwards, who was there."""
        if self.held:
            return self.presences[Presence(attendee.presence)]
        state = self.replies[Reply(attendee.reply)]
        if attendee.substitute:
            return format_html("{} {}", state, words(attendee.substitute))
        return state

    def tools(self, attendee: Listed, name: str) -> SafeString:
        """What keepers do with one of them."""
        tools = []
        if not attendee.address:
            tools.append(tool(self.to_print, self.letter(attendee.pk), name))
        if self.can_invite:
            tools.append(tool(self.to_remove, self.remove(attendee.pk), name))
        return SafeString(
            " ".join(tools)
        )  # each is safe; put together by hand, as one in every row


def _row(attendee: Listed, labels: PeopleLabels) -> tuple[SafeString, ...]:
    name = attendee.called
    cells = (words(name), words(attendee.comes_from), labels.state(attendee))
    return (*cells, labels.tools(attendee, name)) if labels.can_edit else cells


def _sums(meeting: Meeting, attendees: Iterable[Listed]) -> list[str]:
    """By side: "Authority: 2 of 5 come"."""
    came = meeting.stage == Stage.HELD
    sums = []
    for side in Side:
        there = [each for each in attendees if each.side == side]
        if not there:
            continue
        if came:
            yes = sum(each.presence in (Presence.PRESENT, Presence.SUBSTITUTE) for each in there)
            text = ngettext(
                "%(side)s: %(yes)s of %(all)s was there",
                "%(side)s: %(yes)s of %(all)s were there",
                yes,
            )
        else:
            yes = sum(each.reply in (Reply.COMING, Reply.SUBSTITUTE) for each in there)
            text = ngettext(
                "%(side)s: %(yes)s of %(all)s comes", "%(side)s: %(yes)s of %(all)s come", yes
            )
        sums.append(text % {"side": capfirst(str(side.label)), "yes": yes, "all": len(there)})
    return sums


def _uneven(meeting: Meeting, attendees: Iterable[Listed]) -> str:
    """A warning in words, of a format in which both sides are to be about as many; blank where they are."""
    if not meeting.format.balanced:
        return ""
    came = (Presence.PRESENT, Presence.SUBSTITUTE)
    people = [
        each.side for each in attendees if meeting.stage != Stage.HELD or each.presence in came
    ]
    percent = balance.percent_of_authorities(people)
    if not balance.is_uneven(percent):
        return ""
    return _("Authorities are %(percent)s %% of %(number)s people.") % {
        "percent": percent,
        "number": len(people),
    }


def _needs(attendees: Iterable[Listed]) -> Needs:
    needs = Needs()
    for each in attendees:
        needs.eat += each.eats is True
        for counter, text in (
            (needs.diets, each.diet),
            (needs.interpreters, spoken_name(each.interpreter) if each.interpreter else ""),
            (needs.access, each.access_needs),
        ):
            counter.update([text] if text else [])
    return needs


def calendar_file(request: Request, pk: int) -> HttpResponse:
    """The meeting for one's own calendar; opened twice it is one event."""
    meeting = find_meeting(request, pk)
    content = write_event(meeting, method="PUBLISH", language=get_language() or "de")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="handschlag-{pk}.ics"'
    return response
