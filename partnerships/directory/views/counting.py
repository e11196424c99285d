"""Counts that stop at a limit, in words."""

from django.utils.safestring import SafeString

from partnerships.directory.models.counting import LIMIT
from partnerships.shared.templatetags.parts import number, quantity


def count_in_words(count: int) -> SafeString:
    """The count in words: "12", or "more than 1,000"."""
    return number(count) if count <= LIMIT else quantity(LIMIT, "more_than")


def exact(count: int) -> int | None:
    """The count for a tab, or None where it stopped at the limit."""
    return count if count <= LIMIT else None
