"""Long pages in parts: which one is asked for, and the ways to those beside it."""

from partnerships.directory.requests import Request


def page_number(request: Request) -> int:
    """Which part; the first for whatever is no number."""
    typed = request.GET.get("page", "")
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and 0 < len(typed) < 6 and int(typed)
        else 1
    )


def pages_beside(number: int, *, has_more: bool, kept: str = "") -> dict[str, str]:
    """`previous` and `next` for the template, empty where there is none; `kept` stands behind the number."""
    return {
        "previous": f"?page={number - 1}{kept}" if number > 1 else "",
        "next": f"?page={number + 1}{kept}" if has_more else "",
    }
