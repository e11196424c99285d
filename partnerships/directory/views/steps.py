"""Steps within a partnership: the way to their pages, and in which capacity its keepers act."""

from collections.abc import Callable
from typing import Any, TypedDict

from django.db.models import Model
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.forms.acting import NAME as CAPACITY
from partnerships.directory.forms.acting import ask_for_capacity
from partnerships.directory.forms.data import Data
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Make, Step, take


class StepWords(TypedDict, total=False):
    """What a question says, for `Step`; `danger` colours its button."""

    question: str
    lead: str
    submit: str
    danger: bool


class StepParts(StepWords, total=False):
    """The same, with a page of its own, and the rows that it locks."""

    template: str
    more: dict[str, object]
    rows: tuple[Model, ...]
    listed: bool


def take_within(
    request: Request,
    partnership: Partnership | None,
    step: Step,
    form: Make | None,
    act: Callable[[Any], object],
    **led: Any,
) -> HttpResponse:
    """`take`, asking as well who holds several seats in the partnership; `act` gets the form without that answer."""

    def asking(data: Data) -> Form | None:
        return ask_for_capacity(form(data) if form else None, data, request.user, partnership)

    def acting(filled: Form | None) -> object:
        request.user.acting_as = filled.cleaned_data.pop(CAPACITY, None) if filled else None
        return act(filled)

    return take(request, step, asking, acting, **led)  # type: ignore[arg-type]  # None: a question without fields


def crumbs_of(partnership: Partnership, *more: Crumb) -> list[Crumb]:
    """The way to a page of this partnership."""
    return [
        (_("Partnerships"), reverse("directory:partnerships")),
        (partnership.name_in(), reverse("directory:partnership", args=[partnership.pk])),
        *more,
    ]
