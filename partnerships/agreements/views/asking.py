"""How a step of an agreement in force is asked: at once, by a form, or by a form that is read twice."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partnerships.agreements.models import Agreement
from partnerships.directory.models import Organisation

Act = Callable[[dict[str, Any]], Any]


def back(agreement: Agreement) -> HttpResponse:
    """To the tab "Term and members"."""
    return redirect("agreements:life", pk=agreement.pk)


def _page(agreement: Agreement, **more: Any) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "cancel": reverse("agreements:life", args=[agreement.pk]),
        **more,
    }


def confirmed(
    request: HttpRequest, agreement: Agreement, act: Callable[[], Any], done: str, **page: Any
) -> HttpResponse:
    """Without anything to type: asks once, then acts."""
    if request.method == "POST":
        act()
        messages.success(request, done)
        return back(agreement)
    return render(request, "agreements/confirm.html", _page(agreement, **page))


def filled(
    request: HttpRequest,
    agreement: Agreement,
    form: forms.Form,
    act: Act,
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """A form that acts at once; what the action does not take stands in it."""
    if request.method == "POST" and form.is_valid() and _acted(form, act):
        messages.success(request, done)
        return back(agreement)
    return render(request, "agreements/life_form.html", _page(agreement, form=form, **page))


def _acted(form: forms.Form, act: Act) -> bool:
    try:
        act(form.cleaned_data)
    except ValidationError as error:
        _put(form, error)
        return False
    return True


def _put(form: forms.Form, error: ValidationError) -> None:
    """Each sentence at its field; what belongs to none stands above the form."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        form.add_error(name if name in form.fields else None, sentences)


def read_twice(
    request: HttpRequest,
    agreement: Agreement,
    form: forms.Form,
    act: Act,
    *,
    done: str,
    check: Act,
    consequences: Callable[[dict[str, Any]], list[str]],
    **page: Any,
) -> HttpResponse:
    """A form whose meaning is shown before it counts; `check` raises what the action would."""
    if request.method != "POST" or "change" in request.POST:
        return render(request, "agreements/life_form.html", _page(agreement, form=form, **page))
    if "confirmed" in request.POST:
        return filled(request, agreement, form, act, done=done, **page)
    if not (form.is_valid() and _acted(form, check)):
        return render(request, "agreements/life_form.html", _page(agreement, form=form, **page))
    told = _page(
        agreement,
        form=form,
        typed=list(_hidden(form.cleaned_data)),
        consequences=consequences(form.cleaned_data),
        **page,
    )
    return render(request, "agreements/life_check.html", told)


def _hidden(typed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What was understood, as a form sends it."""
    for name, value in typed.items():
        if isinstance(value, bool):
            if value:
                yield name, "on"
        elif isinstance(value, Organisation):
            yield name, str(value.pk)
        else:
            yield name, value.isoformat() if isinstance(value, date) else value
