"""The log as a list: columns, filters, words for many events at once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.audit.sentences import kind_of, kinds, labels, sentence
from partnerships.shared.fields import DayField
from partnerships.shared.lists.description import List, ListColumn, Row, Text
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.registry import log_scopes
from partnerships.shared.templatetags.parts import link, words

LARGEST = 2**63 - 1  # what a number of a row can be
MOST_PEOPLE = 200  # of a name; more are joined instead of listed


class DayFilter(django_filters.DateFilter):
    """A day of our time, as people type or pick it."""

    field_class = DayField


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _what_choices() -> list[tuple[str, str]]:
    return sorted(labels().items(), key=lambda entry: entry[1].casefold())


class PersonFilter(SearchFilter):
    """Who did it. Accounts are looked up first: among a hundred thousand events a number is found at once.

    `field_name` leads from an account to what is searched; `column` holds who did it.
    """

    def __init__(self, *args: object, column: str = "by", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column = column

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to events of people whose name holds every word."""
        if not value:
            return qs
        accounts = super().filter(get_user_model()._default_manager.all(), value)
        numbers = list(accounts.values_list("pk", flat=True)[: MOST_PEOPLE + 1])
        people = accounts.values("pk") if len(numbers) > MOST_PEOPLE else numbers
        return qs.filter(**{f"{self.column}__in": people})


class DaysFilter(ListFilter):
    """From one day to another, of rows that say in `at` when they were written."""

    since = DayFilter(label=_("From"), method="from_day")
    until = DayFilter(label=_("Until and including"), method="until_day")

    def from_day(self, rows: QuerySet, _name: str, day: date) -> QuerySet:
        """From its first moment on; compared as a moment, so that the index serves."""
        return rows.filter(at__gte=_start(day))

    def until_day(self, rows: QuerySet, _name: str, day: date) -> QuerySet:
        """To the end of the day."""
        return rows.filter(at__lt=_start(day + timedelta(days=1)))


class LogFilter(DaysFilter):
    """By person, days, what was done, and what it was about."""

    q = PersonFilter(field_name="person__sort_key", label=_("Person"))
    # Asked each time: the words are in the language of the reader.
    what = choice_filter(_what_choices, label=_("What was done"))
    kind = choice_filter(kinds, field_name="target_label", label=_("About a"))
    number = django_filters.NumberFilter(
        label=_("with the number"), method="of_number", min_value=1, max_value=LARGEST
    )

    def of_number(self, rows: QuerySet, _name: str, number: Decimal) -> QuerySet:
        """Whole numbers; nothing has half a one."""
        if number != int(number):
            return rows.none()
        return rows.filter(target_id=int(number))


class EventWords:
    """Words for the events of one page."""

    def __init__(self, account: Account, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.before, self.after = reverse("audit:event", args=[0]).rsplit("0", 1)
        self.by_clock = gettext("the program, by the clock")
        self._said: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def said(self, row: Row) -> str:
        """Each sentence once: most events of a page say the same."""
        key = f"{row.what} {row.facts}"
        if key not in self._said:
            self._said[key] = sentence(row.what, row.facts)
        return self._said[key]

    def kind(self, label: str) -> str:
        """The name of a table for people, by its label."""
        if label not in self._kinds:
            self._kinds[label] = kind_of(label)
        return self._kinds[label]

    def person(self, row: Row) -> str:
        """Who it was: by name, by address where no person is entered, or the clock."""
        name = f"{row.by__person__given_name or ''} {row.by__person__family_name or ''}".strip()
        return name or row.by__email or self.by_clock

    @cached_property
    def capacities(self) -> dict[str, str]:
        """In words, all that stand in these rows."""
        return in_words({row.capacity for row in self.rows if row.capacity})

    @cached_property
    def controllers(self) -> dict[str, str]:
        """Names of the organisations that answer for these rows."""
        return in_words(
            {f"controller:{row.controller_id}" for row in self.rows} - {"controller:None"}
        )


def in_words(names: set[str]) -> dict[str, str]:
    """Capacities and controllers, by their codes. Those that are gone are missing."""
    words_by_code: dict[str, str] = {}
    wanted = names - {""}
    for scope in log_scopes if wanted else ():
        words_by_code |= scope.in_words(wanted)
    return words_by_code


def _about(row: Row, look: EventWords) -> str:
    return f"{look.kind(row.target_label)} {row.target_id or ''}".strip()


def _column(slug: str, label: Text, fields: str, value: Callable, **how: Any) -> ListColumn:
    return ListColumn(slug, label, tuple(fields.split()), value, **how)


WHO = "by__person__given_name by__person__family_name by__email"

LOG = List(
    slug="log",
    caption=_("Log"),
    columns=(
        _column(
            "what",
            _("What"),
            "id what facts",
            lambda row, look: look.said(row),
            cell=lambda row, look: link(
                words(look.said(row)), f"{look.before}{row.id}{look.after}"
            ),
        ),
        _column("at", _("When"), "at", lambda row, look: row.at, sort=("at",)),
        _column("who", _("Who"), WHO, lambda row, look: look.person(row)),
        _column(
            "acting",
            _("Acting"),
            "capacity",
            lambda row, look: look.capacities.get(row.capacity, row.capacity),
        ),
        _column("about", _("About"), "target_label target_id", _about),
        _column(
            "controller",
            _("Controller"),
            "controller_id",
            lambda row, look: look.controllers.get(f"controller:{row.controller_id}", ""),
            shown=False,
        ),
        _column("code", _("Code"), "what", lambda row, look: row.what, shown=False),
        _column("number", _("Number"), "id", lambda row, look: row.id, shown=False, numeric=True),
    ),
    filters=LogFilter,
    order=("-at", "-id"),
    look=EventWords,
    empty=_("No entries yet"),
    empty_text=_("Whatever people do and read here is noted and appears on this page."),
)
