"""One form or one question on a page: shown, sent, refused with reasons, or done and led on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.forms.acting import NAME as CAPACITY
from partnerships.directory.forms.acting import asked_for_capacity
from partnerships.directory.models import Partnership

Crumb = tuple[str, str]


@dataclass(frozen=True)
class Asking:
    """`crumbs` lead to the page that cancelling goes back to; `question` makes it one with consequences."""

    title: str
    crumbs: list[Crumb]
    submit: str = ""
    lead: str = ""
    question: str = ""
    concerned: list[str] = field(default_factory=list)
    danger: bool = False
    within: Partnership | None = None  # whose keepers are asked in which capacity they act

    @property
    def back(self) -> str:
        """Where one came from."""
        return self.crumbs[-1][1]


def ask(
    request: HttpRequest,
    asking: Asking,
    form: forms.Form | None,
    act: Callable[..., Any],
    *,
    done: str,
    way: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page, or after the act the way on with a message. `way` makes an address of what the act gave.

    What the action refuses with a ValidationError stands at its field. Raises: Http404 when the row is gone.
    """
    form = asked_for_capacity(form, request.POST or None, request.user, asking.within)
    if request.method == "POST" and (form is None or form.is_valid()):
        values = dict(form.cleaned_data) if form else {}
        request.user.acting_as = values.pop(CAPACITY, None)
        try:
            made = act(**values)
        except ObjectDoesNotExist:
            raise Http404 from None
        except ValidationError as error:
            tell(form, error, request)
        else:
            messages.success(request, done)
            return redirect(way(made) if way else asking.back)
    template = "directory/question.html" if asking.question else "directory/form.html"
    crumbs = [*asking.crumbs, (asking.title, "")]
    return render(request, template, {"asking": asking, "form": form, "crumbs": crumbs})


def tell(form: forms.Form | None, error: ValidationError, request: HttpRequest) -> None:
    """At the field where there is one, otherwise above the form."""
    if form is None:
        for message in error.messages:
            messages.error(request, message)
        return
    found = error.error_dict if hasattr(error, "error_dict") else {"__all__": [error]}
    for name, problems in found.items():
        for problem in problems:
            form.add_error(name if name in form.fields else None, problem.messages)


def crumbs_of(partnership: Partnership, *more: Crumb) -> list[Crumb]:
    """The way to a page of this partnership."""
    return [
        (_("Partnerships"), reverse("directory:partnerships")),
        (partnership.name_in(), reverse("directory:partnership", args=[partnership.pk])),
        *more,
    ]


def to(name: str) -> Callable[[models.Model], str]:
    """A function from a row to its page."""
    return lambda row: reverse(name, args=[row.pk])
