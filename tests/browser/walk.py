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
        """The page as it is: both widths, both colour schemes, and the narrowest screen."""
        self.seen.append(self._path())
        self.page.evaluate("document.fonts.ready.then(() => true)")
        axe = Axe(self.page)
        for size in (DESK, PHONE):
            self.page.set_viewport_size(size)
            for scheme, ask in (("light", axe.violations), ("dark", axe.contrast)):
                self.page.emulate_media(color_scheme=scheme)
                self._note(*ask(), place=f"{scheme} {size['width']}")
        axe.close()
        self.page.set_viewport_size(NARROW)
        if (wider := self.page.evaluate(WIDER)) > 0:
            self._note(f"{wider} px wider than a screen of {NARROW['width']}")
        self.page.emulate_media(color_scheme="light")

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
