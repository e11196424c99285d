"""Steps within a partnership: the way to their pages, and in which capacity its keepers act."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.forms.acting import NAME as CAPACITY
from partnerships.directory.forms.acting import asked_for_capacity
from partnerships.directory.models import Partnership
from partnerships.shared.step.views import Crumb, Make, Step, take


def take_within(
    request: HttpRequest,
    partnership: Partnership | None,
    step: Step,
    form: Make | None,
    act: Callable[[Any], Any],
    **led: Any,
) -> HttpResponse:
    """`take`, asking as well who holds several seats in the partnership; `act` gets the form without that answer."""

    def asking(data: Any) -> Any:
        return asked_for_capacity(form(data) if form else None, data, request.user, partnership)

    def acting(filled: Any) -> Any:
        request.user.acting_as = filled.cleaned_data.pop(CAPACITY, None) if filled else None
        return act(filled)

    return take(request, step, asking, acting, **led)


def crumbs_of(partnership: Partnership, *more: Crumb) -> list[Crumb]:
    """The way to a page of this partnership."""
    return [
        (_("Partnerships"), reverse("directory:partnerships")),
        (partnership.name_in(), reverse("directory:partnership", args=[partnership.pk])),
        *more,
    ]
