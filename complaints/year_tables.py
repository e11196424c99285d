"""Figures of a year as tables with words: for the page and for the file. No request, no rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db import models
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from complaints.answers import Kind, Way
from complaints.clocks import ClockKind
from complaints.figures import Figures, What
from complaints.languages import name_of
from complaints.lists import Cause, Sign, Sort, Subject
from complaints.models import Channel
from complaints.stages import CHOSEN, Outcome, Settling, Stage


class Line(NamedTuple):
    """A label with the number of the year, its share in percent of the base (None where none is to be given), the year before."""

    label: str
    number: int | None
    share: int | None
    before: int | None


class Chapter(NamedTuple):
    """A table. `base`: of what the shares are, in a sentence; "" where there are none."""

    title: str
    base: str
    lines: list[Line]


class _List(NamedTuple):
    """What is counted by code: its title, words of the codes, the base of shares."""

    what: What
    title: str | Promise
    word: Callable[[str], str]
    base: What
    note: str | Promise


def _words(choices: type[models.TextChoices]) -> Callable[[str], str]:
    return lambda code: capfirst(str(choices(code).label))


KINDS: Mapping[str, str | Promise] = {
    Kind.COMPLAINT: gettext_lazy("complaints"),
    Kind.PRAISE: gettext_lazy("praise"),
    Kind.SUGGESTION: gettext_lazy("ideas"),
}
WAYS: Mapping[str, str | Promise] = {
    Way.ANONYMOUS: gettext_lazy("without a name"),
    Way.FORMAL: gettext_lazy("with a name"),
}
RECEIVED = gettext_lazy("Share of the complaints received in the year.")
LISTS = (
    _List(
        What.KINDS,
        gettext_lazy("What came in"),
        lambda code: capfirst(str(KINDS[code])),
        What.KINDS,
        "",
    ),
    _List(
        What.SORTS,
        gettext_lazy("Kind of complaint"),
        _words(Sort),
        What.SORTED,
        gettext_lazy("Share of the complaints of the year that have been sorted."),
    ),
    _List(
        What.CAUSES,
        gettext_lazy("Causes"),
        _words(Cause),
        What.SORTED,
        gettext_lazy(
            "Share of the complaints that have been sorted. One complaint may have several causes."
        ),
    ),
    _List(
        What.SUBJECTS,
        gettext_lazy("Subjects"),
        _words(Subject),
        What.SORTED,
        gettext_lazy(
            "Share of the complaints that have been sorted. One complaint may have several subjects."
        ),
    ),
    _List(
        What.SIGNS,
        gettext_lazy("Signs of bias"),
        _words(Sign),
        What.SORTED,
        gettext_lazy("Share of the complaints that have been sorted. A sign is no proof."),
    ),
    _List(
        What.OUTCOMES,
        gettext_lazy("What came of it"),
        _words(Outcome),
        What.FOUND,
        gettext_lazy(
            "Of the complaints closed in the year. Shares: of those closed with a finding, so without those handed on,"
            " taken back or inadmissible."
        ),
    ),
    _List(
        What.SETTLED,
        gettext_lazy("How it was settled"),
        _words(Settling),
        What.FOUND,
        gettext_lazy("Share of those closed with a finding. Several ways may come together."),
    ),
    _List(
        What.STAGES,
        gettext_lazy("Where the complaints of the year stand"),
        _words(Stage),
        What.TOTAL,
        RECEIVED,
    ),
    _List(
        What.WAYS,
        gettext_lazy("With or without a name"),
        lambda code: capfirst(str(WAYS[code])),
        What.TOTAL,
        RECEIVED,
    ),
    _List(
        What.CHANNELS,
        pgettext_lazy("figures", "How they came"),
        _words(Channel),
        What.TOTAL,
        RECEIVED,
    ),
    _List(What.LANGUAGES, gettext_lazy("Languages"), name_of, What.TOTAL, RECEIVED),
)


def percent(part: int, whole: int) -> int | None:
    """Rounded half up; None where there is no whole."""
    return (200 * part + whole) // (2 * whole) if whole else None


def make_chapters(figures: Figures) -> list[Chapter]:
    """All tables but that of the months; one without a line is left out."""
    tables = [_chapter(figures, each) for each in LISTS]
    tables.insert(1, Chapter(_("Times"), "", list(_times(figures))))
    return [each for each in tables if each.lines]


def _chapter(figures: Figures, asked: _List) -> Chapter:
    codes = figures.codes(asked.what)
    lines = [
        Line(
            asked.word(code),
            figures.get(asked.what, code),
            _share(figures, asked, code),
            figures.get(asked.what, code, year=figures.year - 1),
        )
        for code in codes
    ]
    return Chapter(str(asked.title), str(asked.note), lines)


def _share(figures: Figures, asked: _List, code: str) -> int | None:
    if asked.what == What.KINDS or (asked.what == What.OUTCOMES and code not in CHOSEN):
        return None
    return percent(figures.get(asked.what, code), figures.get(asked.base))


def _times(figures: Figures) -> Iterator[Line]:
    """Medians, what was in time of each clock, what takes long."""
    before = figures.year - 1
    for what, label in (
        (What.CONFIRMED_DAYS, _("Days until it was confirmed, median")),
        (What.ANSWERED_DAYS, _("Days until the answer, median")),
        (What.RUNNING_DAYS, _("Days until the answer without those on which it rested, median")),
    ):
        yield Line(label, figures.median(what), None, figures.median(what, year=before))
    for what, label in (
        (What.CONFIRMED, _("Confirmed in the year")),
        (What.ANSWERED, _("Answered in the year")),
        (What.REOPENED, _("Opened again in the year")),
    ):
        yield Line(label, figures.get(what), None, figures.get(what, year=before))
    for kind in figures.codes(What.STOPPED):
        label = _("In time: %(what)s") % {"what": ClockKind(kind).label}
        kept, all_of = figures.get(What.IN_TIME, kind), figures.get(What.STOPPED, kind)
        yield Line(label, kept, percent(kept, all_of), figures.get(What.IN_TIME, kind, year=before))
    yield Line(_("Open now for more than three months"), figures.get(What.LONG), None, None)


class Month(NamedTuple):
    """Its name, complaints of the year and of the year before."""

    name: str
    number: int
    before: int


def make_months(figures: Figures) -> list[Month]:
    """All twelve."""
    return [
        Month(
            str(name),
            figures.get(What.MONTHS, str(each)),
            figures.get(What.MONTHS, str(each), year=figures.year - 1),
        )
        for each, name in MONTHS.items()
    ]


def flatten(chapters: Iterable[Chapter], months: Iterable[Month]) -> Iterator[list[object]]:
    """Rows of the file: table, line, number, share, year before."""
    for month in months:
        yield [_("Month"), month.name, month.number, "", month.before]
    for chapter in chapters:
        for line in chapter.lines:
            cells = (line.number, line.share, line.before)
            yield [chapter.title, line.label, *("" if each is None else each for each in cells)]
