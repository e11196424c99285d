"""What an app lays on the shelf for each letter it writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from partnerships.shared.letters.models import Letter


Attachment = tuple[str, bytes, str]  # name, content, media type


class CalendarPart(NamedTuple):
    """An event for the reader's calendar: iCalendar's method (REQUEST, CANCEL) and the file. Source: RFC 6047."""

    method: str
    content: str


def _nothing(letter: "Letter") -> dict[str, object]:
    return {}


def happened(letter: "Letter") -> bool:
    """For what is told of the past alone: nothing that comes later makes it untrue."""
    return True


def _no_files(letter: "Letter") -> Iterable[Attachment]:
    return ()


def _no_event(letter: "Letter") -> CalendarPart | None:
    return None


@dataclass(frozen=True)
class LetterKind:
    """`slug` is `<label>/<name>`: its words stand in templates/<label>/letters/<name>.txt.

    Two questions are asked at the moment of posting: `may_receive`, whether the recipient still may read it, and
    `still_holds`, whether what it says is still so; either no cancels the letter. `facts` are read at that moment
    too: links that let somebody in are made there and stored nowhere. So is what `attachments` and `calendar` give.
    """

    slug: str
    label: str | Promise
    may_receive: Callable[["Letter"], bool]
    facts: Callable[["Letter"], dict[str, object]] = _nothing
    attachments: Callable[["Letter"], Iterable[Attachment]] = _no_files
    calendar: Callable[["Letter"], CalendarPart | None] = _no_event
    still_holds: Callable[["Letter"], bool] = field(kw_only=True)

    @property
    def template(self) -> str:
        """The template of subject and text."""
        label, name = self.slug.split("/")
        return f"{label}/letters/{name}.txt"
