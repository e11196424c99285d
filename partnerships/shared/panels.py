"""What an app shows of a partnership on its overview. The shelf `partnership_panels` holds Panels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString

Values = list[int | str | None]  # of one row, as JSON brings them


class PanelRow(NamedTuple):
    """One of the latest: what it is, its state as a badge, and more in small letters (with a space before) or nothing."""

    title: SafeString
    state: str
    more: str


@dataclass(frozen=True)
class Panel:
    """A figure and the latest few of something that a partnership has; whoever sees the partnership sees all of it.

    `count` and `latest` are SQL, a value each: the page puts them into its one statement. They know the partnership's
    number as %(partnership)s. `count` stops at %(limit)s; `latest` is a list in JSON, of at most %(latest)s rows.
    `word`: the noun behind a count. `row`: from the values of one row to what is shown. `url_name`: the app's page of
    a partnership, by its number. The sentences: `about` stands below the figure, `title` above the latest, `empty`
    where there are none, `all` leads to the page.
    """

    count: str
    latest: str
    word: Callable[[int], str]
    row: Callable[[Values], PanelRow]
    url_name: str
    about: str | Promise
    title: str | Promise
    empty: str | Promise
    all: str | Promise
