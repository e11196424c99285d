"""What of a document cannot be printed as it stands, told before it is made."""

from partnerships.shared.documents.kinds import Flaw


def flaws_of(html: str) -> list[Flaw]:
    """Characters that would be an empty box, each once, and lines that would leave the sheet; by page.

    `html` is a whole page, as for `render`. Only the worker calls this: the pages are laid out, which
    takes about as long as making the document.
    Raises: RenderFailed as `render` does.
    """
    # WeasyPrint takes two seconds and 60 MB to load: only the worker needs it.
    from partnerships.shared.documents.layout_check import find_flaws

    return find_flaws(html)
