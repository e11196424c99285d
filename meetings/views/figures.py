"""A partnership's meetings of a year in figures: which bodies met and how often, who came, what was agreed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.figures import (
    Group,
    KindTally,
    MeetingFact,
    Tally,
    count_all,
    count_by_group,
    count_by_kind,
    percent,
)
from meetings.models import (
    ActionItem,
    AgendaItem,
    Attendee,
    Meeting,
    MeetingFormat,
    MinutesEntry,
    Presence,
)
from meetings.stages import ActionStage, MinutesStage, Stage
from partnerships.directory.models import Account, Body, BodyKind, Partnership, Side
from partnerships.directory.requests import Request
from partnerships.shared.calendar_years import choose_year, years_since
from partnerships.shared.parts.figures import day_text
from partnerships.shared.templatetags.parts import Column, link, number, words

WIDTH, HIGH, ROOM = 240, 24, 8  # units of the drawing of a year
THERE = (Presence.PRESENT, Presence.SUBSTITUTE)


class Attendance(NamedTuple):
    """Of one side: how many were there, and how many were invited, over all meetings that took place."""

    side: str
    there: int
    invited: int


class Agreed(NamedTuple):
    """What came of the meetings: decisions of closed minutes; tasks, those done of them, and those late."""

    decisions: int
    tasks: int
    done: int
    late: int


def figures(request: Request, pk: int) -> HttpResponse:
    """`?year=2025`; a year that is none, or one to come, shows the present one."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    year = choose_year(request.GET.get("year", ""), today)
    rows = Meeting.objects.visible_to(request.user).filter(
        partnership=partnership, first_day__year=year
    )
    facts = [
        MeetingFact(*values)
        for values in rows.values_list(
            "body", "format", "first_day", "last_day", "stage", "after_incident"
        )
    ]
    tallies = count_by_group(facts)
    bodies = _bodies(partnership, date(year, 12, 31), date(year, 1, 1))
    kinds = {body.pk: body.kind for body in bodies}
    held = rows.filter(stage=Stage.HELD)
    attendance = _attendance(held.values("pk"))
    return render(
        request,
        "meetings/figures.html",
        {
            "partnership": partnership,
            "chosen": year,
            "is_running": year == today.year,
            "until": today,
            "years": years_since(
                partnership.founded_on,
                reverse("meetings:figures", args=[pk]),
                year,
                today,
            ),
            "whole": count_all(facts),
            "sentences": [_in_words(each) for each in count_by_kind(kinds, tallies) if each.met],
            "columns": _columns(),
            "rows": list(_rows(year, tallies, bodies)),
            "attendance": [_side_in_words(each) for each in attendance],
            "organisations": _count_organisations(held.values("pk")),
            "agreed": _agreed(request.user, held.values("pk"), today),
            "legend": [(draw_mark(stage), label) for stage, label in _legend()],
        },
    )


def _bodies(partnership: Partnership, until: date, since: date) -> list[Body]:
    """Those there were in the year, as far as is known."""
    closed = Q(closed_on__isnull=True) | Q(closed_on__gte=since)
    begun = Q(founded_on__lte=until) | Q(founded_on__isnull=True)
    return list(partnership.bodies.filter(closed, begun).order_by("pk"))


def _columns() -> list[Column]:
    return [
        Column(_("Body or format")),
        Column(_("Over the year")),
        Column(_("Held"), numeric=True),
        Column(_("Called off"), numeric=True),
        Column(_("Moved"), numeric=True),
        Column(_("To come"), numeric=True),
    ]


def _rows(
    year: int, tallies: Mapping[Group, Tally], bodies: Iterable[Body]
) -> Iterable[tuple[SafeString | str, ...]]:
    """Bodies first, also those that have not met; then formats without a body."""
    formats = MeetingFormat.objects.in_bulk([each.number for each in tallies if not each.is_body])
    for body in bodies:
        tally = tallies.get(Group(True, body.pk), Tally())
        if tally.meetings or body.kind != BodyKind.OFFICE:
            name = link(words(body.name_in()), reverse("directory:body", args=[body.pk]))
            yield _row(year, name, tally)
    for group, tally in tallies.items():
        if not group.is_body:
            yield _row(year, words(formats[group.number].name_in()), tally)


def _row(year: int, name: SafeString, tally: Tally) -> tuple[SafeString | str, ...]:
    numbers = (tally.held, tally.cancelled, tally.moved, tally.to_come)
    return (name, _draw_year(year, tally.meetings), *map(number, numbers))


