"""Questions to the database about what somebody typed into the search. Source of the functions: functions.py.

The left side of each is an expression that an index of the model holds: `GinIndex(name_words(…))`, `GinIndex(near_words(…))`,
`GinIndex(prose_words(…))`, `GinIndex(number_words(…))`. The same fields in the same order, or
the database reads the whole table.
"""

from collections.abc import Iterator

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable

from partnerships.shared.search.functions import SHORTEST_NEAR
from partnerships.shared.sorting import sort_key

# Enough for the longest names; a search is no place for more.
MOST_WORDS = 8
MOST_SPLIT = 5  # words of two names together


def name_words(*fields: str) -> Func:
    """The words of these fields, to be indexed."""
    return Func(*fields, function="search_words", output_field=SearchVectorField())


def near_words(*fields: str) -> Func:
    """The words of these fields, each also without one of its signs, to be indexed."""
    return Func(*fields, function="search_near", output_field=ArrayField(TextField()))


def prose_words(*fields: str) -> Func:
    """The words of a text by their stems, to be indexed."""
    return Func(*fields, function="search_prose", output_field=SearchVectorField())


def number_words(field: str) -> Func:
    """A telephone number's digits as one word, to be indexed."""
    digits = Func(field, function="search_digits", output_field=TextField())
    return Func(digits, function="search_words", output_field=SearchVectorField())


def holds_all(typed: str, *fields: str) -> Func:
    """Each word that was typed is one of the fields' words, or the beginning of one."""
    return _asks(name_words(*fields), "@@", _of_typed("search_all", typed))


def narrow_by_name(rows: QuerySet, typed: str, *fields: str) -> Iterator[QuerySet]:
    """The rows with all these words; before them, for there may be thousands that begin so, those with the whole words."""
    yield rows.filter(_asks(name_words(*fields), "@@", _of_typed("search_whole", typed)))
    yield rows.filter(holds_all(typed, *fields))


def part_in_two(typed: str) -> list[tuple[str, str]]:
    """Every way to part a few words in two, each side first once: a person's name and an organisation's."""
    words = typed.split()[:MOST_SPLIT]
    if len(words) < len(typed.split()):
        return []
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return halves + [(those, these) for these, those in halves]


def holds_in_prose(typed: str, *fields: str) -> Func:
    """Each word that was typed stands in the text, in whatever form."""
    return _asks(prose_words(*fields), "@@", _of_typed("search_in_prose", typed))


def resemble_each(typed: str, *fields: str) -> list[Func]:
    """Each word that was typed is one of the fields' words but for one slip of the finger; short ones as they are."""
    return [
        _asks(near_words(*fields), "&&", _of_typed("search_resembling", word))
        if len(word) >= SHORTEST_NEAR
        else holds_all(word, *fields)
        for word in sort_key(typed).split()
    ]


def number_begins(typed: str, field: str) -> Func:
    """The telephone number begins with these digits, however both are written."""
    digits = Func(
        _of_typed("search_digits", typed), function="search_all", output_field=TextField()
    )
    return _asks(number_words(field), "@@", digits)


def _of_typed(function: str, typed: str) -> Func:
    return Func(Value(typed), function=function, output_field=TextField())


def _asks(left: Combinable, operator: str, right: Combinable) -> Func:
    return Func(left, right, arg_joiner=f" {operator} ", template="(%(expressions)s)", output_field=BooleanField())  # fmt: skip
