"""What an app lays on the shelf for each letter it writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from partnerships.shared.letters.models import Letter


def _nothing(letter: "Letter") -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class LetterKind:
    """`slug` is `<label>/<name>`: its words stand in templates/<label>/letters/<name>/.

    `may_receive` is asked again at the moment of posting. `facts` are read at that moment too: links that let
    somebody in are made there and stored nowhere.
    """

    slug: str
    label: str | Promise
    may_receive: Callable[["Letter"], bool]
    facts: Callable[["Letter"], dict[str, Any]] = _nothing

    @property
    def folder(self) -> str:
        """The template folder."""
        label, name = self.slug.split("/")
        return f"{label}/letters/{name}"
