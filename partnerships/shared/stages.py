"""A lifecycle is a table of moves. The same table makes rules, the database trigger and the diagram."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import IntegrityError
from django.utils.functional import Promise


@dataclass(frozen=True)
class Move:
    """One step of a life: `verb` leads from any of `sources` to `target`."""

    verb: str
    sources: tuple[str, ...]
    target: str
    label: str | Promise


@dataclass(frozen=True)
class Lifecycle:
    """Birth stage and moves.

    Raises: KeyError where a verb is asked that the table does not hold.
    """

    birth: str
    moves: tuple[Move, ...]

    def move(self, verb: str) -> Move:
        """The move with this verb."""
        return next((m for m in self.moves if m.verb == verb), None) or self._unknown(verb)

    def _unknown(self, verb: str) -> Move:
        raise KeyError(f"no move {verb!r}")

    def possible(self, verb: str, stage: str) -> bool:
        """May this verb follow this stage at all?"""
        return stage in self.move(verb).sources

    def from_stage(self, stage: str) -> Iterator[Move]:
        """The moves that may follow a stage, in the order of the table."""
        return (m for m in self.moves if stage in m.sources)

    def pairs(self) -> list[tuple[str, str]]:
        """Every legal (from, to); '' stands for birth."""
        return sorted({("", self.birth)} | {(s, m.target) for m in self.moves for s in m.sources})

    def diagram(self, labels: dict[str, str]) -> str:
        """A Mermaid state diagram, with the stages' labels."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.birth}"]
        stages = dict.fromkeys(
            [self.birth, *(s for m in self.moves for s in (*m.sources, m.target))]
        )
        lines += [f"    {stage}: {labels.get(stage, stage)}" for stage in stages]
        lines += [f"    {s} --> {m.target}: {m.verb}" for m in self.moves for s in m.sources]
        ends = [s for s in stages if not any(s in m.sources for m in self.moves)]
        return "\n".join(lines + [f"    {s} --> [*]" for s in ends]) + "\n"


class StageTrigger(pgtrigger.Trigger):
    """Refuses in the database every birth and every move that the table does not hold."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(
        self, *, lifecycle: Lifecycle, field: str = "stage", name: str = "stage_moves"
    ) -> None:
        self.lifecycle, self.field = lifecycle, field
        super().__init__(name=name)

    def get_declare(self, model: Any) -> list[tuple[str, str]]:
        """One variable: the stage before."""
        return [("was", "text")]

    def get_func(self, model: Any) -> str:
        """The body in PL/pgSQL; the error carries a constraint name, so that `explained` can read it."""
        column = model._meta.get_field(self.field).column
        pairs = ",".join(f"{a}>{b}" for a, b in self.lifecycle.pairs())
        return self.format_sql(
            f"""
            IF TG_OP = 'UPDATE' THEN
                was := OLD."{column}";
                IF was IS NOT DISTINCT FROM NEW."{column}" THEN RETURN NEW; END IF;
            END IF;
            IF concat(was, '>', NEW."{column}") <> ALL ('{{{pairs}}}'::text[]) THEN
                RAISE EXCEPTION 'No move from "%" to "%"', coalesce(was, ''), NEW."{column}"
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = '{model._meta.db_table}_stage_moves';
            END IF;
            RETURN NEW;"""
        )


class IllegalMove(Exception):
    """The database refused a move that the table does not hold."""


def explained(error: IntegrityError) -> Exception:
    """IllegalMove with the database's sentence, or the error as it was."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis and (diagnosis.constraint_name or "").endswith("_stage_moves"):
        return IllegalMove(diagnosis.message_primary)
    return error
