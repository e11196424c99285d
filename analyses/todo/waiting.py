"""One question to the database for everything that analyses may ask of somebody, and the to-dos that are made of its answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from partnerships.directory.models import Account
from partnerships.directory.models.openers import find_roots
from partnerships.shared.todo import TodoItem

Facts = dict[str, Any]  # what the words of one to-do need, as JSON gives it: days as ISO 8601


@dataclass(frozen=True)
class Source:
    """One sort of thing that may wait.

    `rows(account)`: narrowed to what this account may see, the most pressing first; None where it asks nothing of them. `facts`: names of columns or
    expressions that come with each row, besides its number `pk`. `say(account, rows)` makes to-dos of at most `most` rows; it asks the
    rules wherever a column does not say enough. `accounts`: names of facts that are numbers of accounts, or lists of such; their roots are asked
    for once for all sources and stand in each row as `roots`.
    """

    rows: Callable[[Account], QuerySet | None]
    say: Callable[[Account, list[Facts]], Iterable[TodoItem]]
    facts: Mapping[str, Any] = field(default_factory=dict)
    most: int = 5
    accounts: tuple[str, ...] = ()

    def part(self, account: Account, name: str) -> QuerySet | None:
        """Its part of the question: two columns, name and facts."""
        rows = self.rows(account)
        if rows is None:
            return None
        facts = JSONObject(pk="pk", **self.facts)
        return rows.annotate(_sort=Value(name), _facts=facts).values_list("_sort", "_facts")[: self.most]  # fmt: skip


def find_items(account: Account, sources: Mapping[str, Source]) -> Iterator[TodoItem]:
    """To-dos in the order of the sources. Asked in the sight of the account."""
    parts = [source.part(account, name) for name, source in sources.items()]
    asked = [part for part in parts if part is not None]
    if not asked:
        return
    waiting: dict[str, list[Facts]] = defaultdict(list)
    for name, facts in asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]:
        waiting[name].append(facts)
    _add_roots(account, sources, waiting)
    for name, source in sources.items():
        if waiting[name]:
            yield from source.say(account, waiting[name])


def _add_roots(
    account: Account, sources: Mapping[str, Source], waiting: dict[str, list[Facts]]
) -> None:
    rows = [(sources[name], row) for name, rows in list(waiting.items()) for row in rows]
    named = {pk for source, row in rows for name in source.accounts for pk in _numbers(row[name])}
    roots = find_roots([account.pk, *named]) if named else {}
    for source, row in rows:
        if source.accounts:
            row["roots"] = roots


def _numbers(fact: int | list[int] | None) -> list[int]:
    if isinstance(fact, list):
        return fact
    return [] if fact is None else [fact]


def day_of(text: str | None) -> date | None:
    """Of a day as JSON gives it."""
    return date.fromisoformat(text) if text else None


def numbered_item(words: object, facts: Facts, address: str, *numbers: int) -> TodoItem:
    """With the number of the case or enquiry in its words: it says nothing to whoever looks over a shoulder."""
    return TodoItem(
        title=str(words) % {"number": facts["number"]},
        href=reverse(f"analyses:{address}", args=numbers),
        due=day_of(facts.get("due")),
    )
