"""Feedback on a meeting: given behind the link of a letter, read as sums on the page of the meeting."""

from typing import NamedTuple, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from meetings.actions import feedback as actions
from meetings.feedback_sums import Said, sum_up
from meetings.forms import FeedbackForm
from meetings.links import feedback_of
from meetings.models import Attendee, ComeAgain, Feedback, HowMuch, Meeting
from meetings.models.feedback import is_open
from meetings.stages import Stage
from partnerships.shared.accounts import Request as AnyRequest
from partnerships.shared.step.views import tell


class Told(NamedTuple):
    """Feedback of a meeting in words: how many answered; a line a question; what people wrote."""

    answers: int
    lines: list[tuple[str, str]]
    texts: list[str]


@login_not_required
@never_cache
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """In the letter's language. Looking gives no answer; a link that was used or is over answers with 410."""
    attendee = feedback_of(token)
    if attendee is None or not is_open(attendee.meeting):
        return render(request, "meetings/feedback_over.html", status=410)
    with override(attendee.language):
        return _feedback(request, attendee)


def _feedback(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_feedback(attendee, **form.cleaned_data)
        except ValidationError as error:
            tell(form, error, cast(AnyRequest, request))
        else:
            return render(request, "meetings/feedback_thanks.html", {"meeting": attendee.meeting})
    context = {"form": form, "meeting": attendee.meeting}
    return render(request, "meetings/feedback.html", context)


def read_feedback(meeting: Meeting) -> Told | None:
    """Nothing while answers are taken, and of fewer than five; only formats that ask cost a question."""
    if meeting.stage != Stage.HELD or not meeting.format.asks_feedback or is_open(meeting):
        return None
    rows = Feedback.objects.filter(meeting=meeting).values_list(*Said._fields)
    sums = sum_up([Said(*row) for row in rows])
    if sums is None:
        return None
    words = {
        "trust_before": _("Trust before"),
        "trust_after": _("Trust after"),
        "was_heard": _("Was heard"),
        "come_again": _("Would come again"),
    }
    lines = []
    for question, counts in sums.counts.items():
        choices = ComeAgain if question == "come_again" else HowMuch
        said = ", ".join(
            f"{choice.label}: {counts[choice.value]}" for choice in choices if counts[choice.value]
        )
        mean = sums.means.get(question)
        average = _("%(mean)s of 5") % {"mean": number_format(mean, 1)} if mean else ""
        lines.append((words[question], f"{average} ({said})" if average else said))
    return Told(sums.answers, lines, sums.texts)
