"""What a list is: its columns, what may be asked of it, and in which order it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Expression
from django.utils.functional import Promise

from partnerships.shared.accounts import Account
from partnerships.shared.lists.filters import ListFilter
from partnerships.shared.registry import lists

Text = str | Promise
Row = Any  # a named row whose fields come at run time: those that the columns name


class ListColumn(NamedTuple):
    """One column.

    `fields` are the names that are read for it; `value(row, look)` gives the plain value that goes into
    files: text, number, day, moment or None. `cell(row, look)` gives what the page shows, by default the
    value as words, number or date. `sort` names fields, or makes an expression; without it nobody sorts
    by the column. `protected`: it shows people's data whose reading is an event (shared/privacy.py).
    """

    slug: str
    label: Text
    fields: tuple[str, ...]
    value: Callable[[Row, Any], object]
    cell: Callable[[Row, Any], object] | None = None
    sort: tuple[str, ...] | Callable[[], Expression] = ()
    shown: bool = True
    numeric: bool = False
    protected: bool = False


def no_look(account: Account, rows: Sequence[Row]) -> None:
    """For lists whose cells need nothing but their row."""


@dataclass(frozen=True)
class List:
    """A list lays itself on the shelf `lists` under its slug.

    `order` is the usual one, "-name" running down; its last field is unique. `look(account, rows)` is
    called once a page (once a thousand rows in files) and handed to every cell: there stand addresses
    and whatever is fetched for many rows at once. The first column is always shown. `read` is the event of
    a page with protected columns. `keeps_views` False: what one asks of it may name somebody, so that no view of it is kept,
    and it lies on no shelf.
    """

    slug: str
    caption: Text
    columns: tuple[ListColumn, ...]
    filters: type[ListFilter]
    order: tuple[str, ...] = ("sort_key", "id")
    look: Callable[[Any, Sequence[Row]], object] = no_look
    read: str = ""
    empty: Text = ""
    empty_text: Text = ""
    keeps_views: bool = True

    def __post_init__(self) -> None:
        if self.keeps_views:
            lists.add(self.slug, self)

    def column(self, slug: str) -> ListColumn | None:
        """The column of this slug."""
        return next((column for column in self.columns if column.slug == slug), None)

    @property
    def usual(self) -> tuple[ListColumn, ...]:
        """The columns shown to who chose none."""
        return tuple(column for column in self.columns if column.shown)
