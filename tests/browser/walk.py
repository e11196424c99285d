"""One visitor goes from page to page and notes what is wrong with each."""

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.axe import Axe, Combinations
from tests.browser.chromium import DESK, PHONE

NARROW = {"width": 320, "height": 640}  # 400 percent on a desk. Source: WCAG 2.2, 1.4.10
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SOUND: Combinations = set()  # what any visitor of this run met and axe found readable


class Walk:
    """Collects sentences in `problems`; `seen` are the paths that were checked."""

    def __init__(self, page: Page) -> None:
        self.page, self.axe = page, Axe(page, SOUND)
        self.problems: list[str] = []
        self.seen: list[str] = []
        self.others = {""}  # what a phone shows beside a desk, as it was met with every rule
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", self._asked)

    def visit(self, path: str, status: int = 200) -> None:
        """Go there, then check what is shown."""
        self._sit_down()
        answer = self.page.goto(path)
        if answer is None or answer.status != status:
            self._note(f"{path}: answered {answer and answer.status}, not {status}")
        if self._path() != path.partition("?")[0]:
            self._note(f"{path}: led to {self._path()}")
        self.check()

    def after(self, act: Callable[[Page], None], path: str = "") -> None:
        """Go there, if not there already, do something, then check what came of it."""
        self._sit_down()
        if path:
            self.page.goto(path)
        with self.page.expect_navigation():
            act(self.page)
        self.check()

    def check(self) -> None:
        """The page as it is, loaded once: contrast on a desk in dark colours, every rule in light ones, and the narrowest screen.

        On a phone, in dark colours again, the rules of layout; every rule where it shows kinds of elements that a desk hides, or
        hides others than a page before. That no colour depends on the width, test_accessibility.py holds.
        """
        self.seen.append(self._path())
        self._sit_down()
        self.axe.enter()
        self._note(*self.axe.contrast(), place="dark desk")
        self.page.emulate_media(color_scheme="light")
        self._note(*self.axe.violations(), place="light desk")
        self.axe.remember()
        self.page.set_viewport_size(NARROW)
        if (wider := self.page.evaluate(WIDER)) > 0:
            self._note(f"{wider} px wider than a screen of {NARROW['width']}")
        self.page.set_viewport_size(PHONE)
        self.page.emulate_media(color_scheme="dark")
        others = self.axe.others()
        known = others in self.others
        self._note(*(self.axe.layout() if known else self.axe.violations()), place="dark phone")
        self.others.add(others)

    def _sit_down(self) -> None:
        """At a desk, in dark colours."""
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="dark")

    def _path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3].partition("?")[0]

    def _note(self, *what: str, place: str = "") -> None:
        self.problems += [f"{self._path()} {place}: {each}" for each in what]

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser itself reports pages that answer 403, 404 and the like.
        if message.type == "error" and "the server responded with a status" not in message.text:
            self._note(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        host = self.page.url.split("/")[2] if self.page.url.startswith("http") else ""
        if host and request.url.startswith("http") and request.url.split("/")[2] != host:
            self._note(f"asked a stranger: {request.url}")
