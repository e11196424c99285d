"""In which capacity somebody acts who holds several seats in one partnership. Source: decision 0005, point 2."""

from django import forms
from django.utils.translation import gettext as _

from partnerships.directory.forms.data import Data
from partnerships.directory.models import Account, Partnership, Seat
from partnerships.directory.rules import capacity

NAME = "acting_as"


def ask_for_capacity(
    form: forms.Form | None, data: Data, by: Account, partnership: Partnership | None
) -> forms.Form | None:
    """The form, with one question more where several answers are possible; a page without a form gets one."""
    seats = capacity.seats_in(by, partnership) if partnership else []
    if len(seats) < 2:
        return form
    form = forms.Form(data) if form is None else form
    form.fields[NAME] = forms.TypedChoiceField(
        label=_("In which capacity do you act?"),
        help_text=_("You hold several seats in this partnership. The log keeps your answer."),
        choices=_choices(seats),
        coerce=int,
        widget=forms.RadioSelect,
    )
    return form


def _choices(seats: list[int]) -> list[tuple[int, str]]:
    rows = Seat.objects.filter(pk__in=seats).select_related("body", "organisation")
    return [(row.pk, _words(row)) for row in rows.order_by("body_id", "position", "id")]


def _words(seat: Seat) -> str:
    seat_words = f"{seat.body.name_in()}: {seat.label_in()}"
    return f"{seat_words} ({seat.organisation.name})" if seat.organisation else seat_words
