"""The agreements of an account to which something happens between two days."""

from datetime import date
from typing import Protocol

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from partnerships.agreements.models import Accession, Agreement, Exit, Termination
from partnerships.agreements.models.agreements import OTHER_TABLES
from partnerships.directory.models import Account
from partnerships.directory.models.conditions import Condition

MOST = 500  # agreements whose days one calendar shows
WITH_DAY = "outer_id = ANY (ARRAY(SELECT agreements_with_day(%(first)s, %(last)s, %(zone)s)))"


class WithDays(Protocol):
    """An agreement with what its days follow from: the last evaluation, valid notices, accessions not decided yet."""

    pk: int
    stage: str
    effective_on: date | None
    until_on: date | None
    ended_on: date | None
    notice_months: int
    evaluation_months: int
    evaluated: date | None
    leaving: list[Exit]
    noticed: list[Termination]
    acceding: list[Accession]


def agreements_with_days(account: Account, first: date, last: date) -> QuerySet[Agreement]:
    """Those that have a day from first to last, both included, the most recent first. Source of the function: function.py."""
    zone = timezone.get_current_timezone_name()
    with_day = Condition(WITH_DAY, first=first, last=last, zone=zone)
    return with_days(Agreement.objects.visible_to(account).filter(with_day))


def with_days(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The most recent first, each as WithDays."""
    kind, text = OTHER_TABLES["evaluated"]
    return (
        agreements.select_related("ceremony")
        .annotate(evaluated=kind(text))
        .prefetch_related(
            Prefetch("exits", Exit.objects.valid(), to_attr="leaving"),
            Prefetch("terminations", Termination.objects.valid(), to_attr="noticed"),
            Prefetch("accessions", Accession.objects.waiting(), to_attr="acceding"),
        )
        .order_by("-created_at", "-pk")
    )
