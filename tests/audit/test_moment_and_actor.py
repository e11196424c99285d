"""Moment and actor of an event are the database's word, not the program's. Source: decision 0036."""

from datetime import UTC, datetime, timedelta

import pghistory
import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import DateTimeField, Func
from django.urls import reverse
from django.utils import timezone

from config.celery import app
from partnerships.shared.audit.actions import record, record_each, seal
from partnerships.shared.audit.actor import acting
from partnerships.shared.audit.models import AuditEvent, AuditSeal
from tests.clock import owners_address, travel
from tests.factories.directory import AccountFactory

INSERT = (
    "INSERT INTO audit_auditevent (what, at, by_id, capacity, target_label, target_id, facts)"
    " VALUES ('directory.role_given', %s, %s, '', 'directory.Grant', 1, '{}') RETURNING id"
)
LONG_AGO = datetime(2019, 6, 4, tzinfo=UTC)


@pytest.fixture
def account(db):
    return AccountFactory()


def insert(at: datetime, by: int | None) -> AuditEvent:
    """As somebody with the site's password would: past the actions."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [at, by])
        return AuditEvent.objects.get(pk=cursor.fetchone()[0])


def refused():
    return pytest.raises(IntegrityError, match="audit_by_is_who_acts|Not the doing of who acts")


def test_a_backdated_event_stands_at_its_true_moment(db) -> None:
    event = insert(LONG_AGO, None)
    assert abs(event.at - timezone.now()) < timedelta(seconds=30)
    event = insert(timezone.now() + timedelta(days=900), None)
    assert abs(event.at - timezone.now()) < timedelta(seconds=30)


def test_an_event_in_another_name_is_refused_with_a_name_of_the_constraint(account) -> None:
    with pytest.raises(IntegrityError) as fault:
        insert(timezone.now(), account.pk)
    assert fault.value.__cause__.diag.constraint_name == "audit_by_is_who_acts"
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("write", [record, None], ids=["one", "many"])
def test_who_acts_cannot_write_for_others(account, write) -> None:
    other = AccountFactory()

    def note(by) -> None:
        if write:
            record("directory.role_given", by=by, target=other)
        else:
            record_each("directory.role_given", by=by, targets=[(other, {})])

    with acting(account):
        note(account)
        with refused(), transaction.atomic():
            note(other)
        note(None)  # what follows by itself is nobody's
    with acting(None), refused(), transaction.atomic():
        note(account)
    found = AuditEvent.objects.order_by("id")
    assert [event.by_id for event in found] == [account.pk, None]


def test_the_name_is_gone_with_the_statement_or_the_transaction(account) -> None:
    with transaction.atomic():
        record("directory.role_given", by=account, target=account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('handschlag.actor', true)")
        inside = cursor.fetchone()[0]
    assert inside in ("", None, str(account.pk))  # the test itself is one transaction
    with acting(None):
        record("directory.role_given", by=None, target=account)
    with refused():
        insert(timezone.now(), account.pk)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_on_the_connection() -> None:
    account = AccountFactory()
    record("directory.role_given", by=account, target=account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('handschlag.actor', true)")
        assert cursor.fetchone()[0] in ("", None)
    with refused():
        insert(timezone.now(), account.pk)


def test_a_request_is_its_accounts(cast) -> None:
    """The event of a page carries the name; the same insert in another name does not pass."""
    client = cast.client("dpo")
    assert client.get(reverse("audit:log")).status_code == 200
    assert AuditEvent.objects.get(what="audit.log_read").by_id == cast.account("dpo").pk


def test_the_history_beside_it_changes_nothing(account) -> None:
    """Both put a setting before the insert."""
    with pghistory.context(account=account.pk), acting(account):
        record("directory.role_given", by=account, target=account)
        with refused(), transaction.atomic():
            record("directory.role_given", by=AccountFactory(), target=account)
    assert AuditEvent.objects.get().by_id == account.pk


def test_what_the_worker_does_is_nobodys(account) -> None:
    @app.task
    def in_anothers_name() -> None:
        record("directory.role_given", by=account, target=account)

    with refused(), transaction.atomic():
        in_anothers_name()
    assert not AuditEvent.objects.exists()


def test_the_number_is_the_databases_too(db) -> None:
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        AuditEvent(pk=1, what="a.b", target_label="x").save(force_insert=True)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit_clock SET shift = interval '-1 year'",
        "INSERT INTO audit_clock (id) VALUES (2)",
        "DELETE FROM audit_clock",
        "DROP FUNCTION audit_now() CASCADE",
        "CREATE OR REPLACE FUNCTION public.audit_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
        "CREATE OR REPLACE FUNCTION public.audit_is_actors() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER by_is_who_acts",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER stamp",
        "ALTER TABLE audit_auditevent ALTER COLUMN at SET DEFAULT now()",
    ],
)
def test_the_site_does_not_turn_the_clock(db, deed) -> None:
    with (
        pytest.raises(DatabaseError, match="denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)


def test_a_setting_of_the_session_does_not_move_it(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Pacific/Kiritimati'")
        cursor.execute("SELECT set_config('audit.shift', '-1 year', true)")
        cursor.execute(INSERT, [LONG_AGO, None])
        cursor.execute("SELECT at BETWEEN now() AND clock_timestamp() FROM audit_auditevent")
        assert cursor.fetchall() == [(True,)]


def test_only_the_owner_shifts_the_clock(account) -> None:
    with travel(LONG_AGO, tick=False):
        event = record("directory.role_given", by=account, target=account)
        made = seal()
    for moment in (event.at, made.at):
        assert LONG_AGO <= moment < LONG_AGO + timedelta(minutes=1)
    assert (made.year, AuditSeal.objects.get().year) == (2019, 2019)
    event = record("directory.role_given", by=account, target=account)
    assert abs(event.at - timezone.now()) < timedelta(seconds=30)
    with psycopg.connect(owners_address()) as owner:
        assert owner.execute("SELECT shift FROM audit_clock").fetchone() == (timedelta(0),)


def test_python_learns_the_moment_that_stands_in_the_row(account) -> None:
    event = record("directory.role_given", by=account, target=account)
    assert event.at == AuditEvent.objects.get(pk=event.pk).at


def test_the_database_says_when_the_default_says_so(db) -> None:
    """The clock is a function that anybody may ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_now()")
        assert abs(cursor.fetchone()[0] - timezone.now()) < timedelta(seconds=30)
    assert isinstance(AuditEvent._meta.get_field("at").db_default, Func)
    assert isinstance(AuditEvent._meta.get_field("at"), DateTimeField)
