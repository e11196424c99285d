"""Somebody was named for a seat: the organisation, or for a seat that is nobody's the person, says yes or strikes it."""

from collections.abc import Callable
from typing import Unpack

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import bodies as actions
from partnerships.directory.models import Account, Seat
from partnerships.directory.requests import Request
from partnerships.directory.views.steps import StepParts
from partnerships.shared.step.views import Step, take
from partnerships.shared.verdicts import Verdict


def _get_seat(request: Request, pk: int) -> Seat:
    """One that one sees, in which one is named, or that is one's own organisation's."""
    access = request.user.access
    visible = Q(body__partnership__in=list(access.partnership_ids))
    mine = Q(person=access.person_id) if access.person_id else Q(pk__in=[])
    rows = Seat.objects.filter(visible | mine | Q(organisation__in=list(access.acts_for)))
    return get_object_or_404(
        rows.select_related("body__partnership", "person", "organisation"), pk=pk
    )


def take_seat(request: Request, pk: int) -> HttpResponse:
    """Asks, then takes the seat: from then on it counts."""
    seat = _get_seat(request, pk)
    return _question(
        request,
        seat,
        rules.can_take_seat,
        actions.take_seat,
        question=_("Does %(person)s take this seat?") % {"person": seat.person},
        lead=_(
            "With your yes the person sees the partnership through this seat and votes where it votes."
        ),
        submit=_("Agree"),
        done=_("You agreed."),
    )


def strike_from_seat(request: Request, pk: int) -> HttpResponse:
    """Asks, then takes the name off the seat, which stays empty."""
    seat = _get_seat(request, pk)
    return _question(
        request,
        seat,
        rules.can_strike_from_seat,
        actions.strike_from_seat,
        question=_("Take this name away from the seat?"),
        lead=_("The seat is vacant from now on. On earlier days it stays as it was."),
        submit=_("Take the name away"),
        done=_("The seat is vacant."),
        danger=True,
    )


def _question(
    request: Request,
    seat: Seat,
    rule: Callable[[Account, Seat], Verdict],
    act: Callable[..., object],
    *,
    done: str,
    **words: Unpack[StepParts],
) -> HttpResponse:
    rule(request.user, seat).enforce()
    step = Step(
        title=_("Seat “%(seat)s” in %(body)s")
        % {"seat": seat.label_in(), "body": seat.body.name_in()},
        crumbs=[(_("Home"), reverse("directory:home"))],
        concerned=[str(seat.person)],
        **words,
    )
    return take(request, step, None, lambda _form: act(seat, by=request.user), done=done)
