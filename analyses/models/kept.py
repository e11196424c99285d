"""What the database itself holds: whatever was submitted stays as it was, and goes only by being taken back, replaced or deleted."""

from typing import Any

import pgtrigger

from analyses.models.sights import IS_HOUSE

# What is emptied when a contribution is taken back or replaced: all that says something of its contents.
EMPTIED = (
    "purpose",
    "release_note",
    "handling_text",
    "means_of_collection",
    "police_category",
    "protected_interest",
    "first_storing_body",
    "file_name",
    "file_sha256",
)
END = ("withdrawn_at", "withdrawn_by_id", "withdraw_reason", "replaced_at")
REVIEWED = "review_on"  # a review may put it off


def _listed(names: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]"


class ContributionKept(pgtrigger.Trigger):
    """A submitted contribution: only its end may be written, once; with it, or by the house's clock, its texts become empty."""

    name = "kept_when_submitted"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    declare = [("ends", "boolean"), ("was", "jsonb"), ("becomes", "jsonb"), ("each", "text")]

    def get_func(self, model: Any) -> str:
        """The body in PL/pgSQL."""
        return f"""
            IF OLD.submitted_at IS NULL THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' THEN
                IF {IS_HOUSE} THEN RETURN OLD; END IF;
                RAISE EXCEPTION 'A submitted contribution is kept' USING ERRCODE = 'check_violation';
            END IF;
            was := to_jsonb(OLD);
            becomes := to_jsonb(NEW);
            ends := OLD.withdrawn_at IS NULL AND OLD.replaced_at IS NULL
                AND (NEW.withdrawn_at IS NOT NULL OR NEW.replaced_at IS NOT NULL);
            IF ends OR {IS_HOUSE} THEN
                FOREACH each IN ARRAY {_listed(EMPTIED)} LOOP
                    IF becomes ->> each = '' THEN was := was - each; becomes := becomes - each; END IF;
                END LOOP;
            END IF;
            IF ends THEN
                was := was - {_listed(END)};
                becomes := becomes - {_listed(END)};
            END IF;
            IF (was - '{REVIEWED}') IS DISTINCT FROM (becomes - '{REVIEWED}') THEN
                RAISE EXCEPTION 'A submitted contribution is not changed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;"""


class PartsKept(pgtrigger.Trigger):
    """Records and links of a submitted contribution: none comes, changes or goes.

    They go once the contribution has ended, or by the house's clock. Asked once a statement, so that many rows cost no more than one.
    """

    when = pgtrigger.After
    level = pgtrigger.Statement

    def __init__(self, operation: Any) -> None:
        verb = {pgtrigger.Insert: "insert", pgtrigger.Update: "update", pgtrigger.Delete: "delete"}
        self.verb = verb[operation]
        old, new = operation != pgtrigger.Insert, operation != pgtrigger.Delete
        super().__init__(
            name=f"kept_when_submitted_{self.verb}",
            operation=operation,
            referencing=pgtrigger.Referencing(
                old="old_rows" if old else None, new="new_rows" if new else None
            ),
        )

    def get_func(self, model: Any) -> str:
        """The body in PL/pgSQL."""
        rows = {
            "insert": "SELECT contribution_id FROM new_rows",
            "delete": "SELECT contribution_id FROM old_rows",
            "update": "SELECT contribution_id FROM old_rows UNION SELECT contribution_id FROM new_rows",
        }[self.verb]
        ended = "k.withdrawn_at IS NOT NULL OR k.replaced_at IS NOT NULL"
        goes = f"OR {ended} OR {IS_HOUSE}" if self.verb == "delete" else ""
        return f"""
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT r.contribution_id FROM ({rows}) r) t
                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id
                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL {goes}, false)
            ) THEN
                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;"""


def parts_kept() -> list[PartsKept]:
    """For each way to touch a row."""
    return [PartsKept(each) for each in (pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)]
