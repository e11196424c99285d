"""One meeting: when and where, who comes, and what is to be done next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from meetings import rules
from meetings.calendar import write_event
from meetings.in_words import moment_in_words, reason_in_words
from meetings.models import Attendee, Meeting, Presence, Reply
from meetings.stages import Stage
from meetings.views.answering import own_invitation
from meetings.views.feedback import read_feedback
from meetings.views.frame import find_meeting, stage_badge, tabs_of
from partnerships.directory.models import Side
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
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
    attendees = list(
        meeting.attendees.invited()
        .select_related("person__account", "organisation")
        .order_by("side", "pk")[:MOST_SHOWN]
    )
    own = own_invitation(request, meeting)
    needs = _needs(attendees) if rules.can_plan(request.user, meeting.partnership) else None
    if needs and request.method == "GET":
        note_read("meetings.needs_read", by=request.user, target=meeting)
    can_invite, can_edit = (
        rules.can_invite(request.user, meeting),
        rules.can_edit(request.user, meeting),
    )
    context = {
        "meeting": meeting,
        "badge": stage_badge(meeting.stage),
        "tabs": tabs_of(request, meeting, "detail"),
        "when": moment_in_words(meeting),
        "reason": reason_in_words(meeting),
        "own": own,
        "can_reply": own is not None and rules.can_reply(request.user, own),
        "columns": [*COLUMNS, Column(_("Edit"))] if can_edit else COLUMNS,
        "rows": [_row(meeting, each, bool(can_edit), bool(can_invite)) for each in attendees],
        "new_day": _new_day(request, meeting),
        "sums": _sums(meeting, attendees),
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


def _row(
    meeting: Meeting, attendee: Attendee, can_edit: bool, can_invite: bool
) -> tuple[SafeString, ...]:
    cells: tuple[SafeString, ...] = (
        words(attendee.called),
        words(attendee.comes_from),
        _state(meeting, attendee),
    )
    if not can_edit:
        return cells
    numbers = [meeting.pk, attendee.pk]
    tools = []
    if not attendee.address:
        letter = reverse("meetings:letter", args=numbers)
        tools.append(tool(_("Print the letter"), letter, attendee.called))
    if can_invite:
        remove = reverse("meetings:remove_person", args=numbers)
        tools.append(tool(_("Remove"), remove, attendee.called))
    return (*cells, format_html_join(" ", "{}", ((each,) for each in tools)))


def _state(meeting: Meeting, attendee: Attendee) -> SafeString:
    """The answer; afterwards, who was there."""
    if meeting.stage == Stage.HELD:
        presence = Presence(attendee.presence)
        there = presence in (Presence.PRESENT, Presence.SUBSTITUTE)
        return badge(presence.label, "success" if there else "neutral")
    reply = Reply(attendee.reply)
    state = badge(reply.label, TONES[reply])
    if attendee.substitute:
        return format_html("{} {}", state, words(attendee.substitute))
    return state


def _sums(meeting: Meeting, attendees: Iterable[Attendee]) -> list[str]:
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


def _needs(attendees: Iterable[Attendee]) -> Needs:
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
