"""What is written in the catalogue stays as it was written: held in the database. Source: decision 0056."""

from typing import cast

import pgtrigger
from django.db import models


def _changed(model: models.Model, fields: tuple[str, ...]) -> str:
    columns = [cast(models.Field, model._meta.get_field(name)).column for name in fields]
    return " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)


def _refuse(model: models.Model, name: str) -> str:
    return f"""RAISE EXCEPTION 'This row is kept as it is' USING ERRCODE = 'check_violation',
        TABLE = TG_TABLE_NAME, CONSTRAINT = '{model._meta.db_table}_{name}';"""


class Unchangeable(pgtrigger.Trigger):
    """Refuses every change of these columns, and every deletion of the row."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, columns: tuple[str, ...], name: str) -> None:
        self.columns = columns
        super().__init__(name=name)

    def get_func(self, model: models.Model) -> str:
        """Only the columns that are not named may still be filled in."""
        return self.format_sql(
            f"""
            IF TG_OP = 'DELETE' OR ({_changed(model, self.columns)}) THEN {_refuse(model, self.name or "")} END IF;
            RETURN NEW;"""
        )


class FilledInOnce(pgtrigger.Trigger):
    """Refuses every change of these columns once they are filled in. `empty`: SQL over OLD that says they are not."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, columns: tuple[str, ...], empty: str, name: str) -> None:
        self.columns, self.empty = columns, empty
        super().__init__(name=name)

    def get_func(self, model: models.Model) -> str:
        """As it stood before decides."""
        return self.format_sql(
            f"""
            IF NOT (OLD.{self.empty}) AND ({_changed(model, self.columns)}) THEN {_refuse(model, self.name or "")} END IF;
            RETURN NEW;"""
        )
