"""What an app lays on the shelf for each kind of document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import Promise

if TYPE_CHECKING:
    from partnerships.shared.documents.models import Document
    from partnerships.shared.documents.render import Layout

NO_GLYPH = "no_glyph"
OUTSIDE = "outside"


@dataclass(frozen=True)
class Enclosure:
    """A file embedded in the PDF as its supplement, such as the evidence of signatures.

    `at` must be aware and in UTC: WeasyPrint writes its clock digits and a Z behind them.
    """

    name: str
    data: bytes
    description: str
    at: datetime


@dataclass(frozen=True)
class Flaw:
    """Something that cannot be printed as it stands.

    `kind` is "no_glyph" (`words`: a character that no font of ours can draw) or "outside" (`words`: the
    beginning of a line that would not lie whole on the sheet). `near`: the words around it, so that people find the place.
    `page` counts from 1.
    """

    kind: str
    words: str
    near: str = ""
    page: int = 0


@dataclass(frozen=True)
class DocumentKind:
    """`readable(account)` narrows documents to those whose subject the account may see now.

    `template` is rendered with the frozen `facts` in the document's language. A `sealed` kind gets
    the seal of the installation and is kept: everybody for whom it is readable may fetch it, and
    the template also finds `seal` with `code`, `address` and `qr`. `enclosures(document)` gives the
    files embedded in the PDF; they come from the frozen facts or from the private storage.
    `finished(document)` is called in the transaction in which the file is accepted: once, or again
    after a retry by hand. `check(layout)` looks for flaws in the worker before anything is drawn; they
    are kept in `document.flaws`.
    """

    slug: str
    label: str | Promise
    template: str
    readable: Callable[[Any], Q]
    sealed: bool = False
    enclosures: "Callable[[Document], Iterable[Enclosure]] | None" = None
    finished: "Callable[[Document], None] | None" = None
    check: "Callable[[Layout], list[Flaw]] | None" = None
