"""How many partners there were at the end of each year: a picture, and the same in a table."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.directory.views.then import Course
from partnerships.shared.templatetags.parts import Column, number

LATEST = 12  # years in the picture
FEW = 6  # so many fit on a phone in letters of the usual size
STEP, WIDTH, HEIGHT, FOOT, HEAD = 48, 32, 100, 20, 18


@dataclass(frozen=True)
class Years:
    """Ready for a page: the drawing, and the rows of the table beside it."""

    picture: SafeString
    columns: list[Column]
    rows: list[tuple]


def years(course: Course) -> Years | None:
    """None where one bar would say nothing."""
    told = at_the_end(course)[-LATEST:]
    if len(told) < 2:
        return None
    columns = [
        Column(_("Year")),
        Column(_("Came"), numeric=True),
        Column(_("Left"), numeric=True),
        Column(_("Partners at its end"), numeric=True),
    ]
    rows = [(str(year), number(came), number(went), number(n)) for year, came, went, n in told]
    return Years(_picture([(year, n) for year, _came, _went, n in told]), columns, rows)


def at_the_end(course: Course) -> list[tuple[int, int, int, int]]:
    """(year, came, went, how many then) for every year from the first move to the last."""
    moves = {year: (came, went) for year, came, went in course.years}
    told, there = [], 0
    for year in range(min(moves), max(moves) + 1) if moves else ():
        came, went = moves.get(year, (0, 0))
        there += came - went
        told.append((year, came, went, there))
    return told


def _picture(bars: list[tuple[int, int]]) -> SafeString:
    most = max(max(n for _year, n in bars), 1)
    drawn = format_html_join("", "{}", ((_bar(i, *bar, most),) for i, bar in enumerate(bars)))
    said = ", ".join(f"{year}: {n}" for year, n in bars)
    return format_html(
        '<svg class="dir-years{}" role="img" viewBox="0 0 {} {}" aria-label="{}: {}">{}</svg>',
        " dir-years--many" if len(bars) > FEW else "",
        STEP * len(bars),
        HEAD + HEIGHT + FOOT,
        _("Partners at the end of each year"),
        said,
        drawn,
    )


def _bar(place: int, year: int, count: int, most: int) -> SafeString:
    tall = round(HEIGHT * max(count, 0) / most)
    middle = place * STEP + STEP // 2
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}"></rect>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text>',
        middle - WIDTH // 2,
        HEAD + HEIGHT - tall,
        WIDTH,
        tall,
        middle,
        HEAD + HEIGHT - tall - 5,
        count,
        middle,
        HEAD + HEIGHT + FOOT - 4,
        year,
    )
