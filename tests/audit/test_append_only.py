"""The log as the site's role sees it: written once, changed by nobody. Source: DESIGN section 5, promise 4."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from partnerships.shared.audit.actions import record, seal
from partnerships.shared.audit.models import AuditEvent
from tests.factories.directory import AccountFactory

EVENT = "directory_accountevent"
ATTEMPTS = [
    "UPDATE audit_auditevent SET what = 'a.b'",
    "UPDATE audit_auditseal SET digest = ''",
    "UPDATE audit_sealedevent SET seal_id = 1",
    "DELETE FROM audit_auditevent",
    "DELETE FROM audit_auditseal",
    "DELETE FROM audit_sealedevent",
    "TRUNCATE audit_auditevent CASCADE",
    "TRUNCATE audit_sealedevent",
    "ALTER TABLE audit_auditevent DISABLE TRIGGER append_only",
    "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
    "ALTER TABLE audit_auditevent OWNER TO CURRENT_USER",
    "DROP TRIGGER append_only ON audit_auditevent",
    "DROP FUNCTION audit_append_only() CASCADE",
    "DROP TABLE audit_sealedevent",
    "CREATE OR REPLACE FUNCTION public.audit_append_only() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN OLD; END'",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
    " RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE public.mine (id int)",
    "CREATE RULE mine AS ON UPDATE TO audit_auditevent DO INSTEAD NOTHING",
    "SET ROLE handschlag_owner",
    "SET ROLE handschlag_archivist",
    "SET SESSION AUTHORIZATION handschlag_owner",
    "SET session_replication_role = replica",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    f"INSERT INTO {EVENT} SELECT * FROM {EVENT}",
    f"INSERT INTO {EVENT} (pgh_created_at, pgh_label, id, email) VALUES (now(), 'insert', 1, 'x')",
    f"UPDATE {EVENT} SET email = 'forged@example.org'",
    f"DELETE FROM {EVENT}",
    f"TRUNCATE {EVENT}",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999', now())",
    "DELETE FROM django_migrations",
]


@pytest.fixture
def event(db) -> AuditEvent:
    """One sealed event and one row of history."""
    account = AccountFactory()
    made = record("directory.person_entered", by=account, target=account)
    seal()
    return made


def everything() -> list[tuple]:
    """What the attempts are after."""
    found = []
    with connection.cursor() as cursor:
        for table in ("audit_auditevent", "audit_auditseal", "audit_sealedevent", EVENT):
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found += cursor.fetchall()
    return found


def ignore_triggers() -> None:
    """Any role may say this; it must change nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
        )


def test_tests_run_as_the_sites_role(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text, current_user::text")
        assert cursor.fetchone() == (settings.SITE_ROLE, settings.SITE_ROLE)


@pytest.mark.parametrize("switch", [False, True], ids=["plain", "after a switch"])
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt[:60])
def test_the_site_cannot(event, attempt, switch) -> None:
    before = everything()
    if switch:
        ignore_triggers()
    refused = pytest.raises(
        DatabaseError, match="denied|must be owner|append-only|must be|Only roles"
    )
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
    assert everything() == before


def test_the_site_gives_itself_nothing(event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT ALL ON audit_auditevent TO CURRENT_USER")  # answered with a warning
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        AuditEvent.objects.update(what="a.b")


def test_history_is_written_all_the_same(event) -> None:
    ignore_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_account SET language = 'en'")
        cursor.execute(f"SELECT pgh_label, language FROM {EVENT} ORDER BY pgh_id")
        assert cursor.fetchall() == [("insert", "de"), ("update", "en")]


def test_forgetting_takes_nothing_young(event) -> None:
    before = everything()
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.forget_history()")
        assert cursor.fetchone() == (0,)
    assert everything() == before


@pytest.mark.parametrize("what", ["", "nolabel", "two.dots.here", "Upper.case", "a.b\n"])
def test_an_event_has_a_label_and_a_verb(event, what) -> None:
    with pytest.raises(DatabaseError, match="audit_what_is_label_and_verb"), transaction.atomic():
        record(what, by=None, target=event)
