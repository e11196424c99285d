"""What of a document cannot be printed as it stands, told before it is drawn."""

from typing import TYPE_CHECKING

from partnerships.shared.documents.kinds import Flaw

if TYPE_CHECKING:
    from partnerships.shared.documents.render import Layout


def flaws_of(layout: "Layout") -> list[Flaw]:
    """Characters that would be an empty box, each once, and lines that would leave the sheet; by page."""
    # WeasyPrint takes two seconds and 60 MB to load: only the worker needs it.
    from partnerships.shared.documents.layout_check import find_flaws

    return find_flaws(layout)
