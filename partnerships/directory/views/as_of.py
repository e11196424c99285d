"""A partnership as it was on a past day: who was in it, which bodies there were, who sat at their tables."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory.models import BodyKind, Entry, Partnership, Person, Side, Standing, past
from partnerships.directory.models.conditions import one_of
from partnerships.directory.models.counting import LIMIT
from partnerships.directory.models.past_bodies import BodyThen, SeatThen, read_bodies
from partnerships.directory.requests import Request
from partnerships.directory.views.counting import exact
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.overview import figure
from partnerships.directory.views.since import began
from partnerships.directory.views.years import years
from partnerships.shared.keyset import page
from partnerships.shared.past_days import DayForm
from partnerships.shared.row_addresses import addresses
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


def as_of(request: Request, pk: int) -> HttpResponse:
    """`?day=2021-12-31`; a day to come or no day at all is told kindly, and today is shown."""
    frame = partnership_frame(request, pk, "as_of", counted=False)
    today = timezone.localdate()
    form = DayForm({"day": request.GET.get("day") or today.isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else today
    course = past.read_course(frame["partnership"], day, today)
    days = _days(frame["partnership"], course, day)
    context = {"form": form, "day": day, "days": days, "years": years(course)}
    context["partner_count"] = exact(course.now)
    if form.is_valid():
        context |= _picture(request, frame["partnership"], day, course.there)
    return render(request, "directory/as_of.html", frame | context)


def _days(partnership: Partnership, course: past.Course, chosen: date) -> list[dict[str, object]]:
    own = reverse("directory:as_of", args=[partnership.pk])
    return [
        {
            "day": day,
            "href": f"{own}?day={day.isoformat()}",
            "current": day == chosen,
            "founded": day == partnership.founded_on,
        }
        for day in course.days
    ]


def _picture(
    request: Request, partnership: Partnership, day: date, counts: past.Counts
) -> dict[str, object]:
    rows = past.partners_on(partnership, day)
    listing = page(
        rows, by=["sort_key", "id"], cursor=request.GET.get("cursor", ""), values=("pk", *VALUES)
    )
    bodies = read_bodies(partnership, day)
    seats = sum(len(body.seats) for body in bodies)
    groups = sum(body.is_group for body in bodies)
    return {
        "page": listing,
        "columns": COLUMNS,
        "rows": _rows(listing.rows),
        "before": partnership.founded_on is not None and day < partnership.founded_on,
        "partners": figure(counts.all, ngettext("partner", "partners", counts.all)),
        "entries": _entries(counts),
        "sides": _sides(counts),
        "seats": figure(seats, ngettext("seat", "seats", seats)),
        "groups": figure(groups, ngettext("working group", "working groups", groups)),
        "bodies": _bodies(request, bodies),
        "seat_columns": SEAT_COLUMNS,
    }


def _entries(counts: past.Counts) -> str:
    """How many came in which way: "6 founding partners, 16 joined later"."""
    if counts.all > LIMIT:
        return ""
    founding = ngettext(
        "%(count)s founding partner", "%(count)s founding partners", counts.founding
    )
    joined = ngettext("%(count)s joined later", "%(count)s joined later", counts.joined)
    parts = [(counts.founding, founding), (counts.joined, joined)]
    return ", ".join(words % {"count": count} for count, words in parts if count)


def _sides(counts: past.Counts) -> str:
    """How many beside the police: "12 organisations and the police"; blank where that is not the picture."""
    others = counts.all - counts.police
    if counts.all > LIMIT or counts.police != 1 or not others:
        return ""
    sentence = ngettext(
        "%(count)s organisation and the police", "%(count)s organisations and the police", others
    )
    return sentence % {"count": others}


def _rows(partners: Iterable[tuple]) -> list[tuple]:
    address = addresses("directory:partner")
    sides = {value: capfirst(str(label)) for value, label in Side.choices}
    entries = {value: capfirst(str(label)) for value, label in Entry.choices}
    standings: dict[str, str] = {value: badge(label) for value, label in Standing.choices}
    standings[Standing.FULL.value] = capfirst(str(Standing.FULL.label))
    beginnings = cache(began)  # most partners came on few days
    return [
        (
            link(words(name), address(pk)),
            sides[side],
            entries[entry],
            standings[standing],
            beginnings(since, attested),
        )
        for pk, name, side, entry, standing, since, attested in partners
    ]


def _bodies(request: Request, bodies: list[BodyThen]) -> list[dict[str, object]]:
    """Each with its seats; a person whom one may not see is a person all the same."""
    sitting = {seat.person_id for body in bodies for seat in body.seats if seat.person_id}
    people = _people(request, sitting)
    address = addresses("directory:body")
    kinds = {value: capfirst(str(label)) for value, label in BodyKind.choices}
    return [
        {
            "name": body.name_in(),
            "link": link(words(body.name_in()), address(body.id)),
            "kind": kinds[body.kind],
            "seats": [_seat(seat, people) for seat in body.seats],
        }
        for body in sorted(bodies, key=lambda body: not body.seats)
    ]


def _people(request: Request, ids: set[int]) -> dict[int, str]:
    """Names of those whom one may see."""
    if not ids:
        return {}
    people = Person.objects.visible_to(request.user).filter(one_of("pk", ids))
    return {person.pk: str(person) for person in people.only("given_name", "family_name")}


def _seat(seat: SeatThen, people: dict[int, str]) -> tuple:
    return (
        words(seat.label_in()),
        words(seat.organisation) if seat.organisation_id else missing(_("for no organisation")),
        _holder(seat, people),
        _("voting") if seat.voting else badge(_("advisory")),
    )


def _holder(seat: SeatThen, people: dict[int, str]) -> SafeString:
    if seat.person_id is None:
        return badge(_("vacant"))
    if seat.person_id in people:
        return who(people[seat.person_id])
    return format_html('<span class="app-muted">{}</span>', _("held, name no longer shown"))
