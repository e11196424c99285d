"""Somebody asks to be called, in any language: the public page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from complaints import slowing
from complaints.actions.calls import ask_for_call
from complaints.forms.calls import OTHER, CallForm
from complaints.languages import CODES
from complaints.models import Office
from complaints.views.frame import ask_to_wait, frame, public
from complaints.visiting import Visiting, arrive
from partnerships.shared.step.once import nameless_token

ADDRESS = "complaints:call"
HELD = "call"  # of the visit's state: what was typed before another language was chosen, or that it was sent


@public
def call(request: HttpRequest, language: str) -> HttpResponse:
    """Asks for number and language; then says that somebody calls. Nothing that was typed is lost on the way."""
    visiting = arrive(request)
    if not Office.objects.receiving().exists():
        return render(request, "complaints/public/closed.html", frame(language, ADDRESS))
    if request.method != "POST":
        return _show(request, language, visiting)
    form = CallForm(request.POST)
    if not visiting.has_sent(request):
        return _draw(request, language, visiting, CallForm(initial=_typed(request)), ended=True)
    verb, _colon, target = request.POST.get("go", "").partition(":")
    if verb == "again":
        with visiting.changing() as state:
            state.pop(HELD, None)
    elif verb == "language" and target in CODES:
        with visiting.changing() as state:
            state[HELD] = state.get(HELD, {}) | {"typed": _typed(request)}
        return redirect(reverse(ADDRESS, args=[target]))
    elif not form.is_valid():
        return _draw(request, language, visiting, form)
    elif wait := slowing.seconds_left("call", visiting.id, *slowing.sendings_of(visiting.id)):
        return ask_to_wait(_draw(request, language, visiting, form, wait=wait), wait)
    else:
        _send(request, visiting, form.cleaned_data)
    return redirect(reverse(ADDRESS, args=[language]))


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in CallForm.base_fields}


def _send(request: HttpRequest, visiting: Visiting, said: dict[str, Any]) -> None:
    offices = Office.objects.receiving()
    office = offices.get(pk=said["office"]) if said.get("office") else offices.first()
    if office is None:
        return  # closed this moment: the page says so
    tongue = said["other"] if said["language"] == OTHER else said["language"]
    told = {
        "phone": said["phone"],
        "language": tongue,
        "times": said["times"],
        "name": said["name"],
    }
    ask_for_call(told, office=office, token=nameless_token(request))
    slowing.count(*slowing.sendings_of(visiting.id))
    with visiting.changing() as state:
        state[HELD] = {"is_sent": True}


def _show(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    held = visiting.state.get(HELD, {})
    if held.get("is_sent"):
        context = {**frame(language, ADDRESS, visiting), "in_form": False}
        response = render(request, "complaints/public/call_asked.html", context)
        visiting.give_cookie(response)
        return response
    return _draw(request, language, visiting, CallForm(initial=held.get("typed")))


def _draw(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    form: CallForm,
    *,
    ended: bool = False,
    wait: int = 0,
) -> HttpResponse:
    context = {
        **frame(language, ADDRESS, visiting),
        "form": form,
        "ended": ended,
        "wait": wait,
        "in_form": True,
    }
    response = render(request, "complaints/public/call.html", context)
    visiting.give_cookie(response)
    return response
