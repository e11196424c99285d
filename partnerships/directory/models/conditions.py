"""Questions to other tables that are asked row by row: a list that stops after fifty rows asks fifty times.

The planner turns a plain EXISTS or IN beside an OR into one list of everybody first, which costs the same for
fifty rows as for a hundred thousand; `(SELECT … LIMIT 1) IS NOT NULL` it leaves alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Field, Func, TextField
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from partnerships.shared.dates import hold_today

NAMED = re.compile(r"%\((\w+)\)s")
OUTER = re.compile(r"\bouter_(\w+)")


def partner_now(organisation: str, partnerships: str) -> str:
    """SQL: this column's organisation is a partner today in one of the partnerships named by a parameter."""
    return f"""(SELECT p.id FROM directory_partner p WHERE p.organisation_id = {organisation}
        AND p.partnership_id = ANY (%({partnerships})s::bigint[]) AND {hold_today("p.")} LIMIT 1) IS NOT NULL"""


class Condition(Func):
    """A condition in SQL, for `filter`. `outer_<field>` stands for a field of the row that is asked about.

    Written out because building the same from querysets takes longer than the database takes to answer.
    `%(name)s` are `values`; `today` is among them.
    """

    output_field: Field = BooleanField()

    def __init__(self, text: str, **values: object) -> None:
        self.names = _outer_names(text)
        super().__init__(*(F(name) for name in self.names))
        self.text = text
        self.values = {"today": timezone.localdate(), **values}

    def as_sql(  # type: ignore[override]  # the base takes its text in parts, and a tuple of values
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_rest: object
    ) -> tuple[str, list[object]]:
        """The text with columns in place, and its values in their order."""
        places = zip(self.names, self.get_source_expressions(), strict=True)
        columns = {name: compiler.compile(place)[0] for name, place in places}
        pieces, names = _pieces(self.text)
        text = "".join(columns[piece] if at % 2 else piece for at, piece in enumerate(pieces))
        return text, [self.values[name] for name in names]


# A page asks the same few conditions again and again, and reading one takes as long as the database takes to answer.
@lru_cache(maxsize=256)
def _outer_names(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(OUTER.findall(text))))


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The text in brackets, every second piece the name of an outer field; and the names of its values in their order."""
    return tuple(OUTER.split(NAMED.sub("%s", f"({text})"))), tuple(NAMED.findall(text))


class Answer(Condition):
    """A text that other tables hold about the row; for `annotate`."""

    output_field: Field = TextField()


def one_of(name: str, ids: Iterable[int]) -> Condition:
    """The field is among many numbers: one value for the database to read, where IN would be as many."""
    return Condition(f"outer_{name} = ANY (%(ids)s::bigint[])", ids=list(ids))
