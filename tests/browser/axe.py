"""axe-core beside the page: in a world of its own, so a strict policy neither stops it nor is bypassed."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.services import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What else axe asks depends on the document and on what of it is seen, not on where it stands.
OF_LAYOUT = ["color-contrast", "scrollable-region-focusable", "target-size"]
SEEN = "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility({visibilityProperty: true}))"
REMEMBER = f"globalThis.seenBefore = new Set({SEEN}); 0"
OTHERS = """(seen => {
  const name = each => each.tagName + "." + each.getAttribute("class");
  const fresh = seen.filter(each => !seenBefore.has(each)).map(each => "+" + name(each));
  const gone = [...seenBefore].filter(each => !seen.includes(each)).map(each => "-" + name(each));
  return [...new Set([...fresh, ...gone])].sort().join(" ");
})(%s)"""
ASK = """axe.run(document, {runOnly: %s, resultTypes: ["violations"], elementRef: false}).then(
  found => found.violations.map(rule => rule.id + ": " + rule.nodes.map(
    node => node.html.slice(0, 120)).slice(0, 3).join(" | ")))"""


class Axe:
    """Loaded once a document; asked as often as its size or colours change."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.session.send("Page.createIsolatedWorld", {"frameId": frame})
        self.world = world["executionContextId"]
        self._evaluate(SOURCE.read_text() + ";0")

    def violations(self) -> list[str]:
        """Every rule that is broken, with the first elements that break it."""
        return self._evaluate(ASK % json.dumps({"type": "tag", "values": TAGS}))

    def remember(self) -> None:
        """Which elements are seen now."""
        self._evaluate(REMEMBER)

    def others(self) -> str:
        """Which kinds of elements are seen now and were not, or no longer; blank where all are the same."""
        return self._evaluate(OTHERS % SEEN)

    def layout(self) -> list[str]:
        """Only what depends on where things stand, and on their colours: for another width of the same document."""
        return self._evaluate(ASK % json.dumps({"type": "rule", "values": OF_LAYOUT}))

    def contrast(self) -> list[str]:
        """Only what depends on colours: for a second colour scheme of the same document."""
        return self._evaluate(ASK % json.dumps({"type": "rule", "values": ["color-contrast"]}))

    def close(self) -> None:
        """The page may go on without it."""
        self.session.detach()

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
