"""A partnership as it was on a past day: who was in it, which bodies there were, who sat at their tables."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory.forms.days import DayForm
from partnerships.directory.models import Entry, Partnership, Person, Seat, Side, Standing
from partnerships.directory.views import then
from partnerships.directory.views.counting import LIMIT, exact
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import addresses
from partnerships.directory.views.overview import figure
from partnerships.directory.views.since import began
from partnerships.directory.views.years import years
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import Column, badge, link, missing, who, words

COLUMNS = [
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Side")),
    Column(gettext_lazy("Entered as")),
    Column(gettext_lazy("Standing")),
    Column(gettext_lazy("Since")),
]
SEAT_COLUMNS = [
    Column(gettext_lazy("Seat")),
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Person")),
    Column(gettext_lazy("Vote")),
]
VALUES = ("name_then", "side", "entry", "standing_then", "since", "attested_on")
MOST_BODIES, MOST_SEATS = 50, 200


def as_of(request: HttpRequest, pk: int) -> HttpResponse:
    """`?day=2021-12-31`; a day to come or no day at all is told kindly, and today is shown."""
    frame = partnership_frame(request, pk, "as_of", counted=False)
    today = timezone.localdate()
    form = DayForm({"day": request.GET.get("day") or today.isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else today
    course = then.course(frame["partnership"], today)
    days = _days(frame["partnership"], course, day)
    context = {"form": form, "day": day, "days": days, "years": years(course)}
    context["partner_count"] = exact(course.now)
    if form.is_valid():
        context |= _picture(request, frame["partnership"], day)
    return render(request, "directory/as_of.html", frame | context)


def _days(partnership: Partnership, course: then.Course, shown: date) -> list[dict[str, Any]]:
    own = reverse("directory:as_of", args=[partnership.pk])
    return [
        {
            "day": day,
            "href": f"{own}?day={day.isoformat()}",
            "current": day == shown,
            "founded": day == partnership.founded_on,
        }
        for day in course.days
    ]


def _picture(request: HttpRequest, partnership: Partnership, day: date) -> dict[str, Any]:
    counts = then.count_on(partnership, day)
    rows = then.partners_on(partnership, day)
    found = page(
        rows, by=["sort_key", "id"], cursor=request.GET.get("cursor", ""), values=("pk", *VALUES)
    )
    bodies = list(then.bodies_on(partnership, day)[:MOST_BODIES])
    seats = list(then.seats_on(bodies, day)[:MOST_SEATS]) if bodies else []
    groups = sum(body.kind in then.GROUPS for body in bodies)
    return {
        "page": found,
        "columns": COLUMNS,
        "rows": _rows(found.rows),
        "before": partnership.founded_on is not None and day < partnership.founded_on,
        "partners": figure(counts.all, ngettext("partner", "partners", counts.all)),
        "entries": _entries(counts),
        "sides": _sides(counts),
        "seats": figure(len(seats), ngettext("seat", "seats", len(seats))),
        "groups": figure(groups, ngettext("working group", "working groups", groups)),
        "bodies": _bodies(request, bodies, seats),
        "seat_columns": SEAT_COLUMNS,
    }


def _entries(counts: then.Counts) -> str:
    """6 founding partners, 16 joined later."""
    if counts.all > LIMIT:
        return ""
    founding = ngettext(
        "%(count)s founding partner", "%(count)s founding partners", counts.founding
    )
    joined = ngettext("%(count)s joined later", "%(count)s joined later", counts.joined)
    told = [(counts.founding, founding), (counts.joined, joined)]
    return ", ".join(words % {"count": count} for count, words in told if count)


def _sides(counts: then.Counts) -> str:
    """12 and the police."""
    others = counts.all - counts.police
    if counts.all > LIMIT or counts.police != 1 or not others:
        return ""
    said = ngettext(
        "%(count)s organisation and the police", "%(count)s organisations and the police", others
    )
    return said % {"count": others}


def _rows(found: Iterable[tuple]) -> list[tuple]:
    address = addresses("directory:partner")
    sides = {value: capfirst(str(label)) for value, label in Side.choices}
    entries = {value: capfirst(str(label)) for value, label in Entry.choices}
    standings = {value: badge(label) for value, label in Standing.choices}
    standings[Standing.FULL.value] = capfirst(str(Standing.FULL.label))
    return [
        (
            link(words(name), address(pk)),
            sides[side],
            entries[entry],
            standings[standing],
            began(since, attested),
        )
        for pk, name, side, entry, standing, since, attested in found
    ]


def _bodies(request: HttpRequest, bodies: list, seats: list[Seat]) -> list[dict[str, Any]]:
    """Each with its seats; a person whom one may not see is a person all the same."""
    people = {seat.person_id for seat in seats if seat.person_id}
    visible = set(
        Person.objects.visible_to(request.user).filter(pk__in=people).values_list("pk", flat=True)
    )
    address = addresses("directory:body")
    taken = {seat.body_id for seat in seats}
    return [
        {
            "name": body.name_in(),
            "link": link(words(body.name_in()), address(body.pk)),
            "kind": capfirst(body.get_kind_display()),
            "seats": [_seat(seat, visible) for seat in seats if seat.body_id == body.pk],
        }
        for body in sorted(bodies, key=lambda body: body.pk not in taken)
    ]


def _seat(seat: Seat, visible: set[int]) -> tuple:
    return (
        words(seat.label_in()),
        words(seat.name_then) if seat.organisation_id else missing(_("for no organisation")),  # type: ignore[attr-defined]
        _holder(seat, visible),
        _("voting") if seat.voting else badge(_("advisory")),
    )


def _holder(seat: Seat, visible: set[int]) -> SafeString:
    if seat.person_id is None:
        return badge(_("vacant"))
    if seat.person_id in visible:
        return who(str(seat.person))
    return format_html('<span class="app-muted">{}</span>', _("held, name no longer shown"))
