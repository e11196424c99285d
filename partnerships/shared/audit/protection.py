"""Triggers that keep the log as it is: our own SQL, because pgtrigger's know a session switch.

Source: decision 0004. The archivist's role alone may delete, and only events of a closed year that are sealed.
"""

ARCHIVIST = "handschlag_archivist"
TABLES = ("audit_auditevent", "audit_auditseal", "audit_sealedevent")

FUNCTION = f"""
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND session_user = (
        SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = TG_TABLE_NAME
    ) THEN RETURN NULL; END IF;
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_auditevent' AND session_user = '{ARCHIVIST}'
       AND date_part('year', OLD.at AT TIME ZONE 'UTC') < date_part('year', now() AT TIME ZONE 'UTC')
       AND EXISTS (SELECT 1 FROM audit_sealedevent s WHERE s.event_id = OLD.id)
    THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'The log is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""
INSTALL = FUNCTION + "".join(
    f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER never_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""
    for table in TABLES
)
REMOVE = (
    "".join(
        f"DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncate ON {table};"
        for table in TABLES
    )
    + "DROP FUNCTION audit_append_only();"
)
