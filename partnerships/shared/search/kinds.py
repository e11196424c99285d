"""What an app lays on the shelf `search_kinds`, so that its things are found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from partnerships.shared.accounts import Account

A = TypeVar("A", bound=Account)


@dataclass(frozen=True)
class Hit:
    """One thing that was found. `line` says in a few words what it is or where; `extract` is a piece of its text."""

    title: str
    href: str
    line: str = ""
    day: date | None = None
    extract: SafeString = SafeString("")


@dataclass(frozen=True)
class SearchKind(Generic[A]):
    """One kind of thing, such as people.

    `ways(account, typed)`: querysets of numbers of rows (`values_list("pk", flat=True)`), each a way to find some, all of
    them only what this account may see and what holds every word typed.
    `near(account, typed)`: the same where each word may have a slip; `numbers(account, typed)`: by telephone number.
    `hits(account, ids, typed)`: how these rows read, in any order; one question to the database, or two.
    `read`: the event that is noted when somebody was found by telephone number; see audit.actions.note_read.
    `sorts`: False where the ways' own order counts, not that of the titles.
    """

    slug: str
    label: str | Promise
    ways: Callable[[A, str], Iterable[QuerySet]]
    hits: Callable[[A, Sequence[int], str], list[Hit]]
    near: Callable[[A, str], Iterable[QuerySet]] | None = None
    numbers: Callable[[A, str], Iterable[QuerySet]] | None = None
    read: str = ""
    sorts: bool = True
