"""No form opens only to refuse after it was filled in: whoever is shown a form is not refused when it is sent as it should be.

Source: issue 13, point 2. As each of the cast to whom the table of addresses shows it; that a page that refuses does so
before it is filled in, tests/house/test_doors.py holds.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.cast import NAMES
from tests.house.addresses import path_of
from tests.house.scene import Scene
from tests.house.table import table
from tests.step.test_every_form import LEFT_OUT, TYPED, _carried, _close, _meant, _own

FEWEST = 200  # forms, counted for each person


def opened_to(name: str) -> Iterator[tuple[str, str]]:
    """Address and sample of every page that is shown to this person."""
    at = table().people.index(name)
    for door in table().doors():
        if door.answers["GET"][at] == "200" and door.address not in LEFT_OUT:
            yield door.address, door.sample


def test_whoever_is_shown_a_form_is_not_refused_when_it_is_sent(scene: Scene) -> None:
    answers: Counter[int] = Counter()
    refused, without = [], set()
    for name in NAMES:
        cache.clear()  # the rate limits that others of the cast ran into are not this person's
        client = scene.cast.client(name)
        for address, what in opened_to(name):
            # Whether a page is a step is the affair of its address, not of the visitor.
            if (address, what) in without:
                continue
            answer = _answer(client, path_of(scene, address, what), TYPED.get(address, {}))
            if answer is None:
                without.add((address, what))
                continue
            answers[answer] += 1
            if answer not in (200, 302):
                refused.append(f"{name} {address} {what}: {answer}")
    assert refused == []
    assert answers[302] >= FEWEST, answers


def _answer(client: Client, path: str, values: dict[str, object]) -> int | None:
    """To the form of this page, sent as it should be; None where the page has no form of a step."""
    with transaction.atomic():
        page: Any = client.get(path)
        context, status = _own(page), None
        if "step" in context:
            sent = _carried(context) | _meant(values, context.get("form"))
            status = client.post(path, sent).status_code
        _close(page)
        transaction.set_rollback(True)
    return status
