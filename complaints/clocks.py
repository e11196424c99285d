"""Which times run for a complaint, in which stages, and how long they are where an office has set nothing else.

Source: DOMAIN 2.7 (proposals; no binding term for police complaints in NRW was found).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.stages import OPEN, PAUSED, Stage
from complaints.worktime import Unit
from partnerships.shared.workdays import Days, is_working_day


class ClockKind(models.TextChoices):
    """What is to be done in time."""

    ACKNOWLEDGEMENT = "acknowledgement", _("confirm that it arrived")
    TRIAGE = "triage", _("sort it and begin")
    STATEMENT = "statement", _("statement of the unit")
    INTERIM = "interim", _("write to the person how it stands")
    ANSWER = "answer", pgettext_lazy("a clock", "answer")
    ESCALATION = "escalation", _("tell the head that it takes long")
    PERSON = "person", _("the person's reply")
    SUSPENSION = "suspension", _("check whether it still rests")


class Times(NamedTuple):
    """A target: so many units, and the share of complaints in percent in which it is to be kept; None where no share is aimed at."""

    number: int
    unit: str
    share: int | None


class Running(NamedTuple):
    """In which stages it runs and in which of them it stands still; `by_hand`: officers start it."""

    stages: tuple[Stage, ...]
    rests_in: tuple[Stage, ...] = ()
    by_hand: bool = False


RUNNING = {
    ClockKind.ACKNOWLEDGEMENT: Running((Stage.RECEIVED,)),
    ClockKind.TRIAGE: Running((Stage.RECEIVED, Stage.ACKNOWLEDGED)),
    ClockKind.STATEMENT: Running((Stage.UNDER_REVIEW, *PAUSED), (Stage.SUSPENDED,), by_hand=True),
    ClockKind.INTERIM: Running(OPEN, PAUSED),
    ClockKind.ANSWER: Running(OPEN, PAUSED),
    ClockKind.ESCALATION: Running(OPEN, PAUSED),
    ClockKind.PERSON: Running((Stage.AWAITING_PERSON,)),
    ClockKind.SUSPENSION: Running((Stage.SUSPENDED,)),
}
FIRST_TIMES = {
    ClockKind.ACKNOWLEDGEMENT: Times(3, Unit.WORKING_DAYS, 95),
    ClockKind.TRIAGE: Times(5, Unit.WORKING_DAYS, 95),
    ClockKind.STATEMENT: Times(10, Unit.WORKING_DAYS, 90),
    ClockKind.INTERIM: Times(4, Unit.WEEKS, 100),
    ClockKind.ANSWER: Times(6, Unit.WEEKS, 90),
    ClockKind.ESCALATION: Times(3, Unit.MONTHS, None),
    ClockKind.PERSON: Times(14, Unit.DAYS, None),
    ClockKind.SUSPENSION: Times(3, Unit.MONTHS, 100),
}
SOON = 3  # working days before it is over a clock is amber
REOPEN_MONTHS = 3  # after the answer


def soon_until(today: date, closed: Sequence[Days] = ()) -> date:
    """What is due by then is due soon: SOON working days on."""
    day, left = today, SOON
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, closed)
    return day
