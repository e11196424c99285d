"""Meetings as a list: all that one sees, or those of one partnership; what comes next stands above."""

from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from meetings import rules
from meetings.cadence import in_words
from meetings.models import Meeting, Poll, Series
from meetings.models.meetings import MeetingQuerySet
from meetings.rhythm import Rhythm
from meetings.stages import OPEN, PollStage, Stage
from meetings.views.frame import stage_badge
from meetings.watching import read_rhythm
from partnerships.directory.models import Account, Partnership
from partnerships.directory.requests import Request
from partnerships.shared.languages import content_language
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.parts.figures import day_text
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, period, when, words

NEXT = 3  # meetings to come above the list


class TimeFilter(django_filters.ChoiceFilter):
    """What is to come, or what is over."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed by the end of the meeting."""
        now = timezone.now()
        if value == "to_come":
            return qs.filter(ends_at__gte=now, stage__in=OPEN)
        return qs.filter(ends_at__lt=now) if value == "over" else qs


class MeetingFilter(ListFilter):
    """What may be asked of the list."""

    q = WordsFilter(field_name="title", also=("title_en", "place"), label=_("Title or place"))
    time = TimeFilter(
        choices=[("to_come", _("to come")), ("over", _("over"))],
        label=_("When"),
        empty_label=_("all"),
    )
    stage = choice_filter(Stage.choices, label=_("Stage"))


class MeetingLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.english = content_language() == "en"
        self.address = addresses("meetings:detail")
        self.partnership = addresses("directory:partnership")
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.badges = {value: stage_badge(value) for value in Stage.values}

    def named(self, german: str, english: str) -> str:
        """In the reader's language, or as it was given."""
        return (self.english and english) or german


COLUMNS = (
    ListColumn(
        "title",
        _("Title"),
        ("id", "title", "title_en"),
        value=lambda row, look: look.named(row.title, row.title_en),
        cell=lambda row, look: link(
            words(look.named(row.title, row.title_en)), look.address(row.id)
        ),
        sort=lambda: german("title"),
    ),
    ListColumn(
        "starts_at",
        _("Begins"),
        ("starts_at", "first_day", "last_day", "only_period"),
        value=lambda row, look: row.first_day if row.only_period else row.starts_at,
        cell=lambda row, look: (
            period(row.first_day, row.last_day) if row.only_period else when(row.starts_at)
        ),
        sort=("starts_at",),
    ),
    ListColumn(
        "place",
        _("Place"),
        ("place",),
        value=lambda row, look: row.place,
    ),
    ListColumn(
        "format",
        pgettext_lazy("a meeting", "Format"),
        ("format__name", "format__name_en"),
        value=lambda row, look: look.named(row.format__name, row.format__name_en),
        shown=False,
    ),
    ListColumn(
        "stage",
        _("Stage"),
        ("stage",),
        value=lambda row, look: look.stages[row.stage],
        cell=lambda row, look: look.badges[row.stage],
        sort=lambda: by_label("stage", Stage.choices),
    ),
)
PARTNERSHIP = ListColumn(
    "partnership",
    _("Partnership"),
    ("partnership_id", "partnership__name", "partnership__name_en"),
    value=lambda row, look: look.named(row.partnership__name, row.partnership__name_en),
    cell=lambda row, look: link(
        words(look.named(row.partnership__name, row.partnership__name_en)),
        look.partnership(row.partnership_id),
    ),
    sort=("partnership__sort_key",),
)


def _lay_list(slug: str, columns: tuple[ListColumn, ...]) -> List:
    return List(
        slug=slug,
        caption=_("Meetings"),
        columns=columns,
        filters=MeetingFilter,
        order=("-starts_at", "-id"),
        look=MeetingLabels,
        empty=_("No meeting yet"),
        empty_text=_(
            "Those who know each other before there is trouble can talk when there is. Meetings stand here as soon as somebody plans one."
        ),
    )


REGISTER = _lay_list("meetings", (*COLUMNS[:2], PARTNERSHIP, *COLUMNS[2:]))
OF_ONE = _lay_list("meetings-of-partnership", COLUMNS)


def _coming(rows: MeetingQuerySet) -> list[Meeting]:
    return list(rows.to_come()[:NEXT])


def meetings(request: Request) -> HttpResponseBase:
    """Every meeting one may see, the latest first."""
    rows = Meeting.objects.visible_to(request.user)
    context = {"coming": _coming(rows.select_related("partnership"))}
    return respond(request, REGISTER, rows, template="meetings/list.html", context=context)


def _rhythm(partnership: Partnership, rows: MeetingQuerySet) -> dict[str, object]:
    """Does it meet as often as it wants to?"""
    series = list(Series.objects.going_on().filter(partnership=partnership).order_by("pk"))
    rhythm = read_rhythm(rows, [row.rule for row in series])
    return {
        "rhythm": rhythm,
        "series": [(row, in_words(row.rule, row.from_time)) for row in series],
        "last_words": _last_in_words(rhythm),
    }


def _last_in_words(rhythm: Rhythm) -> str:
    if rhythm.last is None or rhythm.days_since is None:
        return ""
    days = ngettext("%(days)d day ago", "%(days)d days ago", rhythm.days_since)
    return f"{day_text(rhythm.last)} ({days % {'days': rhythm.days_since}})"


def of_partnership(request: Request, pk: int) -> HttpResponseBase:
    """Those of one partnership, under its tabs."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rows = Meeting.objects.visible_to(request.user).filter(partnership=partnership)
    context = {
        "partnership": partnership,
        "can_plan": rules.can_plan(request.user, partnership),
        "can_send_signal": rules.signals.can_send_signal(request.user, partnership),
        "can_propose": rules.agenda.can_propose(request.user, partnership),
        "coming": _coming(rows),
        "polls": Poll.objects.filter(partnership=partnership, stage=PollStage.OPEN),
        **_rhythm(partnership, rows),
    }
    return respond(
        request,
        OF_ONE,
        rows,
        template="meetings/list.html",
        context=context,
        facts={"partnership": pk},
    )
