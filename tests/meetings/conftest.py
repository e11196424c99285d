"""North plans a meeting; letters are posted into a mailbox."""

from collections.abc import Callable, Iterator
from datetime import time
from email.message import EmailMessage
from uuid import uuid4

import pytest

from meetings.actions import inviting, planning
from meetings.models import Meeting, MeetingFormat
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from partnerships.shared.outbox import OPEN
from tests.factories.meetings import FAR, load_formats
from tests.letters.mailbox import mailbox
from tests.meetings import imap
from tests.meetings.mailed import ADDRESS

__all__ = ["mailbox"]


@pytest.fixture(autouse=True)
def formats(db) -> None:
    """Also after a test that emptied the tables."""
    load_formats()


@pytest.fixture
def evening(cast) -> Callable[..., Meeting]:
    """A meeting of North to which chair, partner and one guest are to come; `send=True` invites them."""

    def _evening(*, send: bool = False, guest: str = "gast@example.org", **values) -> Meeting:
        keeper = cast.account("liaison")
        meeting = planning.plan(
            cast.north,
            by=keeper,
            **{
                "title": "Gesprächsabend",
                "format": MeetingFormat.objects.get(code="ag_dialog"),
                "first_day": FAR,
                "from_time": time(18),
                "until_time": time(20),
                "place": "Bürgerhaus",
                "has_meal": True,
                **values,
            },
        )
        people = [cast.people["chair"], cast.people["partner"]]
        guests = [inviting.Guest("Gast Beispiel", guest, "Nachbarn")]
        inviting.add(meeting, by=keeper, people=people, guests=guests)
        if send:
            inviting.send(meeting, by=keeper)
        return Meeting.objects.get(pk=meeting.pk)

    return _evening


@pytest.fixture
def delivered(mailbox) -> Callable[[], dict[str, EmailMessage]]:
    """What the worker posts now, by the address it goes to."""

    def _delivered() -> dict[str, EmailMessage]:
        waiting = Letter.objects.filter(status__in=OPEN).order_by("pk")
        with mailbox.open() as letters:
            for letter in waiting:
                post_letter.apply(args=(letter.pk,), task_id=uuid4().hex, throw=True)
            return {letter["To"]: letter for letter in list(letters)}

    return _delivered


@pytest.fixture(scope="module")
def server() -> Iterator[imap.Post]:
    with imap.running() as post:
        yield post


@pytest.fixture
def post(server, settings, monkeypatch) -> Iterator[imap.Post]:
    """The mailbox of the settings, empty."""
    settings.REPLIES_URL = f"imap://answers:p%40ss%2Fword@localhost:{server.port}/INBOX"
    settings.REPLIES_ADDRESS = ADDRESS
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    yield server
    server.empty()
