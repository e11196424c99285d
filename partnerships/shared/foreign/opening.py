"""What the bounded child does with an upload: an answer in every case but time and memory that run out."""

from partnerships.shared.foreign.refused import Refused


def pdf(data: bytes, *, untouched: bool) -> tuple[str, bytes]:
    """A blank code and the harmless PDF, or why it is refused. `untouched` gives the same bytes, looked into."""
    from partnerships.shared.foreign.pdf import harmless, looked_into

    try:
        return "", (looked_into if untouched else harmless)(data)
    except Refused as refused:
        return refused.code, b""


def picture(data: bytes, *, form: str) -> tuple[str, bytes]:
    """A blank code and the picture drawn anew as `form` (`PNG` or `JPEG`), or why it is refused."""
    from partnerships.shared.foreign.picture import drawn_anew

    try:
        return "", drawn_anew(data, form)
    except Refused as refused:
        return refused.code, b""
