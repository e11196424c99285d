"""Somebody was named for a seat: the organisation, or for a seat that is nobody's the person, says yes or strikes it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import bodies as actions
from partnerships.directory.models import Seat
from partnerships.shared.step.views import Step, take
from partnerships.shared.verdicts import Verdict


def _named(request: HttpRequest, pk: int) -> Seat:
    """One that one sees, in which one is named, or that is one's own organisation's."""
    access = request.user.access
    seen = Q(body__partnership__in=list(access.partnership_ids))
    mine = Q(person=access.person_id) if access.person_id else Q(pk__in=[])
    rows = Seat.objects.filter(seen | mine | Q(organisation__in=list(access.acts_for)))
    return get_object_or_404(
        rows.select_related("body__partnership", "person", "organisation"), pk=pk
    )


def take_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes: from then on the seat counts."""
    found = _named(request, pk)
    return _question(
        request,
        found,
        rules.can_take_seat,
        actions.take_seat,
        question=_("Does %(person)s take this seat?") % {"person": found.person},
        lead=_(
            "With your yes the person sees the partnership through this seat and votes where it votes."
        ),
        submit=_("Agree"),
        done=_("You agreed."),
    )


def strike_from_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """The name goes, the seat stays empty."""
    found = _named(request, pk)
    return _question(
        request,
        found,
        rules.can_strike_from_seat,
        actions.strike_from_seat,
        question=_("Take this name away from the seat?"),
        lead=_("The seat is vacant from now on. On earlier days it stays as it was."),
        submit=_("Take the name away"),
        done=_("The seat is vacant."),
        danger=True,
    )


def _question(
    request: HttpRequest,
    found: Seat,
    rule: Callable[[Any, Seat], Verdict],
    act: Callable[..., Any],
    *,
    done: str,
    **words: Any,
) -> HttpResponse:
    rule(request.user, found).enforce()
    step = Step(
        title=_("Seat “%(seat)s” in %(body)s")
        % {"seat": found.label_in(), "body": found.body.name_in()},
        crumbs=[(_("Home"), reverse("directory:home"))],
        concerned=[str(found.person)],
        **words,
    )
    return take(request, step, None, lambda _form: act(found, by=request.user), done=done)