def _draw_year(year: int, meetings: list[MeetingFact]) -> SafeString:
    """A line from January to December, a mark for each meeting by its shape; the same in words for whoever hears it."""
    if not meetings:
        return format_html('<span class="app-muted">{}</span>', _("no meeting"))
    spoken = "; ".join(f"{_day_in_words(each)}: {Stage(each.stage).label}" for each in meetings)
    marks = format_html_join(
        "", "{}", ((_mark(_place(year, each), each.stage),) for each in meetings)
    )
    months = format_html_join(
        "",
        '<line x1="{0}" x2="{0}" y1="9" y2="15"></line>',
        ((ROOM + round((WIDTH - 2 * ROOM) * month / 12),) for month in range(13)),
    )
    return format_html(
        '<svg class="mee-year" role="img" viewBox="0 0 {} {}" aria-label="{}">'
        '<g class="mee-year__line"><line x1="{}" x2="{}" y1="12" y2="12"></line>{}</g>{}</svg>',
        WIDTH,
        HIGH,
        spoken,
        ROOM,
        WIDTH - ROOM,
        months,
        marks,
    )


def _place(year: int, meeting: MeetingFact) -> int:
    """Where the middle of the meeting's days stands on the line, in units of the drawing."""
    middle = meeting.first_day + (meeting.last_day - meeting.first_day) / 2
    days = min((middle - date(year, 1, 1)).days, 365)
    return ROOM + round((WIDTH - 2 * ROOM) * days / 365)


SHAPES = {
    Stage.HELD: '<circle class="mee-year__held" cx="{0}" cy="12" r="5"></circle>',
    Stage.CANCELLED: '<path class="mee-year__off" d="M{1} 7l10 10m0 -10l-10 10"></path>',
    Stage.MOVED: '<path class="mee-year__moved" d="M{1} 7l9 5l-9 5z"></path>',
}
OPEN_SHAPE = '<circle class="mee-year__open" cx="{0}" cy="12" r="4"></circle>'


def _mark(place: int, stage: str) -> SafeString:
    return format_html(SHAPES.get(Stage(stage), OPEN_SHAPE), place, place - 5)


def draw_mark(stage: str) -> SafeString:
    """One mark by itself, for the legend."""
    return format_html(
        '<svg class="mee-year__key" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>',
        HIGH,
        _mark(HIGH // 2, stage),
    )


def _legend() -> list[tuple[str, str]]:
    return [
        (Stage.HELD, _("took place")),
        (Stage.CANCELLED, _("was called off")),
        (Stage.MOVED, _("was moved to another day")),
        (Stage.PLANNED, _("is to come")),
    ]


def _day_in_words(meeting: MeetingFact) -> str:
    first = day_text(meeting.first_day)
    return (
        first
        if meeting.first_day == meeting.last_day
        else f"{first} – {day_text(meeting.last_day)}"
    )


def _in_words(kind: KindTally) -> str:
    """ "Expert working group: 6 of 7 have met; meetings in all: 11"."""
    text = ngettext(
        "%(kind)s: %(met)s of %(bodies)s has met; meetings in all: %(held)s",
        "%(kind)s: %(met)s of %(bodies)s have met; meetings in all: %(held)s",
        kind.met,
    )
    label = capfirst(str(BodyKind(kind.kind).label))
    return text % {"kind": label, "met": kind.met, "bodies": kind.bodies, "held": kind.held}


def _attendance(meetings: QuerySet) -> list[Attendance]:
    rows = Attendee.objects.invited().filter(meeting__in=meetings)
    counted = rows.values("side").annotate(
        there=Count("pk", filter=Q(presence__in=THERE)), invited=Count("pk")
    )
    found = {row["side"]: Attendance(row["side"], row["there"], row["invited"]) for row in counted}
    return [found[side] for side in Side.values if side in found]


def _side_in_words(attendance: Attendance) -> tuple[str, str]:
    label = capfirst(str(Side(attendance.side).label))
    text = _("%(there)s of %(invited)s (%(percent)s %%)") % {
        "there": attendance.there,
        "invited": attendance.invited,
        "percent": percent(attendance.there, attendance.invited),
    }
    return label, text


def _count_organisations(meetings: QuerySet) -> int:
    """Organisations for which somebody was there."""
    rows = Attendee.objects.invited().filter(meeting__in=meetings, presence__in=THERE)
    return rows.filter(organisation__isnull=False).values("organisation").distinct().count()


def _agreed(account: Account, meetings: QuerySet, today: date) -> Agreed:
    """Of confidential points only what this reader may know of."""
    closed = MinutesEntry.objects.filter(
        item__in=AgendaItem.objects.visible_to(account),
        item__meeting__in=meetings,
        item__meeting__minutes__stage=MinutesStage.CLOSED,
    )
    late = Q(postponed_to__lt=today) | Q(postponed_to__isnull=True, due_on__lt=today)
    tasks = ActionItem.objects.visible_to(account).filter(meeting__in=meetings)
    counted = tasks.aggregate(
        tasks=Count("pk"),
        done=Count("pk", filter=Q(stage=ActionStage.DONE)),
        late=Count("pk", filter=Q(late, stage=ActionStage.OPEN)),
    )
    return Agreed(closed.exclude(decision="").count(), **counted)
