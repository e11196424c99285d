"""Seals: what was altered, taken out or came late is found; the archivist drops closed years and nothing else."""

from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from partnerships.shared.audit.actions import record
from partnerships.shared.audit.figures import year_of
from partnerships.shared.audit.models import AuditEvent, AuditSeal
from partnerships.shared.audit.tasks import seal
from partnerships.shared.audit.verification import verify
from tests.clock import travel
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = (
    datetime(2019, 12, 31, 23, 59, 50, tzinfo=UTC),
    datetime(2020, 1, 1, 0, 0, 30, tzinfo=UTC),
)


def url_of(address: str) -> str:
    """The same sign-in, at this test's database."""
    return f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}"


@contextmanager
def tampering():
    """Signed in as the owner, with the triggers off: what only a break-in could do."""
    with psycopg.connect(url_of(settings.OWNER_URL)) as owner:
        owner.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER append_only")
        yield owner
        owner.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER append_only")


@pytest.fixture
def target():
    return OrganisationFactory()


def write(target, count: int = 1) -> list[int]:
    return [
        record("directory.organisation_entered", by=None, target=target).pk for _ in range(count)
    ]


def test_the_tail_is_counted_and_sealed_once(target) -> None:
    write(target, 3)
    assert (verify().unsealed, verify().seals) == (3, 0)
    assert (seal(), seal()) == (1, 0)
    write(target)
    seal()
    found = verify()
    assert (found.seals, found.events, found.unsealed, found.holds) == (2, 4, 0, True)
    first, second = AuditSeal.objects.order_by("id")
    assert (first.previous_digest, second.previous_digest) == ("", first.digest)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit_auditevent SET what = 'directory.person_entered' WHERE id = %s",
        "UPDATE audit_auditevent SET facts = '{\"by\": 1}' WHERE id = %s",
        "UPDATE audit_auditevent SET at = at - interval '1 second' WHERE id = %s",
        "DELETE FROM audit_auditevent WHERE id = %s",
    ],
    ids=["what", "facts", "when", "taken out"],
)
def test_what_was_altered_is_found(target, deed) -> None:
    _first, second, _third = write(target, 3)
    seal()
    write(target)
    seal()
    with tampering() as owner:
        owner.execute(deed, [second])
    found = verify()
    assert (found.wrong, found.broken_links) == ([AuditSeal.objects.first().pk], [])
    with pytest.raises(CommandError, match="Altered or incomplete"):
        call_command("audit_verify", stdout=StringIO())


def test_a_seal_that_was_taken_out_is_found(target) -> None:
    for _ in range(3):
        write(target)
        seal()
    middle = AuditSeal.objects.order_by("id")[1].pk
    with psycopg.connect(url_of(settings.OWNER_URL)) as owner:
        for table in ("audit_sealedevent", "audit_auditseal"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        owner.execute("DELETE FROM audit_sealedevent WHERE seal_id = %s", [middle])
        owner.execute("DELETE FROM audit_auditseal WHERE id = %s", [middle])
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_sealedevent", "audit_auditseal"):
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")
    found = verify()
    assert found.broken_links == [AuditSeal.objects.order_by("id").last().pk]
    assert found.unsealed == 1 and not found.holds


def test_the_owner_too_is_refused_while_the_triggers_stand(target) -> None:
    write(target)
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only")
    with psycopg.connect(url_of(settings.OWNER_URL)) as owner, refused:
        owner.execute("DELETE FROM audit_auditevent")


def test_an_event_that_commits_late_is_in_the_next_seal(target) -> None:
    address = url_of(settings.OWNER_URL)
    columns = "what, at, capacity, target_label, target_id, facts"
    with psycopg.connect(address) as slow:
        slow.execute(
            f"INSERT INTO audit_auditevent ({columns})"
            " VALUES ('directory.late', now(), '', 'directory.Organisation', 1, '{}')"
        )
        (quick,) = write(target)
        seal()
    late = AuditEvent.objects.get(what="directory.late")
    assert late.pk < quick
    assert verify().unsealed == 1
    seal()
    assert late.sealed.seal == AuditSeal.objects.order_by("id").last()
    assert verify().holds


def old_years(target) -> None:
    """Sealed at the end of 2019, over New Year, and today; one event of 2019 is left unsealed."""
    with travel(BEFORE, tick=False):
        write(target, 2)
        seal()
        write(target)
    with travel(AFTER, tick=False):
        write(target)
        seal()
    write(target)
    seal()


def drop(settings, year: int) -> str:
    settings.ARCHIVIST_URL = url_of(settings.ARCHIVIST_URL)
    out = StringIO()
    call_command("audit_drop_year", year, confirm=year, stdout=out)
    return out.getvalue()


def test_the_archivist_drops_a_closed_year_and_the_rest_holds(target, settings) -> None:
    old_years(target)
    assert [s.year for s in AuditSeal.objects.order_by("id")] == [
        2019,
        2019,
        2020,
        year_of(timezone.now()),
    ]
    assert "3 events of 2019 dropped" in drop(settings, 2019)
    found = verify()
    first, second = AuditSeal.objects.order_by("id").values_list("pk", flat=True)[:2]
    assert (found.dropped, found.holds, found.events) == ([first, second], True, 2)
    told = StringIO()
    call_command("audit_verify", stdout=told)
    assert "2 seals of dropped years" in told.getvalue()


@pytest.mark.parametrize("later", [0, 1])
def test_an_open_year_stays(target, settings, later) -> None:
    with pytest.raises(CommandError, match="Name one closed year"):
        drop(settings, year_of(timezone.now()) + later)


def test_the_archivist_can_do_nothing_else(target, settings) -> None:
    old_years(target)
    with travel(BEFORE, tick=False):
        write(target)  # never sealed
    write(target)
    for deed in (
        "DELETE FROM audit_auditevent WHERE at > '2026-01-01'",
        "DELETE FROM audit_auditevent WHERE id = (SELECT max(id) - 1 FROM audit_auditevent)",
        "DELETE FROM audit_auditseal",
        "DELETE FROM audit_sealedevent",
        "UPDATE audit_auditevent SET what = 'a.b'",
        "INSERT INTO audit_auditevent (what) VALUES ('a.b')",
        "TRUNCATE audit_auditevent CASCADE",
        "SELECT * FROM directory_person",
        "SELECT * FROM agreements_agreement",
    ):
        refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
        with psycopg.connect(url_of(settings.ARCHIVIST_URL)) as archivist, refused:
            archivist.execute(deed)
    assert verify().holds


def test_without_the_archivists_sign_in_nothing_is_dropped(target, settings) -> None:
    old_years(target)
    settings.ARCHIVIST_URL = ""
    before = AuditEvent.objects.count()
    with pytest.raises(CommandError, match="DATABASE_ARCHIVIST_URL"):
        call_command("audit_drop_year", 2019, confirm=2019)
    assert AuditEvent.objects.count() == before
