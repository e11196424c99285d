"""Hundreds of invitations sent at once: each arrives, and once, whatever kills the worker meanwhile.

Mail knows no "exactly once": a worker killed between the server's yes and its own note posts that letter again.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.actions import inviting
from meetings.links import attendee_of
from meetings.models import Attendee
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from tests.factories.meetings import MeetingFactory
from tests.letters.mailbox import Mailbox
from tests.worker import Crew, crew, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("worker"),
]
INVITED, KILLS, LOOKED_AT = 300, 4, 10  # the figures of decision 0039 are of 1,000
LINK = re.compile(r"/meetings/answer/([\w-]+)/")


@pytest.fixture
def post_office(mailbox) -> Iterator[Crew]:
    """A crew that posts to the mailbox of the test."""
    with crew(
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(mailbox.port), EMAIL_USE_TLS="0", EMAIL_HOST_USER=""
    ) as found:
        yield found


def _send(cast) -> tuple[int, float]:
    """Statements of the sending itself, and its seconds with the hints to the worker."""
    keeper = cast.account("liaison")
    meeting = MeetingFactory(partnership=cast.north, planned_by=keeper)
    Attendee.objects.bulk_create(
        Attendee(meeting=meeting, name=f"Gast {n}", email=f"gast{n}@example.org", invited_at=None)
        for n in range(INVITED)
    )
    began = time.monotonic()
    with CaptureQueriesContext(connection) as asked:
        inviting.send(meeting, by=keeper)
    return len(asked), time.monotonic() - began


def _done() -> int:
    return Letter.objects.filter(status=Status.DONE).count()


def test_each_arrives_though_the_worker_is_killed_again_and_again(
    post_office: Crew, mailbox: Mailbox, cast
) -> None:
    chance = random.Random(14)  # noqa: S311  (no secret)
    hit = 0
    with mailbox.open() as letters:
        asked, sending = _send(cast)
        began = time.monotonic()
        for number in range(1, KILLS + 1):
            goal = number * INVITED // (KILLS + 2) + chance.randrange(15)
            wait_until(lambda goal=goal: _done() >= goal, "letters are posted", 120)
            if number < KILLS:
                hit += post_office.kill_hands()
            else:
                hit += len(post_office.hands())
                post_office.kill_worker()
                post_office.start_worker()
        wait_until(lambda: _done() == INVITED, "all are posted", 240)
        taken = time.monotonic() - began
        arrived = Counter(str(letter["To"]) for letter in letters)
        links = [(str(each["To"]), _token(each)) for each in letters]
    again = sum(arrived.values()) - INVITED
    assert set(arrived) == {f"gast{n}@example.org" for n in range(INVITED)}
    assert again <= hit, f"{again} letters twice, though only {hit} processes were killed"
    owners = [(to, attendee_of(token)) for to, token in links]
    assert all(owner is not None and owner.email == to for to, owner in owners)
    for _to, token in chance.sample(links, LOOKED_AT):
        assert Client().get(f"/meetings/answer/{token}/").status_code == 200
    assert asked <= 30, asked
    print(  # noqa: T201
        f"{INVITED} invitations: sent by {asked} statements in {sending:.1f} s, all posted in {taken:.1f} s, "
        f"{hit} processes killed, {again} letters twice"
    )


def _token(letter) -> str:
    found = LINK.search(letter.get_body(("plain",)).get_content())
    assert found, "a letter without a link"
    return found[1]
