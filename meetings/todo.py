"""What meetings ask of a person: an answer, a decision, minutes, a task. All of it is one query."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import (
    ActionItem,
    AgendaItem,
    Attendee,
    Meeting,
    MinutesAnswer,
    Poll,
    PollVoter,
    Reply,
    Series,
)
from meetings.rules.minutes import THERE
from meetings.stages import OPEN, MinutesStage, PollStage, Stage
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
    kept = [pk for pk in mine if access.is_liaison_in(pk) or access.co_manages(pk)]
    waiting: list[QuerySet] = [*_to_answer(access.person_id, mine), _to_do(access.person_id, mine)]
    waiting += _of_keepers(kept) if kept else ()
    first, *others = waiting
    rows = first.union(*others, all=True).order_by(F("due").asc(nulls_last=True), "row")
    return [_item(Line(*row)) for row in rows[:MOST]]


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


def _lines(rows: QuerySet, kind: str, *, due: object = None) -> QuerySet:
    """Meetings as lines; `due` is an expression, or None."""
    return rows.annotate(
        kind=Value(kind, CharField()),
        row=F("pk"),
        name=F("title"),
        name_en=F("title_en"),
        due=due if due is not None else Value(None, DateField()),
        place_name=F("partnership__name"),
        place_name_en=F("partnership__name_en"),
    ).values_list("kind", "row", "name", "name_en", "due", "place_name", "place_name_en")


def _to_answer(person: int, mine: list[int]) -> tuple[QuerySet, ...]:
    """Date polls, invitations, and minutes that lie before those who were there."""
    now, today = timezone.now(), timezone.localdate()
    own = Attendee.objects.invited().filter(meeting=OuterRef("pk"), person=person)
    invited = Meeting.objects.filter(
        Q(answer_until__isnull=True) | Q(answer_until__gte=today),
        Exists(own.filter(reply=Reply.OPEN, invited_at__isnull=False)),
        partnership__in=mine,
        stage=Stage.INVITED,
        starts_at__gt=now,
    )
    answered = MinutesAnswer.objects.filter(
        minutes__meeting=OuterRef("meeting"), organisation=OuterRef("organisation")
    )
    there = own.filter(presence__in=THERE, organisation__isnull=False).exclude(Exists(answered))
    shared = Meeting.objects.filter(
        Exists(there),
        partnership__in=mine,
        minutes__stage=MinutesStage.SHARED,
        minutes__answer_until__gte=today,
    )
    asked = PollVoter.objects.filter(poll=OuterRef("pk"), person=person, answered_at__isnull=True)
    polls = Poll.objects.filter(
        Exists(asked), partnership__in=mine, stage=PollStage.OPEN, answer_until__gte=today
    )
    return (
        _lines(polls.order_by(), "vote", due=F("answer_until")),
        _lines(invited, "reply", due=Coalesce("answer_until", "first_day")),
        _lines(shared, "agree", due=F("minutes__answer_until")),
    )


def _to_do(person: int, mine: list[int]) -> QuerySet:
    """One's own tasks, from three weeks before their last day."""
    rows = ActionItem.objects.filter(person=person, meeting__partnership__in=mine).still_open()
    near = rows.annotate(last=Coalesce("postponed_to", "due_on")).filter(
        last__lte=timezone.localdate() + SOON
    )
    return (
        near.order_by()
        .annotate(
            kind=Value("do", CharField()),
            row=F("pk"),
            due=F("last"),
            place_name=F("meeting__partnership__name"),
            place_name_en=F("meeting__partnership__name_en"),
        )
        .values_list("kind", "row", "title", "title", "due", "place_name", "place_name_en")
    )


def _of_keepers(kept: list[int]) -> tuple[QuerySet, ...]:
    """Invitations to send, who was there, minutes to write, proposals to decide, series without a date to come."""
    now = timezone.now()
    meetings = Meeting.objects.filter(partnership__in=kept)
    over = meetings.filter(stage__in=OPEN, starts_at__lte=now)
    planned = meetings.filter(stage=Stage.PLANNED, starts_at__range=(now, now + SEND_BEFORE))
    unwritten = meetings.filter(
        Q(minutes__isnull=True) | Q(minutes__stage=MinutesStage.DRAFT),
        stage=Stage.HELD,
        relation_only=False,
        starts_at__gt=now - RECENT,
    )
    waiting = AgendaItem.objects.waiting().filter(meeting=OuterRef("pk"))
    to_come = Meeting.objects.filter(series=OuterRef("pk"), stage__in=OPEN, starts_at__gt=now)
    without = Series.objects.going_on().filter(~Exists(to_come), partnership__in=kept)
    to_decide = meetings.filter(Exists(waiting), stage__in=OPEN, starts_at__gt=now)
    return (
        _lines(planned, "send", due=F("first_day")),
        _lines(over, "hold"),
        _lines(unwritten, "write"),
        _lines(to_decide, "decide", due=F("first_day")),
        _lines(without.order_by(), "next"),
    )
