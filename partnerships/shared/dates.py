"""Spans of time that rows carry, and who is a member on a day.

Source: decision 0005 (unknown dates): `since` may be unknown with `attested_on`; `until_on` includes that day,
Europe/Berlin; "end now" stores a moment as well.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked


def hold_on(columns: str) -> str:
    """SQL, the same as `SpanQuerySet.on`: the row holds on %(day)s; %(zone)s is the name of our time zone.

    `columns`: what stands before the names of the columns, such as "p." for an alias.
    """
    ended = f"({columns}ended_at AT TIME ZONE %(zone)s)::date"
    return f"({_hold(columns, 'day')} AND ({columns}ended_at IS NULL OR {ended} > %(day)s))"


def hold_today(columns: str) -> str:
    """SQL, the same as `SpanQuerySet.current`: the row holds now; %(today)s is today. `columns` as above.

    A moment that ended it lies never ahead, so that none at all is asked for.
    """
    return f"({_hold(columns, 'today')} AND {columns}ended_at IS NULL)"


def _hold(columns: str, day: str) -> str:
    return f"""({columns}since <= %({day})s OR ({columns}since IS NULL AND {columns}attested_on <= %({day})s))
        AND ({columns}until_on IS NULL OR {columns}until_on >= %({day})s)"""


def holds_on(day: date) -> Q:
    """The same as a condition of the ORM; a row ended by a moment does not hold on the day of that moment."""
    began = Q(since__lte=day) | Q(since__isnull=True, attested_on__lte=day)
    not_over = Q(until_on__isnull=True) | Q(until_on__gte=day)
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__date__gt=day)
    return began & not_over & not_ended


class SpanQuerySet(models.QuerySet):
    """Rows of a dated table. What `on` asks stands above as SQL too, for statements written by hand."""

    def on(self, day: date) -> Self:
        """Rows that hold on this day."""
        return self.filter(holds_on(day))

    def current(self) -> Self:
        """Rows that hold at this moment."""
        return self.on(timezone.localdate())


class Span(Checked):
    """From when until when; one of `since` and `attested_on` is known."""

    since = models.DateField(_("since"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    until_on = models.DateField(_("until and including"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True


def span_constraints(name: str) -> list[models.BaseConstraint]:
    """What is always true of a span: a beginning is known or attested, and it does not end before it began."""
    return [
        models.CheckConstraint(
            name=f"{name}_has_beginning",
            condition=Q(since__isnull=False) | Q(attested_on__isnull=False),
            violation_error_message=_("Say since when, or on which day it is attested."),
        ),
        models.CheckConstraint(
            name=f"{name}_until_after_since",
            condition=Q(since__isnull=True)
            | Q(until_on__isnull=True)
            | Q(until_on__gte=models.F("since")),
            violation_error_message=_("The end must not be before the beginning."),
        ),
    ]
