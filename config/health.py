"""Is the process alive, and can the house work?"""

from collections.abc import Callable
from datetime import timedelta

from botocore.exceptions import BotoCoreError, ClientError
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import oldest_wait

TOO_LONG = timedelta(minutes=15)  # longer than any single document; then nobody works on the queue
PROBE = "health/probe"


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the web process answers, and nothing of what it needs."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker, storage and the age of the oldest row that waits; 503 when one is not well."""
    answers = {"database": database(), "broker": broker(), "storage": _storage()}
    waits = _waits() if answers["database"] else None
    answers["queue"] = waits is not None and waits < TOO_LONG.total_seconds()
    body = {"ok": all(answers.values()), **answers, "oldest_wait_seconds": waits}
    return JsonResponse(body, status=200 if body["ok"] else 503)


def _well(ask: Callable[[], object], *faults: type[Exception]) -> bool:
    try:
        ask()
    except faults:
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def database() -> bool:
    """Does the database answer?"""
    return _well(_ask_database, DatabaseError)


def broker() -> bool:
    """Does Redis take a value?"""
    return _well(lambda: cache.set(PROBE, 1, 10), RedisError, OSError)


def _ask_storage() -> None:
    storage = storages["private"]
    if not storage.exists(PROBE):
        storage.save(PROBE, ContentFile(b"ok"))
    with storage.open(PROBE) as probe:
        probe.read()


def _storage() -> bool:
    return _well(_ask_storage, OSError, BotoCoreError, ClientError)


def _waits() -> float:
    return round(max(oldest_wait(Document), oldest_wait(Letter)).total_seconds(), 1)
