"""Somebody who complains: the last step, fifty at once, a large file, twenty who sign in; beside django-helpdesk.

The last step is measured without its hash, which is meant to be slow: a profile function notes how long `derive_private`
takes inside the same request, and that is taken off. It is set for the empty page too, so that both are slowed alike.
"""

import contextlib
import gc
import http.client
import io
import re
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_bytes
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import psutil
from django.conf import settings

from complaints import slowing
from complaints.models import Complaint, seen_by_house
from complaints.store.derived import derive_private
from complaints.store.secret import new_secret
from complaints.visiting import COOKIE, Visiting
from config.wsgi import application
from partnerships.directory.models import Kind, Role
from tests.bench import beside_helpdesk, limits
from tests.bench.databases import fresh, migrate, using
from tests.bench.limits import Limit
from tests.bench.timing import Spread, ratio
from tests.bench.visits import BENCH, HOUSE
from tests.complaints.walking import GROUP, HIDDEN, MORE, NUMBER, PLACE, STORY, WAY
from tests.factories.complaints import open_office
from tests.factories.directory import (
    AccountFactory,
    GrantFactory,
    OrganisationFactory,
    PersonFactory,
)

if TYPE_CHECKING:
    from tests.browser.house import House

FORM, EMPTY, MAILBOX = "/de/complaint/write/", "/de/complaint/empty/", "/de/complaint/mailbox/"
TYPED = {"way": WAY, "place": PLACE, "story": STORY, "files": {}, "more": MORE}
AT_ONCE, SIGNING_IN = 50, 20
LARGE = 25 * 1024 * 1024 - 1000  # bytes of a file
PAIRS, TRIES, GUESSING = 30, 20, 8  # for the guessing run; people who guess at once
WAITED_MOST = 300  # seconds until a request counts as lost
ASKED = 25  # requests of the other page while twenty sign in


@dataclass(frozen=True)
class Guessed:
    """Milliseconds of a try; `share`: of all pairs in which the wrong code takes longer than the unknown number (Mann-Whitney)."""

    wrong: Spread
    unknown: Spread
    share: float
    a_second: float  # by eight at once, before anything is slowed down
    let_through: int  # of TRIES at one number, made as fast as it answers


@dataclass(frozen=True)
class Found:
    """Milliseconds of one request; seconds of those at once; megabytes of a web process."""

    last: Spread  # without its hash
    hashed: Spread
    empty: Spread
    to_empty: Spread
    stored: int
    numbers: int
    errors: int
    longest: float
    all_at_once: float
    grown: float
    other_quiet: float
    other_beside: float
    to_quiet: Spread
    let_in: int
    told_to_wait: int
    guessed: "Guessed"
    helpdesk: beside_helpdesk.Found

    def limits(self) -> Iterator[Limit]:
        """What was promised of complaints; nothing of django-helpdesk."""
        yield Limit("last step of a complaint without its hash, against an empty public page",
                    self.to_empty.p50, limits.LAST_STEP_RATIO)  # fmt: skip
        yield Limit(f"of {AT_ONCE} sent at once, not stored", AT_ONCE - self.stored, 0)
        yield Limit(f"of {AT_ONCE} sent at once, without a number of their own", AT_ONCE - self.numbers, 0)  # fmt: skip
        yield Limit(f"of {AT_ONCE} sent at once, errors", self.errors, 0)
        yield Limit("a web process while it takes in 25 MB, megabytes more", self.grown, limits.UPLOAD_MEGABYTES)  # fmt: skip
        yield Limit(f"a page beside {SIGNING_IN} who sign in to a mailbox", self.to_quiet.p50, limits.SIGN_IN_RATIO)  # fmt: skip
        yield Limit("a wrong code against an unknown number, share of pairs that take longer",
                    max(self.guessed.share, 1 - self.guessed.share), limits.GUESS_SHARE)  # fmt: skip
        yield Limit(f"of {TRIES} codes tried at one number, let through", self.guessed.let_through,
                    slowing.WRONG_CODES_OF_NUMBER.free)  # fmt: skip
        yield Limit(f"of {SIGNING_IN} who sign in at once, neither let in nor told to wait",
                    SIGNING_IN - self.let_in - self.told_to_wait, 0)  # fmt: skip


