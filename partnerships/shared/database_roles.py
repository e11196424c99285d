"""Two database roles: the site signs in as one that owns nothing; the owner migrates.

Source: decision 0003. After every migration `harden` takes back what the site must not do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from partnerships.shared.audit.moments import CLOCK
from partnerships.shared.audit.protection import ARCHIVIST

ROLE_KEYS = ("USER", "PASSWORD")


@contextmanager
def as_owner(alias: str = "default") -> Iterator[BaseDatabaseWrapper]:
    """Borrow the owner's sign-in for migrations; the database itself stays the same.

    Raises: ImproperlyConfigured without DATABASE_OWNER_URL; RuntimeError inside a transaction.
    """
    if not settings.OWNER_URL:
        raise ImproperlyConfigured("Set DATABASE_OWNER_URL: only the owner may change tables.")
    connection = connections[alias]
    if connection.in_atomic_block:
        raise RuntimeError("cannot change the database role inside a transaction")
    owner = dj_database_url.parse(settings.OWNER_URL)
    before = {key: connection.settings_dict[key] for key in ROLE_KEYS}
    _sign_in(connection, {key: value for key, value in owner.items() if key in ROLE_KEYS})
    try:
        yield connection
    finally:
        _sign_in(connection, before)


def _sign_in(connection: BaseDatabaseWrapper, values: dict) -> None:
    connection.close()
    connection.settings_dict.update(values)


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Before tables exist: what the owner will create may be used, not changed, by the site's role."""
    statements = [
        "GRANT USAGE ON SCHEMA public TO {site}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {site}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {site}",
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(site=sql.Identifier(settings.SITE_ROLE)))


def harden(connection: BaseDatabaseWrapper) -> None:
    """After each migration: append-only tables, history out of reach, triggers without a switch."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        _protect_tables(cursor, tables)
        _protect_history(cursor)
        _refuse_ignoring(cursor)
        _offer_forgetting(cursor, tables)
        _admit_archivist(cursor, tables)


def _revoke(cursor, rights: str, table: str) -> None:
    statement = sql.SQL("REVOKE {rights} ON {table} FROM {site}")
    cursor.execute(
        statement.format(
            rights=sql.SQL(rights),
            table=sql.Identifier(table),
            site=sql.Identifier(settings.SITE_ROLE),
        )
    )


def _protect_tables(cursor, tables: set[str]) -> None:
    if "django_migrations" in tables:
        _revoke(cursor, "INSERT, UPDATE, DELETE", "django_migrations")
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table not in tables:
            continue
        if hasattr(model, "pgh_tracked_model"):
            _revoke(cursor, "INSERT, UPDATE, DELETE", table)
        elif getattr(model, "append_only", False):
            _revoke(cursor, "INSERT, UPDATE, DELETE", table)
            _let_append(cursor, model)
    if CLOCK in tables:
        _revoke(cursor, "INSERT, UPDATE, DELETE", CLOCK)


def _let_append(cursor, model: type[models.Model]) -> None:
    """Rows get their numbers from the database: who inserts may not name them."""
    columns: list[sql.Composable] = [
        sql.Identifier(f.column)
        for f in model._meta.local_fields
        if f.column and not isinstance(f, models.AutoField)
    ]
    statement = sql.SQL("GRANT INSERT ({columns}) ON {table} TO {site}")
    cursor.execute(
        statement.format(
            columns=sql.SQL(", ").join(columns),
            table=sql.Identifier(model._meta.db_table),
            site=sql.Identifier(settings.SITE_ROLE),
        )
    )


def _protect_history(cursor) -> None:
    """History is written, and what is redacted taken out of it, by triggers that run as the owner: nobody can forge a row."""
    cursor.execute(
        """SELECT DISTINCT p.oid::regprocedure::text FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid
           WHERE p.prosrc ~ '(INSERT INTO|UPDATE) "[a-z_]+event"' AND NOT p.prosecdef"""
    )
    for (function,) in cursor.fetchall():
        cursor.execute(
            f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp"
        )


def _refuse_ignoring(cursor) -> None:
    """`SET pgtrigger.ignore` can be said by any role: only the owner's sign-in may skip a trigger by it."""
    cursor.execute("SELECT 1 FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
    if not cursor.fetchone():
        return
    body = """
    BEGIN
        IF session_user <> {owner} THEN RETURN false; END IF;
        RETURN coalesce(
            trigger_name = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false);
    END"""
    statement = sql.SQL(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE plpgsql AS {body}"
    )
    owner = cursor.db.settings_dict["USER"]
    rendered = sql.SQL(body).format(owner=sql.Literal(owner)).as_string(cursor.connection)
    cursor.execute(statement.format(body=sql.Literal(rendered)))


def _offer_forgetting(cursor, tables: set[str]) -> None:
    """The one way to delete history: what is older than the retention, and nothing younger."""
    events = [m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
    age = f"interval '{int(settings.HISTORY_RETENTION_DAYS)} days'"
    deletes = "\n".join(
        f'DELETE FROM public."{table}" WHERE pgh_created_at < now() - {age};'
        f" GET DIAGNOSTICS n = ROW_COUNT; total := total + n;"
        for table in events
        if table in tables
    )
    cursor.execute(
        "CREATE OR REPLACE FUNCTION public.forget_history() RETURNS bigint LANGUAGE plpgsql"
        " SECURITY DEFINER SET search_path = public, pg_temp AS $forget$"
        f" DECLARE n bigint; total bigint := 0; BEGIN {deletes} RETURN total; END $forget$"
    )


def _admit_archivist(cursor, tables: set[str]) -> None:
    """The third role may drop closed, sealed years of the log (its trigger decides), and read what it needs."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ARCHIVIST])
    if not cursor.fetchone() or "audit_auditevent" not in tables:
        return
    role = sql.Identifier(ARCHIVIST)
    cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    cursor.execute(sql.SQL("GRANT SELECT, DELETE ON audit_auditevent TO {}").format(role))
    cursor.execute(sql.SQL("GRANT SELECT ON audit_sealedevent, audit_auditseal TO {}").format(role))
    for model in apps.get_models():
        rights = getattr(model, "archivist_may", "")  # of logs of other rooms
        if rights and model._meta.db_table in tables:
            table = sql.Identifier(model._meta.db_table)
            grant = sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), table, role)
            cursor.execute(grant)
