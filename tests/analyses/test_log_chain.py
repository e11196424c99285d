"""Seals over the log of analyses: what was altered or taken out is found; closed years are dropped by the archivist alone."""

from datetime import UTC, datetime
from io import StringIO

import psycopg
import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from analyses.actions.log_chain import check_log, years_to_drop
from analyses.models import (
    LogAnchor,
    LogEntry,
    LogSeal,
    LogWalk,
    SealedEntry,
    seen_by,
    seen_by_house,
)
from analyses.tasks import check_log as nightly
from analyses.tasks import close_log, seal_log
from tests.audit.test_seals import url_of
from tests.clock import travel
from tests.factories import analyses as make
from tests.factories.analyses_log import entries, tampering, write

pytestmark = pytest.mark.django_db(transaction=True)


def at(year: int, month: int = 6) -> datetime:
    return datetime(year, month, 1, 12, tzinfo=UTC)


def check() -> LogWalk:
    with seen_by_house():
        return check_log()


def seals() -> list[LogSeal]:
    with seen_by_house():
        return list(LogSeal.objects.order_by("id"))


def test_the_tail_is_counted_and_sealed_once():
    write(3)
    assert (check().unsealed, check().seals) == (3, 0)
    assert (seal_log(), seal_log()) == (1, 0)
    write(1)
    seal_log()
    found = check()
    assert (found.seals, found.events, found.unsealed, found.holds) == (2, 4, 0, True)
    first, second = seals()
    assert (first.previous_digest, second.previous_digest) == ("", first.digest)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE analyses_logentry SET what = 'case.left' WHERE id = %s",
        "UPDATE analyses_logentry SET reason_text = 'x' WHERE id = %s",
        "UPDATE analyses_logentry SET account_id = 7 WHERE id = %s",
        "UPDATE analyses_logentry SET at = at - interval '1 second' WHERE id = %s",
        "DELETE FROM analyses_logentry WHERE id = %s",
    ],
    ids=["what", "reason", "who", "when", "taken out"],
)
def test_what_was_altered_is_found(deed):
    write(3)
    seal_log()
    write(1)
    seal_log()
    with tampering() as owner:
        assert owner.execute(deed, [entries()[1].pk]).rowcount == 1
    found = check()
    assert (found.wrong, found.broken_links, found.holds) == ([seals()[0].pk], [], False)
    with pytest.raises(CommandError, match="Altered or incomplete"):
        call_command("analyses_log_verify", stdout=StringIO())
    nightly()
    with seen_by_house():
        assert not LogWalk.objects.first().holds


@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "middle", "last"])
def test_a_seal_that_was_taken_out_is_found(place):
    for _ in range(3):
        write(1)
        seal_log()
    assert check().holds
    gone = seals()[place].pk
    with tampering() as owner:
        owner.execute("DELETE FROM analyses_sealedentry WHERE seal_id = %s", [gone])
        owner.execute("DELETE FROM analyses_logseal WHERE id = %s", [gone])
    found = check()
    assert found.broken_links and found.unsealed == 1 and not found.holds


def test_the_owner_too_is_refused_while_the_triggers_stand():
    write(1)
    with psycopg.connect(url_of(configured.OWNER_URL)) as owner:
        owner.execute("SELECT set_config('handschlag.analyses', 'all', false)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute("DELETE FROM analyses_logentry")


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE analyses_logentry SET what = 'a.b'",
        "DELETE FROM analyses_logentry",
        "TRUNCATE analyses_logentry CASCADE",
        "UPDATE analyses_logseal SET kept_through = 2000",
        "DELETE FROM analyses_logseal",
        "DELETE FROM analyses_sealedentry",
        "DELETE FROM analyses_loganchor",
        "DELETE FROM analyses_logwalk",
        "ALTER TABLE analyses_logentry DISABLE TRIGGER append_only",
        "ALTER TABLE analyses_logentry DISABLE ROW LEVEL SECURITY",
        "DROP FUNCTION analyses_log_append_only() CASCADE",
    ],
)
def test_the_site_takes_nothing_away(deed):
    write(2)
    seal_log()
    refused = pytest.raises(DatabaseError, match="denied|must be owner|append-only")
    with seen_by_house(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)
    assert check().holds and len(entries()) == 2


def test_the_moment_is_the_databases():
    write(1)
    columns = "zone, operation, what, object_type, case_number, reason_code, reason_text, fields, search_hash, request_id, regime"
    with seen_by_house(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO analyses_logentry (at, {columns})"
            " VALUES ('2019-01-01', 'x', 'consult', 'a.b', '', '', '', '', '[]', '', '', '')"
        )
    this_year = datetime.now(UTC).astimezone(UTC).year
    assert {entry.at.astimezone(UTC).year for entry in entries()} == {this_year}


