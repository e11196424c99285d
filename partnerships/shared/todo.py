"""What waits for a person. The shelf `home_cards` holds callables(account) -> list of TodoItem."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class TodoItem:
    """One thing to do: `title` is an invitation to act, `href` where it is done, `due` the last day for it.

    `where` names the partnership. `signs`: a signature is waited for, which comes before everything else.
    `comes`: nothing is to be done but to wait, for a document in the making.
    """

    title: str | Promise
    href: str
    text: str | Promise = ""
    due: date | None = None
    where: str = ""
    signs: bool = False
    comes: bool = False

    @property
    def is_overdue(self) -> bool:
        """Its last day is over."""
        return self.due is not None and self.due < timezone.localdate()
