"""A page of the real server while others send half requests, a slow file or hostile PDFs, beside the quiet run."""

import contextlib
import http.client
import re
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench import limits
from tests.bench.limits import Limit
from tests.bench.timing import Spread
from tests.uploads import files

if TYPE_CHECKING:
    from tests.browser.house import House

PATHS = {"healthz": "/healthz", "list": "/organisations/"}
ASKED = 12  # requests of each page in each state of each round
HALF = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nlogin="
OBJECTS = 330_000  # of a hostile PDF: 23 MB
SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from partnerships.agreements import rules
from partnerships.agreements.models import Clause
from partnerships.directory.models import Account
account = Account.objects.get(email="{email}")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = account.pk, account.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session.create()
annexes = Clause.objects.select_related("agreement")
print(session.session_key, next((f"/agreements/{{each.agreement_id}}/clauses/{{each.pk}}/files/add/"
    for each in annexes if rules.can_attach(account, each)), ""))
"""


@dataclass
class Row:
    """Milliseconds of a page in one state of the server, and against the quiet state of the same round."""

    state: str
    page: str
    milliseconds: Spread
    to_quiet: Spread


@dataclass
class Found:
    """All states."""

    rows: list[Row] = field(default_factory=list)

    def limits(self) -> Iterator[Limit]:
        """Promised of connections that hang; what takes the processor is told, and compared by people."""
        for row in self.rows:
            if row.state.endswith("idle") or row.state.startswith("slow"):
                yield Limit(
                    f"{row.page} beside {row.state}", row.to_quiet.p50, limits.VISITORS_RATIO
                )


def measure(*, rounds: int) -> Found:
    """The house of the demo, started for it."""
    # Loading it starts services and names them in the environment that later processes inherit.
    from tests.browser.house import open_house

    with open_house() as house:
        visitor = Visitor(house)
        states: dict[str, Callable[[], contextlib.AbstractContextManager[None]]] = {
            "quiet": contextlib.nullcontext,
            "30 idle": lambda: _idle(house, 30),
            "150 idle": lambda: _idle(house, 150),
            "slow upload": lambda: _slow_upload(house),
            "3 hostile PDFs": visitor.hostile,
        }
        taken: dict[tuple[str, str], list[float]] = {}
        visitor.medians()  # warm
        for _ in range(rounds):
            for state, enter in states.items():
                with enter():
                    for page, seconds in visitor.medians().items():
                        taken.setdefault((state, page), []).append(seconds * 1000)
    return Found([_row(taken, state, page) for state in states for page in PATHS])


def _row(taken: dict[tuple[str, str], list[float]], state: str, page: str) -> Row:
    here, quiet = taken[state, page], taken["quiet", page]
    ratios = [one / other for one, other in zip(here, quiet, strict=True)]
    return Row(state, page, Spread.of(here), Spread.of(ratios))


class Visitor:
    """Signed in as an account of the demo that may add files to a draft."""

    def __init__(self, house: "House") -> None:
        self.house = house
        self.file = files.many_objects(OBJECTS)  # made before anything is measured
        from tests.browser.house import address

        self.session, self.annex = house.ask(SIGN_IN.format(email=address("chair"))).split()

    def medians(self) -> dict[str, float]:
        """Seconds by page."""
        return {name: self._median(path) for name, path in PATHS.items()}

    def _median(self, path: str) -> float:
        taken = []
        for _ in range(ASKED):
            began = time.perf_counter()
            self.ask("GET", path)
            taken.append(time.perf_counter() - began)
            time.sleep(0.02)
        return statistics.median(taken)

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        """Status and body. Raises: AssertionError for a page that is not there."""
        talk = http.client.HTTPConnection("localhost", self.house.port, timeout=120)
        headers = {
            "Cookie": f"sessionid={self.session}",
            **({"Content-Type": kind} if kind else {}),
        }
        talk.request(method, path, body=body, headers=headers)
        answer = talk.getresponse()
        said = answer.read()
        talk.close()
        assert answer.status in (200, 302), (path, answer.status)
        return answer.status, said

    @contextlib.contextmanager
    def hostile(self) -> Iterator[None]:
        """Three files that take all that one may take, sent at once; the block begins when they are being opened."""
        sent = [threading.Thread(target=self._send_hostile) for _ in range(3)]
        for each in sent:
            each.start()
        time.sleep(1)
        yield
        for each in sent:
            each.join()

    def _send_hostile(self) -> None:
        _status, page = self.ask("GET", self.annex)
        tokens = {
            name: re.search(rf'name="{name}" value="([^"]+)"'.encode(), page)[1].decode()  # type: ignore[index]
            for name in ("csrfmiddlewaretoken", "once")
        }
        parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in tokens.items()]  # fmt: skip
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        body = b"".join([*parts, head, self.file, b"\r\n--x--\r\n"])
        status, _said = self.ask("POST", self.annex, body, "multipart/form-data; boundary=x")
        assert status == 200, "a hostile file was taken"


@contextlib.contextmanager
def _idle(house: "House", number: int) -> Iterator[None]:
    with contextlib.ExitStack() as opened:
        for _ in range(number):
            visitor = opened.enter_context(
                socket.create_connection(("localhost", house.port), timeout=10)
            )
            visitor.sendall(HALF)
        time.sleep(0.5)
        yield


@contextlib.contextmanager
def _slow_upload(house: "House") -> Iterator[None]:
    """Twenty megabytes of a file, a few kilobytes at a time, for as long as the block lasts."""
    over = threading.Event()
    head = "POST /de/verify/file/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"

    def send() -> None:
        with socket.create_connection(("localhost", house.port), timeout=10) as visitor:
            visitor.sendall(head.encode())
            while not over.wait(0.05):
                visitor.sendall(bytes(5000))

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield
    finally:
        over.set()
        sender.join()