def old_years() -> None:
    """2019: two entries of the usual term, one of the tax code; over New Year; 2020; today."""
    with travel(at(2019), tick=False):
        write(2)
        write(1, regime="ao")
        seal_log()
        write(1)
    with travel(at(2020), tick=False):
        write(1)
        close_log()
    write(1)


def drop(settings, year: int) -> str:
    settings.ARCHIVIST_URL = url_of(configured.ARCHIVIST_URL)
    out = StringIO()
    call_command("analyses_log_drop", year, confirm=year, stdout=out)
    return out.getvalue()


def test_a_year_is_sealed_closed_dropped_and_verified(settings):
    """A year's end by a clock that stands still: sealed, closed, kept as long as it must be, dropped, and the rest holds."""
    old_years()
    assert [(s.year, s.kept_through, s.events) for s in seals()] == [
        (2019, 2020, 2),
        (2019, 2022, 1),
        (2019, 2020, 1),
        (2020, 2021, 1),
    ]
    with seen_by_house():
        anchor = LogAnchor.objects.get()
    assert (anchor.year, anchor.seals, anchor.events, anchor.last_seal) == (
        2019,
        3,
        4,
        seals()[2].pk,
    )
    with travel(at(2020, 12), tick=False):
        assert check().holds
        with pytest.raises(CommandError, match="whose term is over"):
            drop(settings, 2019)
    with travel(at(2021, 1), tick=False):
        close_log()
        with seen_by_house():
            assert years_to_drop() == [2019]
        assert "3 entries of 2019 dropped" in drop(settings, 2019)
        found = check()
        assert (found.dropped, found.holds) == (2, True)
        with pytest.raises(CommandError, match="whose term is over"):
            drop(settings, 2019)
    assert [entry.regime for entry in entries(at__year=2019)] == ["ao"]
    assert entries(what="log.dropped")[0].rows == 3
    with travel(at(2023, 1), tick=False):
        assert "1 entries of 2019 dropped" in drop(settings, 2019)
    found = check()
    assert (found.holds, found.wrong_anchors) == (True, [])
    close_log()
    with seen_by_house():
        assert [each.year for each in LogAnchor.objects.all()] == [2019, 2020, 2021, 2023]


def test_what_is_taken_out_of_a_closed_year_too_early_is_found():
    old_years()
    with tampering() as owner:
        owner.execute("DELETE FROM analyses_logentry WHERE regime = 'ao'")
    with travel(at(2021), tick=False):
        found = check()
    assert (found.wrong, found.holds) == ([seals()[1].pk], False)


def test_an_anchor_that_was_forged_is_found():
    old_years()
    with tampering() as owner:
        owner.execute("UPDATE analyses_loganchor SET events = 3")
    assert check().wrong_anchors == [2019]


def test_an_old_key_still_proves_what_it_signed(settings):
    old_years()
    settings.ANALYSES_LOG_KEYS = ["new", *settings.ANALYSES_LOG_KEYS]
    assert check().holds
    settings.ANALYSES_LOG_KEYS = ["new"]
    assert check().wrong_anchors == [2019]


def test_the_archivist_can_do_nothing_else():
    old_years()
    for deed in (
        "DELETE FROM analyses_logentry WHERE at > '2026-01-01'",
        "DELETE FROM analyses_logentry WHERE at > '2020-01-01' AND at < '2021-01-01'",
        "DELETE FROM analyses_logseal",
        "DELETE FROM analyses_sealedentry",
        "UPDATE analyses_logentry SET what = 'a.b'",
        "TRUNCATE analyses_logentry CASCADE",
        "SELECT * FROM analyses_case",
        "SELECT * FROM analyses_sample",
        "SELECT * FROM directory_person",
    ):
        with psycopg.connect(url_of(configured.ARCHIVIST_URL)) as archivist:
            archivist.execute("SELECT set_config('handschlag.analyses', 'all', false)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                archivist.execute(deed)
    assert check().holds


def test_nothing_is_dropped_from_a_log_that_does_not_hold(settings):
    old_years()
    with tampering() as owner:
        owner.execute(
            "UPDATE analyses_logentry SET what = 'a.b' WHERE date_part('year', at) = 2020"
        )
    with pytest.raises(CommandError, match="does not hold"):
        drop(settings, 2019)
    settings.ARCHIVIST_URL = ""
    with pytest.raises(CommandError, match="DATABASE_ARCHIVIST_URL"):
        call_command("analyses_log_drop", 2019, confirm=2019)
    assert len(entries(at__year=2019)) == 4


def test_seals_are_seen_by_data_protection_alone(settings):
    settings.DEMO = True
    crew = make.crew()
    write(1)
    seal_log()
    check()
    models = (LogSeal, SealedEntry, LogWalk, LogEntry)
    assert not any(model.objects.exists() for model in models)
    for account, sees in ((crew.guard, True), (crew.lead, False), (crew.legal, False)):
        with seen_by(account):
            assert all(model.objects.exists() is sees for model in models)
