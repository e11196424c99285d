"""The text of an agreement is frozen in the database once it is ready to sign.

Source: decision 0010; what people sign must be what they read.
"""

from typing import Any

import pgtrigger

from partnerships.agreements.stages import EDITABLE


class FrozenAfterDrafting(pgtrigger.Trigger):
    """Refuses every change of a row whose agreement has left drafting. `agreement` is SQL over {row}."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, agreement: str, name: str = "frozen") -> None:
        self.agreement = agreement
        super().__init__(name=name)

    def get_declare(self, model: Any) -> list[tuple[str, str]]:
        """The stage that decides."""
        return [("now_at", "text")]

    def _check(self, row: str) -> str:
        stages = ", ".join(f"'{stage}'" for stage in EDITABLE)
        return f"""
            SELECT stage INTO now_at FROM agreements_agreement WHERE id = ({self.agreement.replace("ROW", row)});
            IF now_at IS NOT NULL AND now_at NOT IN ({stages}) THEN
                RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_text_frozen';
            END IF;"""

    def get_func(self, model: Any) -> str:
        """Checks the row before and the row after, so that it cannot be carried elsewhere."""
        return self.format_sql(
            f"""
            IF TG_OP <> 'INSERT' THEN {self._check("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {self._check("NEW")} RETURN NEW; END IF;
            RETURN OLD;"""
        )
