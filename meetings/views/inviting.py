"""Whom to invite, and the invitations."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meetings import rules
from meetings.actions import inviting
from meetings.forms import PeopleForm
from meetings.forms.planning import Sent
from meetings.in_words import moment_in_words
from meetings.models import Attendee, Meeting
from meetings.people import people_to_invite, seated
from meetings.stages import Stage
from meetings.views.frame import crumbs_of, find_meeting
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take


def people(request: Request, pk: int) -> HttpResponse:
    """Put people on the list: those of the partnership by a tick, guests by a line."""
    meeting = find_meeting(request, pk)
    rules.can_invite(request.user, meeting).enforce()
    offered = people_to_invite(meeting)
    first = not meeting.attendees.exists()
    leads = {
        Stage.PLANNED: _("Nobody gets a letter yet."),
        Stage.INVITED: _("Whoever you add gets the invitation at once."),
    }
    step = Step(
        title=_("Whom do you want to invite?"),
        about=meeting.title_in(),
        lead=leads[Stage(meeting.stage)],
        crumbs=crumbs_of(meeting),
        submit=_("Put on the list"),
    )

    def form(data: Sent) -> PeopleForm:
        ticked = seated(meeting) if first else ()
        return PeopleForm(data, people=offered, ticked=ticked)

    def act(filled: PeopleForm) -> list[Attendee]:
        return inviting.add(meeting, by=request.user, **filled.values)

    return take(request, step, form, act, done=_told)


def _told(attendees: list[Attendee]) -> str:
    number = len(attendees)
    return ngettext(
        "%(number)s person is on the list now.", "%(number)s people are on the list now.", number
    ) % {"number": number}


def _attendee(meeting: Meeting, pk: int) -> Attendee:
    rows = meeting.attendees.invited().select_related("person__account", "organisation")
    return get_object_or_404(rows, pk=pk)


def remove(request: Request, pk: int, attendee_pk: int) -> HttpResponse:
    """Asks, then takes somebody off the list."""
    meeting = find_meeting(request, pk)
    rules.can_invite(request.user, meeting).enforce()
    attendee = _attendee(meeting, attendee_pk)
    told = attendee.invited_at is not None
    step = Step(
        title=_("Take off the list"),
        question=_("Take %(name)s off the list?") % {"name": attendee.called},
        lead=_("A letter says that the invitation is withdrawn.") if told else _("Nobody is told."),
        crumbs=crumbs_of(meeting),
        submit=_("Take off the list"),
        danger=True,
    )

    def act(_form: None) -> None:
        inviting.remove(attendee, by=request.user)

    return take(request, step, None, act, done=_("Taken off the list."))


def send(request: Request, pk: int) -> HttpResponse:
    """Asks once more with all that people will read, then sends the invitations."""
    meeting = find_meeting(request, pk)
    rules.can_send(request.user, meeting).enforce()
    attendees = list(
        meeting.attendees.invited().select_related("person__account", "organisation").order_by("pk")
    )
    step = Step(
        title=meeting.title_in(),
        question=_("Send the invitations?"),
        lead=_("%(when)s. Everybody in the partnership then sees this meeting.")
        % {"when": moment_in_words(meeting)},
        concerned=[_with_way(each) for each in attendees],
        crumbs=crumbs_of(meeting),
        submit=_("Send the invitations"),
    )

    def act(_form: None) -> list[Attendee]:
        return inviting.send(meeting, by=request.user)

    return take(request, step, None, act, done=_sent)


def _with_way(attendee: Attendee) -> str:
    if attendee.address:
        return attendee.called
    return _("%(name)s: no e-mail address, print the letter") % {"name": attendee.called}


def _sent(on_paper: list[Attendee]) -> str:
    if not on_paper:
        return _("The invitations are on their way.")
    return _("The invitations are on their way. Please print the letters for: %(names)s") % {
        "names": ", ".join(each.called for each in on_paper)
    }


def letter(request: Request, pk: int, attendee_pk: int) -> HttpResponse:
    """The invitation to be printed, for whoever has no e-mail address; in their language."""
    meeting = find_meeting(request, pk)
    rules.can_edit(request.user, meeting).enforce()
    attendee = _attendee(meeting, attendee_pk)
    with override(attendee.language):
        context = {
            "meeting": meeting,
            "attendee": attendee,
            "when": moment_in_words(meeting),
            "back": reverse("meetings:detail", args=[pk]),
        }
        return render(request, "meetings/letter.html", context)
