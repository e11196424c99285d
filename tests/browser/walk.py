"""One visitor goes from page to page and notes what is wrong with each."""

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.axe import Axe
from tests.browser.chromium import DESK, PHONE

NARROW = {"width": 320, "height": 640}  # 400 percent on a desk. Source: WCAG 2.2, 1.4.10
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walk:
    """Collects sentences in `problems`; `seen` are the paths that were checked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        self.seen: list[str] = []
        self.others = {""}  # what a phone shows beside a desk, as it was met with every rule
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", self._asked)

    def visit(self, path: str, status: int = 200) -> None:
        """Go there, then check what is shown."""
        self.page.set_viewport_size(DESK)
        answer = self.page.goto(path)
        if answer is None or answer.status != status:
            self._note(f"{path}: answered {answer and answer.status}, not {status}")
        if self._path() != path.partition("?")[0]:
            self._note(f"{path}: led to {self._path()}")
        self.check()

    def after(self, path: str, act: Callable[[Page], None]) -> None:
        """Go there, do something, then check what came of it."""
        self.page.set_viewport_size(DESK)
        self.page.goto(path)
        with self.page.expect_navigation():
            act(self.page)
        self.check()

    def check(self) -> None:
        """The page as it is, loaded once: every rule on a desk in light colours, contrast in dark ones, and the narrowest screen.

        On a phone, in dark colours, the rules of layout; every rule where it shows kinds of elements that a desk hides, or hides
        others than a page before. That no colour depends on the width, test_accessibility.py holds.
        """
        self.seen.append(self._path())
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        axe = Axe(self.page)
        self._note(*axe.violations(), place="light desk")
        axe.remember()
        self.page.emulate_media(color_scheme="dark")
        self._note(*axe.contrast(), place="dark desk")
        self.page.set_viewport_size(PHONE)
        others = axe.others()
        self._note(
            *(axe.layout() if others in self.others else axe.violations()), place="dark phone"
        )
        self.others.add(others)
        self.page.emulate_media(color_scheme="light")
        axe.close()
        self.page.set_viewport_size(NARROW)
        if (wider := self.page.evaluate(WIDER)) > 0:
            self._note(f"{wider} px wider than a screen of {NARROW['width']}")

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
