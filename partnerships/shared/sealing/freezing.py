"""What was sealed stays known in the database as it was: only the remark about it may change."""

import pgtrigger

KEPT = (
    "document_id", "code", "listed", "sha256", "size", "level", "certificate", "imprint",
    "sealed_at",
)  # fmt: skip


class KeptAsSealed(pgtrigger.Trigger):
    """Refuses to change or delete a row once the file is sealed."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, name: str = "kept_as_sealed") -> None:
        super().__init__(name=name)

    def get_func(self, model: object) -> str:
        """A check violation with a name of its own."""
        old, new = (", ".join(f"{row}.{column}" for column in KEPT) for row in ("OLD", "NEW"))
        return self.format_sql(
            f"""
            IF TG_OP = 'DELETE' THEN
                IF OLD.sealed_at IS NULL THEN RETURN OLD; END IF;
            ELSIF OLD.sealed_at IS NULL OR ({old}) IS NOT DISTINCT FROM ({new}) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'What was sealed stays as it is'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                      CONSTRAINT = 'sealing_kept_as_sealed';"""
        )
