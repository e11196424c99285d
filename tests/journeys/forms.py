"""What a browser does with a form: read every field of the page, change some, send it back."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.cast import Cast

HTML = "<script>alert(1)</script>"
NASTY = f"\x00\u202e{HTML}<img src=x onerror=alert(2)>{{{{ 70301|add:70302 }}}}\u2066"
VISIBLE = f"{HTML}<img src=x onerror=alert(2)>{{{{ 70301|add:70302 }}}}"
# In a clause {{…}} is a field, and one that nobody knows is refused.
NASTY_CLAUSE = NASTY.replace("{{ 70301|add:70302 }}", "{% now %}")
VISIBLE_CLAUSE = VISIBLE.replace("{{ 70301|add:70302 }}", "{% now %}")
TAGS = ("<script>alert", "<img src=x")
UNSEEN = "\x00\u202e\u2066\u202a\u2069\ufeff\ud800"


def browser(cast: Cast, name: str, language: str = "en") -> Client:
    """Signed in, in this language."""
    account = cast.account(name)
    account.language = language
    account.save()
    return cast.client(name)


def typed(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """What the form of a page would send, with these fields changed; read through the form itself."""
    form = client.get(path).context["form"]
    values = {bound.name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in (values | changes).items()}


def opened(client: Client, path: str) -> dict[str, str]:
    """What the form of a page carries unseen: its once-token, and the version where it edits."""
    context = client.get(path).context
    form = context["form"]
    read = form["version"].value() if form and "version" in form.fields else None
    return {"once": context["once"], **({} if read is None else {"version": read})}


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(content: bytes | str) -> str:
    """The text of a page, as a reader sees it; fields' contents stand in it only for textareas."""
    parser = _Plain()
    parser.feed(content if isinstance(content, str) else content.decode())
    return " ".join("".join(parser.found).split())


def assert_plain(content: bytes | str) -> None:
    """Nothing typed has become markup, a template, or an invisible character."""
    text = content if isinstance(content, str) else content.decode()
    for tag in TAGS:
        assert tag not in text
    assert "140603" not in words(text)  # the sum
    for char in UNSEEN:
        assert char not in text, hex(ord(char))
