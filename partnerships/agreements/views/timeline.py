"""The term of an agreement as a bar from beginning to end, with today, notice and reminders, and the same in words."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements.life import term
from partnerships.agreements.models import Agreement
from partnerships.shared.parts.figures import day_text

WIDTH, LEFT, TOP, THICK = 600, 10, 14, 12  # units of the drawing


class Mark(NamedTuple):
    """A day on the bar."""

    day: date
    text: str
    tone: str


@dataclass(frozen=True)
class Timeline:
    """Ready for a page: the drawing and its days, in their order."""

    picture: SafeString
    marks: list[Mark]


def timeline(agreement: Agreement, last_on: date | None, today: date) -> Timeline | None:
    """`last_on` is the last day for whatever reason; None where the bar would have no end."""
    first = agreement.effective_on
    end = last_on or agreement.until_on
    if first is None or end is None or end <= first:
        return None
    marks = [Mark(first, _("in force from"), "edge"), Mark(end, _("last day"), "edge")]
    if agreement.until_on == end:
        marks += _before_the_end(agreement, end)
    if first <= today <= end:
        marks.append(Mark(today, _("today"), "today"))
    kept = sorted((m for m in marks if first <= m.day <= end), key=lambda m: m.day)
    return Timeline(_picture(kept, first, end, today), kept)


def _before_the_end(agreement: Agreement, end: date) -> list[Mark]:
    days = term.reminder_days(end)
    notice = term.latest_notice(end, agreement.notice_months)
    marks = [
        Mark(notice, _("last day to give notice"), "notice"),
        Mark(days[6], _("six months before the end"), "remind"),
    ]
    if days[3] != notice:
        marks.append(Mark(days[3], _("three months before the end"), "remind"))
    return marks


def _picture(marks: list[Mark], first: date, end: date, today: date) -> SafeString:
    length = WIDTH - 2 * LEFT

    def at(day: date) -> int:
        return LEFT + round(length * (day - first).days / (end - first).days)

    words = ", ".join(f"{mark.text}: {day_text(mark.day)}" for mark in marks)
    past = at(min(max(today, first), end)) - LEFT
    ticks = format_html_join(
        "",
        '<rect class="agr-term__{}" x="{}" y="{}" width="4" height="{}"></rect>',
        ((m.tone, at(m.day) - 2, TOP - 8, THICK + 16) for m in marks),
    )
    return format_html(
        '<svg class="agr-term" role="img" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-label="{}">'
        '<rect class="agr-term__whole" x="{}" y="{}" width="{}" height="{}"></rect>'
        '<rect class="agr-term__past" x="{}" y="{}" width="{}" height="{}"></rect>{}</svg>',
        WIDTH,
        TOP * 2 + THICK,
        words,
        LEFT,
        TOP,
        length,
        THICK,
        LEFT,
        TOP,
        past,
        THICK,
        ticks,
    )
