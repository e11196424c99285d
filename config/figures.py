"""Figures for an operator, in Prometheus' text format, behind a token; counts and ages only, never what they are about."""

import hmac
import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from config import health
from meetings.mailbox import READ_AT
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import OPEN, OutboxRow, Status
from partnerships.shared.sealing.models import Check

QUEUES: dict[str, type[OutboxRow]] = {"document": Document, "letter": Letter, "check": Check}


@login_not_required
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """Of the house as a whole, and of the process that answers. 404 without the setting or with another token."""
    if not _may_read(request):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(House())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(request: HttpRequest) -> bool:
    """The token comes as `Authorization: Bearer …`; how long a wrong one is compared says nothing of the right one."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    wanted = settings.FIGURES_TOKEN
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


class House:
    """What prometheus_client asks for the figures of this moment."""

    def collect(self) -> Iterator[Metric]:
        """The queues are counted only where the database answers: its own figure says the rest."""
        reached, redis = health.database(), health.broker()
        yield from _reachable({"database": reached, "redis": redis})
        if reached:
            yield from _queues()
        if redis and settings.REPLIES_URL:
            yield _mailbox()
        yield _memory()


def _reachable(answers: dict[str, bool]) -> Iterator[Metric]:
    gauge = GaugeMetricFamily("handschlag_reachable", "1 when it answers", labels=["service"])
    for name, well in answers.items():
        gauge.add_metric([name], float(well))
    yield gauge


def _queues() -> Iterator[Metric]:
    rows = GaugeMetricFamily("handschlag_rows", "Rows by state", labels=["queue", "state"])
    oldest = GaugeMetricFamily(
        "handschlag_oldest_seconds",
        "Age of the oldest row that waits, 0 for none",
        labels=["queue"],
    )
    for name, model in QUEUES.items():
        for state, count in _counts(model).items():
            rows.add_metric([name, state], count)
        oldest.add_metric([name], _age(model))
    yield from (rows, oldest)


def _counts(model: type[OutboxRow]) -> dict[str, int]:
    """What is open or has failed. What is done is no burden, and its number would tell how much the house is used."""
    watched = [*OPEN, Status.FAILED]
    counted = model.objects.filter(status__in=watched).values_list("status").annotate(Count("pk"))
    return {str(state): 0 for state in watched} | {str(state): n for state, n in counted}


def _age(model: type[OutboxRow]) -> float:
    oldest: datetime | None = model.objects.filter(status__in=OPEN).aggregate(
        oldest=Min("created_at")
    )["oldest"]
    return round((timezone.now() - oldest).total_seconds(), 1) if oldest else 0.0


def _mailbox() -> Metric:
    """Infinite where it was never read."""
    gauge = GaugeMetricFamily(
        "handschlag_replies_read_seconds", "Since the mailbox for answers was read"
    )
    read_at = cache.get(READ_AT)
    gauge.add_metric([], round(time.time() - read_at, 1) if read_at else float("inf"))
    return gauge


def _memory() -> Metric:
    """Of one web process: another one may answer next time, which the label tells."""
    gauge = GaugeMetricFamily(
        "handschlag_web_memory_bytes", "Greatest memory of this web process", labels=["process"]
    )
    unit = 1 if sys.platform == "darwin" else 1024
    gauge.add_metric([str(os.getpid())], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
    return gauge
