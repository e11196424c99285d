"""Why one reads in a case: said once a session, changed at any time."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from analyses.forms.reading import AGAIN, ReadingForm
from analyses.models import Case
from analyses.views.sight import ask_reason, find_case, in_sight, keep_reason
from partnerships.directory.requests import Request


class SentAgain(HttpResponseRedirect):
    """The browser sends the same once more to another address of ours. Source: RFC 9110, 15.4.8."""

    status_code = 307


@in_sight
def reason(request: Request, pk: int) -> HttpResponse:
    """Asked, kept for this case and session, and on to where one wanted."""
    case = find_case(request, pk)
    wanted = _wanted(request, case)
    if request.method != "POST":
        return ask_reason(request, case, wanted)
    form = ReadingForm(request.POST, by=request.user, case=case)
    if not form.is_valid():
        return ask_reason(request, case, wanted, form)
    keep_reason(request, case, form.reason)
    return SentAgain(wanted) if AGAIN in request.POST else HttpResponseRedirect(wanted)


def _wanted(request: Request, case: Case) -> str:
    """An address of ours; the case, where it is not one."""
    path = request.GET.get("next", "")
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if ours else reverse("analyses:detail", args=[case.pk])
