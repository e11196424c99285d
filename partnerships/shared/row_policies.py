"""Row-level security: which rows the database itself shows to the site's role, whatever a query asks for.

A policy is declared among a model's constraints, so that a migration makes it. It reads the *sight* of the running code: a word that is
set for as long as a block runs and put back behind it. Without a sight the policies show nothing. The owner of the tables, who migrates
and restores, is not bound, except where a policy says so. Source: decisions 0054 and 0055.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model
from psycopg.pq import TransactionStatus

SETTING = "handschlag.sight"
SIGHT = (
    f"current_setting('{SETTING}', true)"  # in SQL: the sight, empty or NULL where there is none
)
EVERYTHING = "house"


@contextmanager
def sight(what: str, setting: str = SETTING, complete: str = "") -> Iterator[None]:
    """`what` is seen inside, and nothing else; behind it what was seen before.

    `setting`: where the policies read it; analyses have their own, so that no other room's sight opens them. `complete`: an SQL function that adds to `what` all that the policies
    would have to look up for each question. It belongs to the connection, not to a transaction: a commit in between changes nothing. Where a transaction that began before
    this block is broken, its rollback puts the former sight back.
    """
    held = _held()
    if held.get(setting) == what:  # inside a block that has set the same
        yield
        return
    before = _set(what, setting, complete)
    held = _held()  # the first statement may have opened the connection
    outside, held[setting] = held.get(setting, before), what
    try:
        yield
    finally:
        held[setting] = outside
        if _can_be_asked():
            _set(before, setting)


def _held() -> dict[str, str]:
    """What blocks have set on this connection, by setting; gone with it."""
    raw = connection.connection
    return {} if raw is None else vars(raw).setdefault("_sights", {})


def _set(what: str, setting: str, complete: str = "") -> str:
    """Gives what was set before."""
    new = f"{complete}(%s)" if complete else "%s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(current_setting(%s, true), ''), set_config(%s, {new}, false)",
            [setting, setting, what],
        )
        return str(cursor.fetchone()[0])


def _can_be_asked() -> bool:
    """Not inside a broken transaction, nor when the connection is gone and its setting with it."""
    raw = connection.connection
    if raw is None or raw.closed or connection.needs_rollback:
        return False
    return bool(raw.info.transaction_status != TransactionStatus.INERROR)


class RowPolicy(BaseConstraint):
    """`using`: SQL that is true for rows which may be seen, changed and written.

    `is_forced`: the owner of the table is bound as well, unless they are superuser. What may be written is then said by `using` too.
    """

    def __init__(self, *, using: str, name: str, is_forced: bool = False) -> None:
        super().__init__(name=name)
        self.using, self.is_forced = using, is_forced

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """For migrations."""
        path, args, kwargs = super().deconstruct()
        forced = {"is_forced": True} if self.is_forced else {}
        return path, args, {**kwargs, "using": self.using, **forced}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowPolicy):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.using, self.is_forced))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Switches the table's row-level security on, too."""
        return self._statement(
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY;"
            + (" ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY;" if self.is_forced else "")
            + " CREATE POLICY %(name)s ON %(table)s USING (%(using)s)",
            model,
            schema_editor,
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Row-level security stays on: a table without its policy shows nothing rather than all."""
        return self._statement("DROP POLICY %(name)s ON %(table)s", model, schema_editor)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Not part of a table's making: it is made behind it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def _statement(self, sql: str, model: Any, schema_editor: Any) -> Statement:
        return Statement(
            sql,
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
            using=self.using,
        )

    def validate(
        self, model: type[Model], instance: Model, exclude: Any = None, using: str = "default"
    ) -> None:
        """The database alone decides: what one may not see, one cannot ask about either."""