def measure(*, rounds: int) -> Found:
    """First one request at a time in this process, then the server as people reach it."""
    alone = _measure_last_step(rounds * 4)
    # Loading it starts services and names them in the environment that later processes inherit.
    from tests.browser.house import open_house

    with open_house() as house:
        people = [Browser(house, FORM).walk_to_summary() for _ in range(AT_ONCE)]
        crowd = _send_at_once(house, people)
        grown = _measure_upload(house)
        beside = _sign_in_at_once(house, people[0], rounds)
        guessed = _guess(house, [each.number for each in people])
    return Found(*alone, *crowd, grown, *beside, guessed, beside_helpdesk.measure(rounds * 4))


class HashClock:
    """Seconds that making a key of a code takes while the block lasts: Argon2id, and the wait for its thread."""

    def __init__(self) -> None:
        self.seconds, self._began = 0.0, 0.0

    def _hear(self, frame: FrameType, event: str, _argument: object) -> None:
        if frame.f_code is derive_private.__code__ and event in ("call", "return"):
            now = time.perf_counter()
            self.seconds += now - self._began if event == "return" else 0.0
            self._began = now

    def __enter__(self) -> "HashClock":
        sys.setprofile(self._hear)
        return self

    def __exit__(self, *_failed: object) -> None:
        sys.setprofile(None)


def _measure_last_step(rounds: int) -> tuple[Spread, Spread, Spread, Spread]:
    settings.ROOT_URLCONF = BENCH
    migrate()
    with using(fresh("bench_complaints")):
        office = open_office(OrganisationFactory(name="Polizei Nord", kind=Kind.POLICE))
        officer = PersonFactory(account=AccountFactory())  # who is told of each
        GrantFactory(person=officer, role=Role.COMPLAINTS, organisation=office.authority)
        last, hashed, empty = [], [], []
        for number in range(rounds + 3):
            visiting = _visit_at_its_end()
            gc.collect()
            sent = lambda: _ask(FORM, visiting, {"step": "check", "go": "send"})  # noqa: B023,E731
            calls: list[Callable[[], str]] = [sent, lambda: _ask(EMPTY)]
            took = {call: _watch(call) for call in (calls if number % 2 else reversed(calls))}
            (whole, argon), (page, _none) = took[calls[0]], took[calls[1]]
            assert argon > 0, "the hash was not seen"
            if number >= 3:  # those before warm everything
                last.append(whole - argon)
                hashed.append(argon)
                empty.append(page)
        with seen_by_house():
            assert Complaint.objects.filter(office=office).count() == rounds + 3
    settings.ROOT_URLCONF = HOUSE
    in_ms = [Spread.of([each * 1000 for each in values]) for values in (last, hashed, empty)]
    return in_ms[0], in_ms[1], in_ms[2], ratio(last, empty)


