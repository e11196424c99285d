"""Columns that several lists have: a number that leads to its page, a field as it stands, a day, a choice in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from partnerships.shared.lists.description import ListColumn, Text
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.templatetags.parts import code, link, when

Choices = Sequence[tuple[str, object]]


def label_each(choices: Iterable[tuple[Any, object]]) -> dict[Any, str]:
    """Each choice in words, as a cell begins; for a look, which is made in the reader's language."""
    return {value: capfirst(str(label)) for value, label in choices}


def number_column() -> ListColumn:
    """By which people call a row; it leads to the page whose `address` the look has."""
    return ListColumn(
        "number",
        gettext_lazy("Number"),
        ("id", "number"),
        value=lambda row, look: row.number,
        cell=lambda row, look: link(code(row.number), look.address(row.id)),
        sort=("number",),
    )


def plain_column(
    slug: str, label: Text, *, field: str = "", sorts: bool = True, **how: Any
) -> ListColumn:
    """As it stands in the `field`, by default the one that is called as the column is."""
    name = field or slug
    sort = (name,) if sorts else ()
    return ListColumn(
        slug, label, (name,), value=lambda row, look: getattr(row, name), sort=sort, **how
    )


def day_column(slug: str, label: Text, *, missing: str | None = None, **how: Any) -> ListColumn:
    """A day; `missing` stands where there is none, by default what `when` says."""

    def cell(row: Any, look: Any) -> object:
        day = getattr(row, slug)
        return missing if missing is not None and not day else when(day)

    return plain_column(slug, label, cell=cell, **how)


def choice_column(
    slug: str, label: Text, choices: Choices, words: str, *, badges: str = ""
) -> ListColumn:
    """A choice: the look has its `words`, and its `badges` for the page, by these names."""
    return ListColumn(
        slug,
        label,
        (slug,),
        value=lambda row, look: getattr(look, words)[getattr(row, slug)],
        cell=(lambda row, look: getattr(look, badges)[getattr(row, slug)]) if badges else None,
        sort=lambda: by_label(slug, choices),
    )
