"""What meetings ask of a person: an answer, a decision, minutes, a task. All of it is one query."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models.waiting import read_waiting
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem

MOST = 5
RECENT = timedelta(days=60)  # of older meetings nobody is asked for minutes
SEND_BEFORE = timedelta(days=60)  # of later meetings nobody is asked for invitations yet
SOON = timedelta(days=21)  # a task is on the home page three weeks before its last day

WORDS: dict[str, tuple[Callable[[], str], str]] = {
    "reply": (lambda: _("Do you come? %(title)s"), "reply"),
    "vote": (lambda: _("When can you come? %(title)s"), "answer_poll"),
    "send": (lambda: _("Invitations not sent yet: %(title)s"), "detail"),
    "hold": (lambda: _("Note who was there: %(title)s"), "hold"),
    "agree": (lambda: _("Read the minutes and answer: %(title)s"), "minutes"),
    "write": (lambda: _("Write the minutes: %(title)s"), "minutes"),
    "decide": (lambda: _("Decide about a proposal: %(title)s"), "agenda"),
    "do": (lambda: _("Task: %(title)s"), "action_item"),
    "next": (lambda: _("No date to come: %(title)s"), "series"),
}


class Line(NamedTuple):
    """A row of the query; titles and names of the partnership in both languages."""

    kind: str
    row: int
    title: str
    title_en: str
    due: date | None
    place: str
    place_en: str


def items_of_meetings(account: Account) -> list[TodoItem]:
    """At most MOST, what is due first; one query."""
    access = account.access
    mine = list(access.partnership_ids)
    if not mine or access.person_id is None:
        return []
    now, today = timezone.now(), timezone.localdate()
    rows = read_waiting(
        {
            "person": access.person_id,
            "mine": mine,
            "kept": [pk for pk in mine if access.is_liaison_in(pk) or access.co_manages(pk)],
            "now": now,
            "today": today,
            "send_before": now + SEND_BEFORE,
            "recent": now - RECENT,
            "soon": today + SOON,
            "most": MOST,
        }
    )
    return [_item(Line(*row)) for row in rows]


def _item(line: Line) -> TodoItem:
    english = get_language() == "en"
    sentence, page = WORDS[line.kind]
    title = (english and line.title_en) or line.title
    return TodoItem(
        sentence() % {"title": title},
        reverse(f"meetings:{page}", args=[line.row]),
        due=line.due,
        where=(english and line.place_en) or line.place,
    )
