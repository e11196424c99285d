"""axe-core beside the page: in a world of its own, so a strict policy neither stops it nor is bypassed."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.services import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
COMBINATIONS = Path(__file__).with_name("combinations.js")
WORLD = "axe"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
# Reads every rule of every style sheet anew on every page. That none of ours asks which way a screen is held,
# test_accessibility.py says.
ORIENTATION = "css-orientation-lock"
# What else axe asks depends on the document and on what of it is seen, not on where it stands.
OF_LAYOUT = ["scrollable-region-focusable", "target-size"]
SEEN = "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility({visibilityProperty: true}))"
REMEMBER = f"globalThis.seenBefore = new Set({SEEN}); 0"
OTHERS = """(seen => {
  const name = each => each.tagName + "." + each.getAttribute("class");
  const fresh = seen.filter(each => !seenBefore.has(each)).map(each => "+" + name(each));
  const gone = [...seenBefore].filter(each => !seen.includes(each)).map(each => "-" + name(each));
  return [...new Set([...fresh, ...gone])].sort().join(" ");
})(%s)"""
SHORT = {"resultTypes": ["violations"], "elementRef": False}
ASK = """axe.run(%s, %s).then(
  found => found.violations.map(rule => rule.id + ": " + rule.nodes.map(
    node => node.html.slice(0, 120)).slice(0, 3).join(" | ")))"""

Combinations = set[int]


class Axe:
    """Comes with every document of a page from now on; asked as often as its size or colours change.

    `sound`: the combinations of text and ground that axe found nothing wrong with, see combinations.js. Contrast is
    asked only where a document shows another one.
    """

    def __init__(self, page: Page, sound: Combinations) -> None:
        self.page, self.sound = page, sound
        self.session = page.context.new_cdp_session(page)
        self.session.send("Page.enable")
        words = f"{SOURCE.read_text()}\n{COMBINATIONS.read_text()}"
        self.source = f"if (!globalThis.axe) {{ {words} }} 0"  # two walks may share a page
        self.session.send(
            "Page.addScriptToEvaluateOnNewDocument", {"source": self.source, "worldName": WORLD}
        )

    def enter(self) -> None:
        """The document that is shown now, as soon as its letters are."""
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.session.send(
            "Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD}
        )
        self.world = world["executionContextId"]
        if not self._evaluate("'axe' in globalThis && document.fonts.ready.then(() => true)"):
            self._evaluate(self.source)  # the page was there before
            self._evaluate("document.fonts.ready.then(() => true)")

    def violations(self) -> list[str]:
        """Every rule that is broken, with the first elements that break it."""
        rest = {name: {"enabled": False} for name in (CONTRAST, ORIENTATION)}
        return self.contrast() + self._ask(
            {"runOnly": {"type": "tag", "values": TAGS}, "rules": rest}
        )

    def layout(self) -> list[str]:
        """Only what depends on where things stand, and on their colours: for another width of the same document."""
        return self.contrast() + self._ask({"runOnly": {"type": "rule", "values": OF_LAYOUT}})

    def contrast(self) -> list[str]:
        """Only what depends on colours: for a second colour scheme of the same document."""
        fresh = self.fresh()
        if fresh == []:
            return []
        where = f"textsOf({fresh})" if fresh else "document"
        found = self._ask({"runOnly": {"type": "rule", "values": [CONTRAST]}}, where)
        self.sound.update([] if found else fresh or [])
        return found

    def fresh(self) -> list[int] | None:
        """The combinations that are seen now and were not judged yet; None where they cannot be told."""
        shown: list[int] | None = self._evaluate("combinations()")
        return None if shown is None else [each for each in shown if each not in self.sound]

    def remember(self) -> None:
        """Which elements are seen now."""
        self._evaluate(REMEMBER)

    def others(self) -> str:
        """Which kinds of elements are seen now and were not, or no longer; blank where all are the same."""
        return self._evaluate(OTHERS % SEEN)

    def _ask(self, options: dict[str, Any], where: str = "document") -> list[str]:
        found: list[str] = self._evaluate(ASK % (where, json.dumps(options | SHORT)))
        return found

    def _evaluate(self, words: str) -> Any:
        answer = self.session.send(
            "Runtime.evaluate",
            {
                "expression": words,
                "contextId": self.world,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"]["value"]