def _watch(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the whole, and of the hash in it."""
    with HashClock() as clock:
        began = time.perf_counter()
        call()
        return time.perf_counter() - began, clock.seconds


def _visit_at_its_end() -> Visiting:
    """All is typed; the page with the summary is open."""
    visiting = Visiting(token_bytes(32), is_known=True)
    lists = {step: {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
             for step, typed in TYPED.items()}  # fmt: skip
    visiting.state = {"typed": lists, "at": "check"}
    visiting.save()
    return visiting


def _ask(path: str, visiting: Visiting | None = None, typed: dict[str, str] | None = None) -> str:
    """Straight into the application; the body. Raises: AssertionError for anything but a page or a way on."""
    from base64 import urlsafe_b64encode

    said: list[str] = []
    body = b""
    environment: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }
    if visiting:
        body = urlencode({**(typed or {}), "visit": visiting.form_token}).encode()
        environment |= {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"{COOKIE}={urlsafe_b64encode(visiting.key).decode()}",
        }
    environment["wsgi.input"] = io.BytesIO(body)
    answer = application(environment, lambda status, *_rest: said.append(status))
    page = b"".join(answer).decode()
    answer.close()
    assert said[0][:3] == ("302" if visiting else "200"), (path, said, page[:2000])
    return page


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    page: str
    seconds: float


class Browser:
    """Somebody at the real server, without JavaScript."""

    def __init__(self, house: "House", path: str) -> None:
        self.house, self.path, self.cookie = house, path, ""
        self.page = self.ask().page

    def ask(self, body: bytes = b"", kind: str = "application/x-www-form-urlencoded") -> Answer:
        """The page, or the answer to a form."""
        began = time.perf_counter()
        talk = http.client.HTTPConnection("localhost", self.house.port, timeout=WAITED_MOST)
        headers = {"Cookie": self.cookie, "Content-Type": kind}
        talk.request("POST" if body else "GET", self.path, body=body or None, headers=headers)
        answer = talk.getresponse()
        said = answer.read().decode()
        if given := answer.headers["Set-Cookie"]:
            self.cookie = given.split(";")[0]
        talk.close()
        return Answer(answer.status, said, time.perf_counter() - began)

    def go(self, go: str = "next", **typed: Any) -> Answer:
        """Presses a button; the page that it leads to is kept."""
        hidden = dict(HIDDEN.findall(self.page))
        answer = self.ask(urlencode({**hidden, **typed, "go": go}, doseq=True).encode())
        self.page = self.ask().page if answer.status == 302 else answer.page
        return answer

    @property
    def number(self) -> str:
        """Of the receipt on the page, without gaps; blank where there is none."""
        found = NUMBER.search(self.page)
        return found[1].replace(" ", "") if found else ""

    def walk_to_summary(self) -> "Browser":
        """Every step; the first of several offices."""
        while (step := dict(HIDDEN.findall(self.page))["step"]) != "check":
            office = re.search(r'name="office" value="(\d+)"', self.page)
            more = {"office": office[1]} if office else {}
            assert self.go(**{**TYPED[step], **more}).status == 302, self.page
        return self

    def walk_to_files(self) -> "Browser":
        """Up to the step for files."""
        while (step := dict(HIDDEN.findall(self.page))["step"]) != "files":
            office = re.search(r'name="office" value="(\d+)"', self.page)
            more = {"office": office[1]} if office else {}
            assert self.go(**{**TYPED[step], **more}).status == 302, self.page
        return self

    def add_file(self, data: bytes) -> Answer:
        """In the step for files."""
        fields = {**dict(HIDDEN.findall(self.page)), "go": "add"}
        parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]  # fmt: skip
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        body = b"".join([*parts, head, data, b"\r\n--x--\r\n"])
        answer = self.ask(body, "multipart/form-data; boundary=x")
        self.page = self.ask().page
        return answer


def _at_once(calls: list[Callable[[], Answer]]) -> list[Answer]:
    """Each in a thread, all let go at the same instant."""
    gate, found = threading.Barrier(len(calls)), []

    def run(call: Callable[[], Answer]) -> None:
        gate.wait()
        found.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


def _send_at_once(house: "House", people: "list[Browser]") -> tuple[int, int, int, float, float]:
    """Stored, different numbers, errors, the longest wait and how long it took for all."""
    count = (
        "from complaints.models import Complaint, seen_by_house\n"
        "with seen_by_house(): print(Complaint.objects.count())"
    )
    before = int(house.ask(count))
    began = time.perf_counter()
    answers = _at_once([lambda each=each: each.go("send") for each in people])
    took = time.perf_counter() - began
    numbers = {each.number for each in people} - {""}
    errors = AT_ONCE - sum(each.status == 302 for each in answers)
    stored = int(house.ask(count)) - before
    return stored, len(numbers), errors, max(each.seconds for each in answers), took


def _measure_upload(house: "House") -> float:
    """By how many megabytes the web process grows that grows most; it has taken a small file before."""
    from tests.uploads.files import picture

    for _ in range(8):  # both processes have done everything once
        assert Browser(house, FORM).walk_to_files().add_file(picture("JPEG")).status == 302
    sender = Browser(house, FORM).walk_to_files()
    photo = picture("JPEG", size=(3000, 2000))
    large = photo + bytes(LARGE - len(photo))
    with Growth(house) as growth:
        assert sender.add_file(large).status == 302
    assert "com-files__name" in sender.page, "the large file was not taken"
    return growth.most / 1e6


class Growth(threading.Thread):
    """How much more memory a web process has than before, in bytes; the children that open files are none."""

    def __init__(self, house: "House") -> None:
        super().__init__(daemon=True)
        master = psutil.Process(int((house.var / "processes" / "web").read_text().split()[0]))
        self._before = {each: each.memory_info().rss for each in master.children()}
        assert self._before, "the server has no processes"
        self._over, self.most = threading.Event(), 0

    def run(self) -> None:
        """Look until it is over."""
        while not self._over.wait(0.01):
            for each, before in self._before.items():
                self.most = max(self.most, each.memory_info().rss - before)

    def __enter__(self) -> "Growth":
        self.start()
        return self

    def __exit__(self, *_failed: object) -> None:
        self._over.set()
        self.join()


def _sign_in_at_once(
    house: "House", sender: "Browser", rounds: int
) -> tuple[float, float, Spread, int, int]:
    """Another page in the quiet and beside twenty who sign in, milliseconds; the fewest let in, those told to wait beside them."""
    opened = {"number": sender.number, "code": "".join(GROUP.findall(sender.page))}
    quiet, beside, counted = [], [], []
    for _ in range(rounds):
        people = [Browser(house, MAILBOX) for _ in range(SIGNING_IN)]
        quiet.append(_ask_other(house, lambda: True))
        answers: list[Answer] = []
        signing = threading.Thread(target=lambda: answers.extend(  # noqa: B023
            _at_once([lambda each=each: each.go("open", **opened) for each in people])))  # fmt: skip # noqa: B023
        signing.start()
        time.sleep(0.05)
        beside.append(_ask_other(house, signing.is_alive))
        signing.join()
        counted.append((sum(each.status == 302 for each in answers), sum(each.status == 503 for each in answers)))  # fmt: skip
    in_ms = [statistics.median(each) * 1000 for each in (quiet, beside)]
    return in_ms[0], in_ms[1], ratio(beside, quiet), *min(counted)


def _guess(house: "House", numbers: list[str]) -> Guessed:
    """Codes by chance, each with right check digits: for numbers that there are, each once, and for such as there are not.

    So few that the site's own limit is not met; then one number again and again.
    """
    guesser = Browser(house, MAILBOX)
    unknown = [f"{number:09d}" for number in range(AT_ONCE * 2) if f"{number:09d}" not in numbers]
    taken: dict[str, list[float]] = {"wrong": [], "unknown": []}
    for known, nobodys in zip(numbers[:PAIRS], unknown[:PAIRS], strict=True):
        for name, number in (("wrong", known), ("unknown", nobodys)):
            answer = guesser.go("open", number=number, code=new_secret())
            assert answer.status == 200, answer.page
            taken[name].append(answer.seconds * 1000)
    crowd = [Browser(house, MAILBOX) for _ in range(GUESSING)]
    began = time.perf_counter()
    answers = _at_once([lambda each=each, number=number: each.go("open", number=number, code=new_secret())
                        for each, number in zip(crowd, unknown[PAIRS:], strict=False)])  # fmt: skip
    a_second = sum(each.status == 200 for each in answers) / (time.perf_counter() - began)
    tried = [guesser.go("open", number=numbers[-1], code=new_secret()).status for _ in range(TRIES)]
    longer = [one > other for one in taken["wrong"] for other in taken["unknown"]]
    return Guessed(
        Spread.of(taken["wrong"]),
        Spread.of(taken["unknown"]),
        sum(longer) / len(longer),
        a_second,
        tried.count(200),
    )


def _ask_other(house: "House", goes_on: Callable[[], bool]) -> float:
    """Seconds of the start page: the middle of those that were asked for in time."""
    taken = []
    while len(taken) < ASKED and (goes_on() or not taken):
        began = time.perf_counter()
        with contextlib.closing(http.client.HTTPConnection("localhost", house.port)) as talk:
            talk.request("GET", "/de/complaint/")
            assert talk.getresponse().read()
        taken.append(time.perf_counter() - began)
        time.sleep(0.01)
    return statistics.median(taken)
