"""What an app lays on the shelf `search_kinds`, so that its things are found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from partnerships.shared.accounts import Account


class Row(Protocol):
    """Named values, as the first way of a kind names them."""

    pk: int


A = TypeVar("A", bound=Account)
R = TypeVar("R", bound=Row)
T = TypeVar("T")


@dataclass(frozen=True)
class Hit:
    """One thing that was found. `line` says in a few words what it is or where; `text` gives its words, of which the
    page shows a piece.
    """

    title: str
    href: str
    line: str = ""
    day: date | None = None
    text: Callable[[], str] | None = None


@dataclass(frozen=True)
class SearchKind(Generic[A, R]):
    """One kind of thing, such as people.

    `ways(account, typed)`: querysets of named values, `pk` first, each a way to find some, all of them only what this
    account may see and what holds every word typed.
    `near(account, typed)`: the same where each word may have a slip; `numbers(account, typed)`: by telephone number.
    `hits(account, rows)`: how these rows read, in any order; at most one question more.
    `read`: the event that is noted when somebody was found by telephone number; see audit.actions.note_read.
    `newest`: the hits stand by their days, the newest first, not by their titles.
    """

    slug: str
    label: str | Promise
    ways: Callable[[A, str], Iterable[QuerySet]]
    hits: Callable[[A, Sequence[R]], list[Hit]]
    near: Callable[[A, str], Iterable[QuerySet]] | None = None
    numbers: Callable[[A, str], Iterable[QuerySet]] | None = None
    read: str = ""
    newest: bool = False


def ask_once(account: Account, name: str, ask: Callable[[], T]) -> T:
    """What several ways need, such as numbers of rows that may be near: asked once for an account as it was read for a page."""
    known: dict[str, T] = account.__dict__.setdefault("_asked_once", {})
    if name not in known:
        known[name] = ask()
    return known[name]
