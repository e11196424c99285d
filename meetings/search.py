"""What is found of meetings: their titles and places, and what was decided."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, MinutesEntry
from meetings.models.meetings import SEARCHED_NAMES
from meetings.models.minutes import SEARCHED_WORDS
from meetings.stages import MinutesStage, Stage
from partnerships.directory.models import Account
from partnerships.shared.languages import text_in
from partnerships.shared.marked.shown import visible_words
from partnerships.shared.row_addresses import place_of
from partnerships.shared.search.kinds import Hit, Row, SearchKind
from partnerships.shared.search.matching import holds_all, holds_in_prose, resemble_each


class MeetingRow(Row, Protocol):
    """A meeting's titles, when it is, and where it stands."""

    title: str
    title_en: str
    first_day: date
    stage: str
    partnership__name: str
    partnership__name_en: str


class EntryRow(Row, Protocol):
    """What was said and decided on a point, and the titles of its meeting."""

    discussion: str
    decision: str
    point: str
    item_id: int
    meeting: int
    title: str
    title_en: str
    day: date


def _visible(account: Account) -> QuerySet:
    return Meeting.objects.visible_to(account).values_list(
        *("pk", "title", "title_en", "first_day", "stage"),
        *("partnership__name", "partnership__name_en"),
        named=True,
    )


def _meetings(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(holds_all(typed, *SEARCHED_NAMES))


def _similar_meetings(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(*resemble_each(typed, *SEARCHED_NAMES))


def _draw_meetings(_account: Account, rows: Sequence[MeetingRow]) -> list[Hit]:
    return [
        Hit(
            text_in(row, "title"),
            reverse("meetings:detail", args=[row.pk]),
            f"{Stage(row.stage).label}, {text_in(row, 'partnership__name')}",
            row.first_day,
        )
        for row in rows
    ]


def _entries(account: Account, typed: str) -> Iterator[QuerySet]:
    """Of closed minutes, which everybody in the partnership reads; of confidential points only whoever sees them."""
    rows = MinutesEntry.objects.filter(
        holds_in_prose(typed, *SEARCHED_WORDS),
        item__in=AgendaItem.objects.visible_to(account),
        item__meeting__minutes__stage=MinutesStage.CLOSED,
    )
    yield rows.annotate(
        point=F("item__title"),
        meeting=F("item__meeting_id"),
        title=F("item__meeting__title"),
        title_en=F("item__meeting__title_en"),
        day=F("item__meeting__first_day"),
    ).values_list(
        *("pk", "discussion", "decision", "item_id"),
        *("point", "meeting", "title", "title_en", "day"),
        named=True,
    )


def _draw_entries(_account: Account, rows: Sequence[EntryRow]) -> list[Hit]:
    return [
        Hit(
            row.point,
            f"{reverse('meetings:minutes', args=[row.meeting])}#{place_of(AgendaItem(pk=row.item_id))}",
            text_in(row, "title"),
            row.day,
            partial(_words_of, row),
        )
        for row in rows
    ]


def _words_of(row: EntryRow) -> str:
    return visible_words("\n\n".join(filter(None, (row.decision, row.discussion))))


KINDS: tuple[SearchKind, ...] = (
    SearchKind(
        "meetings", _("Meetings"), _meetings, _draw_meetings, near=_similar_meetings, newest=True
    ),
    SearchKind("minutes", _("Minutes of meetings"), _entries, _draw_entries, newest=True),
)
