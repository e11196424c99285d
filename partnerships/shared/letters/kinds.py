"""What an app lays on the shelf for each letter it writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from partnerships.shared.letters.models import Letter


Attachment = tuple[str, bytes, str]  # name, content, media type


def _nothing(letter: "Letter") -> dict[str, Any]:
    return {}


def _no_files(letter: "Letter") -> Iterable[Attachment]:
    return ()


@dataclass(frozen=True)
class LetterKind:
    """`slug` is `<label>/<name>`: its words stand in templates/<label>/letters/<name>/.

    `may_receive` is asked again at the moment of posting. `facts` are read at that moment too: links that let
    somebody in are made there and stored nowhere. `attachments` gives files, read at that moment as well.
    """

    slug: str
    label: str | Promise
    may_receive: Callable[["Letter"], bool]
    facts: Callable[["Letter"], dict[str, Any]] = _nothing
    attachments: Callable[["Letter"], Iterable[Attachment]] = _no_files

    @property
    def folder(self) -> str:
        """The template folder."""
        label, name = self.slug.split("/")
        return f"{label}/letters/{name}"
