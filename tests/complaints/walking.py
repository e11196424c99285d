"""Somebody who goes through the form, as a browser without JavaScript does."""

import re
from typing import Any

from django.test import Client

WAY = {"kind": "complaint", "way": "anonymous"}
PLACE = {"police": "state", "day": "2026-11-02", "place": "Nordmarkt", "pass_on": "ask"}
STORY = {"story": "Man hat mich ohne Grund kontrolliert.", "wish": "Eine Erklärung."}
MORE: dict[str, Any] = {"grounds": ["skin_colour"], "witnesses": "Meine Nachbarin."}
CONTACT = {"name": "Amara Beispiel", "phone": "0231 5550199", "prosecution": "no"}

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
NUMBER = re.compile(r'class="com-code" dir="ltr">([\d ]+)</p>')
GROUP = re.compile(r"<span>(\d{4})</span>")


class Walker:
    """A browser at the form in one language."""

    def __init__(self, language: str = "de", client: Client | None = None) -> None:
        self.language, self.client = language, client or Client()
        self.page = self.get("write")

    @property
    def address(self) -> str:
        """The one address of all steps."""
        return f"/{self.language}/complaint/write/"

    def get(self, name: str) -> str:
        """A page, as text."""
        self.page = self.client.get(f"/{self.language}/complaint/{name}/").content.decode()
        return self.page

    @property
    def hidden(self) -> dict[str, str]:
        """What the form on the page carries without being seen."""
        return dict(HIDDEN.findall(self.page))

    @property
    def step(self) -> str:
        """The step that the page shows; nothing where it shows none."""
        return self.hidden.get("step", "")

    def go(self, go: str = "next", **typed: Any) -> "Walker":
        """Presses a button of the page with this in its fields."""
        answer = self.client.post(self.address, {**self.hidden, **typed, "go": go}, follow=True)
        assert answer.status_code == 200
        self.page = answer.content.decode()
        return self

    def walk_to_summary(self, **other: dict[str, Any]) -> "Walker":
        """Fills each step; `other` by its name instead of what stands above."""
        filled = {
            "way": WAY,
            "place": PLACE,
            "story": STORY,
            "files": {},
            "more": MORE,
            "contact": CONTACT,
        }
        while self.step != "check":
            before = self.step
            self.go(**(filled | other)[before])
            assert self.step != before, self.page
        return self

    def send(self, **other: dict[str, Any]) -> tuple[str, str]:
        """All the way; gives number and code as they stand on the receipt."""
        self.walk_to_summary(**other).go("send")
        return self.receipt()

    def receipt(self) -> tuple[str, str]:
        """Number and code of the page."""
        number = NUMBER.search(self.page)
        assert number, self.page
        return number[1].replace(" ", ""), "".join(GROUP.findall(self.page))


def open_mailbox(number: str, code: str, language: str = "de") -> Walker:
    """A browser with the mailbox open, or with the page that says why it is not."""
    walker = MailboxWalker(language)
    return walker.go("open", number=number, code=code)


class MailboxWalker(Walker):
    """The same at the mailbox."""

    def __init__(self, language: str = "de", client: Client | None = None) -> None:
        self.language, self.client = language, client or Client()
        self.page = self.get("mailbox")

    @property
    def address(self) -> str:
        """The mailbox."""
        return f"/{self.language}/complaint/mailbox/"


class CallWalker(MailboxWalker):
    """The same where somebody asks to be called."""

    def __init__(self, language: str = "de", client: Client | None = None) -> None:
        self.language, self.client = language, client or Client()
        self.page = self.get("call")

    @property
    def address(self) -> str:
        """The one of form and thanks."""
        return f"/{self.language}/complaint/call/"
