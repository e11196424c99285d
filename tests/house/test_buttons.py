"""No two buttons of a page that do different things have one name, none leads to a door that only refuses, and no page
shows a code where a word belongs.

Source: issue 13, points 2 and 6. As each of the cast, on every page of the table that answers 200 to them, in German.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.apps import apps

from tests.house.addresses import path_of
from tests.house.scene import Scene
from tests.house.table import Door, table
from tests.house.walking import Visitor, said, undone

WHO = ("liaison", "chair", "partner", "outsider", "dpo", "admin")
BUTTONS = {"kern-btn", "app-tool"}
MODELS = "|".join(sorted({model.__name__ for model in apps.get_models()}))
# Names of fields and events, values of Python, a model with its number, a sentence that ends twice.
CODE = re.compile(
    rf"\b[a-zäöü]+_[a-zäöü_]+\b|\b(?:None|True|False)\b|\b(?:{MODELS}): ?\d+\b|(?<!\.)\.\.(?!\.)"
)
# Where signs stand as somebody typed them, or as a file has them.
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
AS_TYPED = {"code", "pre", "script", "style", "textarea", "bdi"}
TODO = "dir-tasks__link"  # a task: an agreement may ask for two things, and each says below what it asks


@dataclass(frozen=True)
class Button:
    """What stands on it, also for the ear alone, and what it does: method, address, and the value it sends."""

    label: str
    method: str
    href: str
    value: str = ""
    is_todo: bool = False


class Page(HTMLParser):
    """Collects the buttons of the page's own part: what stands in `main`."""

    def __init__(self, html: str, here: str) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self.words: list[str] = []
        self.typed: list[str] = []  # open elements in which signs stand as somebody typed them
        self.here, self.inside, self.form = here, False, ("get", here)
        self.open: list[str] | None = None
        self.does, self.todo = ("", "", ""), False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form says where its buttons lead."""
        given = {name: value or "" for name, value in attrs}
        if (self.typed or tag in AS_TYPED or given.get("dir") == "auto") and tag not in VOID:
            self.typed.append(tag)
        if tag == "main":
            self.inside = True
        elif tag == "form":
            self.form = (given.get("method", "get").lower(), given.get("action") or self.here)
        elif self.inside and self._is_button(tag, given):
            self.todo = TODO in given.get("class", "").split()
            self.open = [given["aria-label"]] if "aria-label" in given else []
            sent = f"{given['name']}={given.get('value', '')}" if given.get("name") else ""
            own = given.get("formaction")
            self.does = (
                ("get", given.get("href", ""), "")
                if tag == "a"
                else (self.form[0], own or self.form[1], sent)
            )

    def handle_data(self, data: str) -> None:
        """Words of the button that is open."""
        if self.inside and not self.typed:
            self.words.append(data)
        if self.open is not None and data.strip():
            self.open.append(" ".join(data.split()))

    def handle_endtag(self, tag: str) -> None:
        """A button or a form is over."""
        if tag in self.typed:
            while self.typed.pop() != tag:
                pass
        if tag in ("a", "button") and self.open is not None:
            self.buttons.append(Button(" ".join(self.open), *self.does, is_todo=self.todo))
            self.open = None
        elif tag == "form":
            self.form = ("get", self.here)
        elif tag == "main":
            self.inside = False

    @staticmethod
    def _is_button(tag: str, given: dict[str, str]) -> bool:
        classes = set(given.get("class", "").split())
        return tag == "button" or tag == "a" and bool({*BUTTONS, TODO} & classes)


def pages(scene: Scene, who: str) -> dict[str, Page]:
    """Every page that this person may open, by its path."""
    at = table().people.index(who)
    client, seen = scene.cast.client(who), {}
    for door in table().doors():
        if _opens(door, at):
            path = path_of(scene, door.address, door.sample)
            with undone():
                answer = client.get(path, headers={"Accept-Language": "de"})
            page = said(answer) == "200" and not answer.streaming
            if page and answer["Content-Type"].startswith("text/html"):
                seen[path] = Page(answer.content.decode(), path)
    return seen


def _opens(door: Door, at: int) -> bool:
    return door.answers["GET"][at] == "200" and not door.address.startswith("admin:")


@pytest.mark.parametrize("who", WHO)
def test_every_button_has_a_name_of_its_own_and_leads_somewhere(scene: Scene, who: str) -> None:
    opened = pages(scene, who)
    assert [each for path, page in opened.items() for each in _doubles(path, page)] == []
    assert {path: codes for path, page in opened.items() if (codes := _codes(page))} == {}
    visitor, tried, refused = Visitor(scene.cast, who), set(), []
    for path, page in opened.items():
        for button in page.buttons:
            href = button.href.partition("#")[0]
            if not href.startswith("/") or (button.method, href) in tried:
                continue
            tried.add((button.method, href))
            answer = visitor.through_the_house(button.method.upper(), href)
            # Whoever takes somebody else's invitation signs in anew.
            if answer.split()[0] not in ("200", "302", "in"):
                refused.append((path, button.label, button.method, href, answer))
    assert len(tried) > 20, "buttons were found"
    assert refused == []


def _codes(page: Page) -> list[str]:
    """Each with the words around it."""
    text = " ".join(" ".join(page.words).split())
    return [text[max(0, at.start() - 40) : at.end() + 20] for at in CODE.finditer(text)]


@pytest.mark.parametrize(
    "slip",
    [
        "Stand: under_consultation",
        "Signature: 20",
        "bis None",
        "Verein Nord e. V..",
        "audit.log_read",
    ],
)
def test_a_code_is_seen(slip: str) -> None:
    assert _codes(Page(f"<main><p>Text. {slip}</p></main>", "/"))
    assert not _codes(
        Page(f"<main><code>{slip}</code><p>Erster Satz … und so fort.</p></main>", "/")
    )


def _doubles(path: str, page: Page) -> Iterator[tuple[str, str, list]]:
    does = defaultdict(set)
    for button in page.buttons:
        if not button.is_todo:
            does[button.label].add((button.method, button.href.partition("#")[0], button.value))
    yield from ((path, label, sorted(ways)) for label, ways in does.items() if len(ways) > 1)
