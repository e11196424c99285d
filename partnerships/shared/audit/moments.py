"""The database gives each event its moment and compares who it says did it. Source: decision 0036.

An event without a name says that nobody decided it (the clock, or what follows by itself): any session may write it.
`audit_now()` is the clock. Only the owner can shift it or let it stand still: tests travel by it, an installation leaves
it alone.
"""

from django.db.models import DateTimeField, Func

from partnerships.shared.audit.actor import SETTING

CLOCK = "audit_clock"
TABLES = ("audit_auditevent", "audit_auditseal")


class AuditNow(Func):
    """The moment as the database counts it for the log."""

    function = "audit_now"
    arity = 0
    output_field = DateTimeField()


CLOCK_INSTALL = f"""
CREATE TABLE {CLOCK} (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    shift interval NOT NULL DEFAULT interval '0',
    stands_at timestamptz
);
INSERT INTO {CLOCK} DEFAULT VALUES;
CREATE FUNCTION audit_now() RETURNS timestamptz LANGUAGE sql VOLATILE
    SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT coalesce((SELECT coalesce(stands_at, clock_timestamp() + shift) FROM {CLOCK}), clock_timestamp())';
"""
CLOCK_REMOVE = f"DROP FUNCTION audit_now(); DROP TABLE {CLOCK};"

STAMP_INSTALL = f"""
CREATE FUNCTION audit_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := public.audit_now();
    RETURN NEW;
END $$;
CREATE FUNCTION audit_is_actors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE actor text := nullif(current_setting('{SETTING}', true), '');
BEGIN
    IF NEW.by_id IS NOT NULL AND NEW.by_id::text IS DISTINCT FROM actor THEN
        RAISE EXCEPTION 'Not the doing of who acts here: said %, acting %', NEW.by_id, actor
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'audit_by_is_who_acts';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_is_who_acts BEFORE INSERT ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_is_actors();
""" + "".join(
    f"CREATE TRIGGER stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_stamp();\n"
    for table in TABLES
)
STAMP_REMOVE = "".join(f"DROP TRIGGER stamp ON {table};" for table in TABLES) + (
    "DROP TRIGGER by_is_who_acts ON audit_auditevent;"
    "DROP FUNCTION audit_stamp(); DROP FUNCTION audit_is_actors();"
)
