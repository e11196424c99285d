"""Addresses for many rows: resolved once, not once a row."""

from collections.abc import Callable

from django.urls import reverse


def addresses(name: str) -> Callable[[int], str]:
    """A function from the number of a row to its address."""
    before, after = reverse(name, args=[0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"
