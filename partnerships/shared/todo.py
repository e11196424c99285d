"""What waits for a person. The shelf `home_cards` holds callables(account) -> list of TodoItem."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class TodoItem:
    """One thing to do: `title` is an invitation to act, `href` where it is done, `due` by when."""

    title: str | Promise
    href: str
    text: str | Promise = ""
    due: date | None = None
