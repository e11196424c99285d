"""An invited person answers: on the page of the meeting, or behind the link of their letter.

Looking answers nothing and nothing is chosen beforehand: mail scanners follow links, run scripts and send forms.
"""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from meetings import rules
from meetings.actions import answering
from meetings.forms import AnswerForm
from meetings.in_words import moment_in_words, reason_in_words
from meetings.links import attendee_of
from meetings.models import Attendee, Meeting
from meetings.views.frame import crumbs_of, find_meeting
from partnerships.directory.requests import Request
from partnerships.shared.accounts import Request as AnyRequest
from partnerships.shared.step.views import Step, take, tell


def own_invitation(request: Request, meeting: Meeting) -> Attendee | None:
    """The invitation of whoever is signed in."""
    own = meeting.attendees.invited().filter(person=request.user.access.person_id or 0)
    attendee = own.select_related("organisation", "person__account").first()
    if attendee is not None:
        attendee.meeting = meeting
    return attendee


def reply(request: Request, pk: int) -> HttpResponse:
    """One's own answer, signed in. Raises: Http404 for whoever is not invited."""
    meeting = find_meeting(request, pk)
    attendee = own_invitation(request, meeting)
    if attendee is None:
        raise Http404
    rules.can_reply(request.user, attendee).enforce()
    step = Step(
        title=_("Your answer"),
        about=meeting.title_in(),
        lead=moment_in_words(meeting),
        crumbs=crumbs_of(meeting),
        submit=_("Send the answer"),
        rows=(attendee,),
    )

    def act(form: AnswerForm) -> None:
        answering.reply(attendee, by=request.user, **form.values)

    return take(
        request, step, lambda data: AnswerForm(data, attendee=attendee), act, done=_thanks()
    )


def _thanks() -> str:
    return _("Thank you. Your answer is noted; you can change it.")


@login_not_required
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The answer of whoever holds the letter, in its language. A link that is over answers with 410."""
    attendee = attendee_of(token)
    if attendee is None:
        return render(request, "meetings/answer_over.html", status=410)
    with override(attendee.language):
        return _answer(request, attendee, token)


def _answer(request: HttpRequest, attendee: Attendee, token: str) -> HttpResponse:
    meeting = attendee.meeting
    verdict = rules.can_answer(attendee)
    form = AnswerForm(request.POST if request.method == "POST" else None, attendee=attendee)
    if request.method == "POST" and verdict and form.is_valid():
        try:
            answering.reply_by_link(attendee, **form.values)
        except ValidationError as error:
            tell(form, error, cast(AnyRequest, request))
        else:
            messages.success(request, _thanks())
            return redirect(reverse("meetings:answer", args=[token]))
    context = {
        "attendee": attendee,
        "meeting": meeting,
        "when": moment_in_words(meeting),
        "reason": reason_in_words(meeting),
        "form": form if verdict else None,
        "verdict": verdict,
    }
    return render(request, "meetings/answer.html", context)
