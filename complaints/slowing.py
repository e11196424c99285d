"""What comes very often waits: a page says how many seconds, and everything that was typed stays on it.

No thread stands still for it, nobody is refused, and no address is asked for: what counts is the number that was typed,
the visit and the site. Redis holds figures under a sum made with our secret key and the day, for an hour at most. Where it
does not answer, nobody waits. Source: decision 0051.
"""

import logging
import math
import time
from functools import cache
from typing import NamedTuple, cast

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Pace(NamedTuple):
    """So many of this in so many seconds are free; each further one waits so many seconds longer."""

    name: str
    free: int
    within: int
    longer: float


WRONG_CODES_OF_NUMBER = Pace("wrong codes of a number", 5, 3600, 5)
WRONG_CODES_OF_SITE = Pace("wrong codes", 100, 600, 0.5)
SENDINGS_OF_VISIT = Pace("sendings of a visit", 3, 3600, 10)
SENDINGS_OF_SITE = Pace("sendings", 200, 600, 0.5)
WRITINGS_OF_VISIT = Pace("writings of a visit", 10, 3600, 10)
WRITINGS_OF_SITE = Pace("writings", 400, 600, 0.5)
LONGEST = 60  # seconds that anybody waits at once
GOES_STALE = 600  # seconds after which one who has waited and not come back waits anew
Counted = tuple[Pace, str]  # and of whom: a number, a visit, or blank for the site


def sendings_of(visit: str) -> tuple[Counted, ...]:
    """Of this visit, and of the site: complaints and requests to be called alike."""
    return (SENDINGS_OF_VISIT, visit), (SENDINGS_OF_SITE, "")


def count(*counted: Counted) -> None:
    """It has happened once more."""
    keys = [(_key(pace.name, whom), pace.within) for pace, whom in counted]
    try:
        with _redis(settings.REDIS_URL).pipeline() as together:
            for key, within in keys:
                together.set(key, 0, ex=within, nx=True)
                together.incr(key)
            together.execute()
    except (RedisError, OSError):
        _log_silence()


def seconds_left(door: str, visit: str, *counted: Counted, at_least: int = 0) -> int:
    """How long this visit still waits at this door; 0 where it may go on, for once.

    Whoever has waited goes on, whatever others have done meanwhile.
    """
    ticket, now = _key(door, visit), time.time()
    keys = [_key(pace.name, whom) for pace, whom in counted]
    try:
        redis = _redis(settings.REDIS_URL)
        due, *happened = cast(list[bytes | None], redis.mget(ticket, *keys))
        if due is not None:
            left = math.ceil(int(due) / 1000 - now)
            if left > 0 or redis.delete(ticket):
                return max(0, left)
        longer = [
            max(0, int(number or 0) + 1 - pace.free) * pace.longer
            for (pace, _whom), number in zip(counted, happened, strict=True)
        ]
        seconds = min(LONGEST, math.ceil(max(at_least, *longer)))
        if seconds:
            redis.set(ticket, int((now + seconds) * 1000), ex=seconds + GOES_STALE)
    except (RedisError, OSError):
        _log_silence()
        return 0
    return seconds


@cache
def _redis(address: str) -> Redis:
    """Asked itself and not through Django's cache: several figures at once are one question."""
    return Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2)


def _key(name: str, whom: str) -> str:
    """Another one each day; nobody comes from it to a number or a visit without our secret key."""
    named = f"{timezone.localdate()}|{name}|{whom}"
    made = salted_hmac("complaints.slowing", named, algorithm="sha256").hexdigest()
    return f"slow:{made}"


def _log_silence() -> None:
    log.warning("Redis does not answer: nobody is slowed down at the moment")
