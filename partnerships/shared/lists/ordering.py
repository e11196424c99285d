"""Orders that people expect of a column."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import Expression, F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Lower, Replace

from partnerships.shared.sorting import sort_key

SORT_VALUE = "sort_value"  # name of the computed value that a list is ordered by
PHONE_BOOK = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


def german(name: str) -> Expression:
    """Order of names for a field that has no sort key. Source: DIN 5007-2, as shared.sorting."""
    text: Expression = Lower(name)
    for letter, spelt in PHONE_BOOK:
        text = Replace(text, Value(letter), Value(spelt))
    return text


def by_label(name: str, choices: Sequence[tuple[str, object]]) -> Expression:
    """Order of the choices' labels in the reader's language, not of their codes."""
    codes = [code for code, label in sorted(choices, key=lambda choice: sort_key(str(choice[1])))]
    return Func(
        Value(codes, output_field=ArrayField(TextField())),
        Cast(F(name), TextField()),
        function="array_position",
        output_field=IntegerField(),
    )
