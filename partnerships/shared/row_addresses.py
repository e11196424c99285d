"""Addresses for many rows, resolved once, not once a row; and the place of a row on a page that lists several."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


def addresses(name: str, *above: int) -> Callable[[int], str]:
    """A function from the number of a row to its address; `above`: numbers that stand before it."""
    before, after = reverse(name, args=[*above, 0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def place_of(row: Model) -> str:
    """The id that a row has on a page that lists several: `goal-7`. Templates write it out."""
    return f"{row._meta.model_name}-{row.pk}"


def at_place(row: Model, words: object) -> SafeString:
    """Words in a cell of a table, with the place of the row: its address leads here."""
    return format_html('<span id="{}">{}</span>', place_of(row), words)
