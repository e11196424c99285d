"""Analyses: pages of a case with few and with many records against the same pages from memory; what row-level security costs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg.rows import TupleRow

from analyses.models import Case
from analyses.models.sights import SETTING
from analyses.stages import Stage
from partnerships.directory.models import Account
from partnerships.shared.database_roles import as_owner
from tests.bench import limits
from tests.bench.databases import fresh, migrate, using
from tests.bench.limits import Limit
from tests.bench.pages import DIFFERS, FEW, Row
from tests.bench.timing import Samples, Spread, interleaved, ratio
from tests.bench.visits import BENCH, Visitor

PROVISIONS = 1000
WALLED = ("analyses_case", "analyses_contribution", "analyses_record")
RECORDS = "/analyses/{case}/records/"


@dataclass(frozen=True)
class Scene:
    """Who looks at which case."""

    case: Case
    accounts: dict[str, Account]


@dataclass
class Found:
    """Pages, the wizard against an empty page, and the same question with and without the wall."""

    empty: Spread
    wizard: Spread
    wizard_queries: int
    walled: Spread
    rows: list[Row] = field(default_factory=list)

    def limits(self) -> Iterator[Limit]:
        """What was promised. Source: the task of analyses, "Speed and memory"."""
        few = {row.page: row for row in self.rows if row.rows == FEW}
        for row in self.rows:
            name = f"{row.page} with {row.rows:,} rows"
            yield Limit(f"{name}, against memory", row.to_memory.p50, limits.PAGE_RATIO)
            yield Limit(f"{name}, queries", row.queries, limits.PAGE_QUERIES)
            if row.growth:
                yield Limit(f"{name}, growth", row.growth.p50, limits.PAGE_GROWTH)
                yield Limit(f"{name}, further queries", row.queries - few[row.page].queries, 0)
        yield Limit("wizard, against an empty page", self.wizard.p50, limits.WIZARD_RATIO)
        yield Limit("wizard, queries", self.wizard_queries, limits.PAGE_QUERIES)
        yield Limit(
            "questions of the list of records behind the wall, against without",
            self.walled.p50,
            limits.WALL_RATIO,
        )


PAGES = (
    ("case", "/analyses/{case}/", "analyses/detail.html", "lead"),
    ("case records", RECORDS, "analyses/records.html", "lead"),
    ("case log", "/analyses/log/", "analyses/log.html", "guard"),
)
WIZARD = "/analyses/share/?holder=customs&needer=tax&task=work&category=suspect&initiative=own"


def measure(*, many: int, rounds: int) -> Found:
    """Two databases, each page four times a round: few and many rows, database and memory."""
    migrate()
    visitors = {number: _visitors(number) for number in (FEW, many)}
    lead = visitors[many]["lead"]
    calls: dict[str, Callable[[], object]] = {
        "empty": partial(lead.get, "/empty/", urls=BENCH),
        "wizard": partial(lead.get, WIZARD),
    }
    counted = {}
    for name, path, template, who in PAGES:
        for number, by_name in visitors.items():
            visitor = by_name[who]
            address = path.format(case=visitor.scene.case.pk)  # type: ignore[union-attr]
            real, drawn = _pair(visitor, address, template)
            calls |= {f"{name} {number} database": real, f"{name} {number} memory": drawn}
            counted[name, number] = len(visitor.queries(address))
    asked = _questions_of_list(lead)
    with _without_wall(lead) as bare, _behind_wall(lead) as walled:
        calls |= {"walled": partial(_ask, walled, asked), "bare": partial(_ask, bare, asked)}
        found = interleaved(calls, rounds)
    return _table(found, counted, len(lead.queries(WIZARD)))


def _visitors(number: int) -> dict[str, Visitor]:
    """Who works on the case and who reads the log, each having said why, in one database with so many rows."""
    database = fresh(f"bench_analyses_{number}")
    with using(database):
        there = _scene()
        _fill(there, number)
    found = {name: Visitor.of(database, there, name) for name in there.accounts}  # type: ignore[arg-type]
    for visitor in found.values():
        _say_why(visitor, there.case)
    return found


def _scene() -> Scene:
    from tests.factories import analyses as make

    crew = make.crew()
    case = make.case_at(Stage.ANALYSING, crew)
    return Scene(case, {"lead": crew.lead, "guard": crew.guard})


def _say_why(visitor: Visitor, case: Case) -> None:
    with using(visitor.connection):
        store = import_module(settings.SESSION_ENGINE).SessionStore(visitor.session)
        store["analyses_reasons"] = {str(case.pk): ["work", ""]}
        store.save()


def _fill(there: Scene, number: int) -> None:
    """Five contributions of both authorities, so many records in them, as many entries of the log; a catalogue of PROVISIONS."""
    values = {"case": there.case.pk, "number": number, "by": there.accounts["lead"].pk, "provisions": PROVISIONS}  # fmt: skip
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET handschlag.analyses = 'all'")
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in STATEMENTS:
            cursor.execute(statement, values)
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE)")


FILLED = (
    "analyses_contribution", "analyses_record", "analyses_logentry", "analyses_provision", "analyses_provisionversion",
)  # fmt: skip
STATEMENTS = (
    """
    INSERT INTO analyses_contribution
        (case_id, authority_id, by_id, basis_id, purpose, initiative, regime, secrecy, release_note, released_to, handling,
         handling_text, means_of_collection, police_category, protected_interest, first_storing_body, received_on, review_on,
         file_name, file_sha256, version, created_at, submitted_at, withdraw_reason)
    SELECT %(case)s, (p ->> 'authority')::bigint, %(by)s, (SELECT min(id) FROM analyses_provisionversion), 'Zweck', 'request',
        'dsg_nrw_3', 'none', '', (SELECT array_agg((q.value ->> 'authority')::bigint) FROM jsonb_each(c.passes) q), 'H0', '', '', '',
        '', '', current_date, current_date + 90, '', '', 1, now(), now(), ''
    FROM analyses_case c, LATERAL (SELECT value AS p FROM jsonb_each(c.passes) LIMIT 1) one, generate_series(1, 5) n
    WHERE c.id = %(case)s
    """,
    """
    INSERT INTO analyses_record
        (case_id, contribution_id, key, schema, caption, properties, category, is_assessment, source, information, handling,
         handling_text, is_minor, needs_protection, created_at)
    SELECT %(case)s, ids[1 + n %% 5], 'Z' || n, 'Vehicle', 'RT-X ' || lpad(n::text, 6, '0'),
        jsonb_build_object('registrationNumber', jsonb_build_array('RT-X ' || n)), 'no_person', false, 'A', '2', 'H0', '', false,
        false, now()
    FROM generate_series(1, %(number)s) n,
        (SELECT array_agg(id ORDER BY id) AS ids FROM analyses_contribution WHERE case_id = %(case)s) k
    """,
    """
    INSERT INTO analyses_logentry
        (at, zone, operation, what, object_type, object_id, case_id, case_number, account_id, authority_id, reason_code, reason_text,
         fields, search_hash, request_id, regime)
    SELECT now() - n * interval '1 second', 'Europe/Berlin', 'consult', 'case.read', 'case', %(case)s, %(case)s, '2026-00000', %(by)s,
        NULL, 'work', '', '[]', '', '', ''
    FROM generate_series(1, %(number)s) n
    """,
    "INSERT INTO analyses_provision (code) SELECT 'X' || n FROM generate_series(1, %(provisions)s) n",
    """
    INSERT INTO analyses_provisionversion
        (provision_id, number, from_kinds, to_kinds, citation, what, conditions, may_begin, is_duty, is_mutual, evidence,
         blocked_because, written_at, reviewed_by_id, reviewed_at, valid_until, tasks, covers_secrecies, not_for_categories)
    SELECT id, 1, CASE WHEN id %% 3 = 0 THEN '{customs,trade}'::varchar[] ELSE '{prison}'::varchar[] END, '{tax,state_police}', 'Gesetz § ' || id,
        'Daten', 'Bedingungen', 'either', false, false, 'found', '', now(), %(by)s, now(), current_date + 300, '{}', '{}', '{}'
    FROM analyses_provision WHERE code LIKE 'X%%'
    """,
)


def _pair(
    visitor: Visitor, address: str, template: str
) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """From the database and from memory. Raises: AssertionError unless both give the same page."""
    real = partial(visitor.get, address)
    kept = visitor.remembered(address, template)
    drawn = partial(visitor.get, address, urls=BENCH, page=kept)
    one, other = DIFFERS.sub(b"", real()), DIFFERS.sub(b"", drawn())
    # The log holds one entry more each time it is read: as long, and not the same.
    assert one == other or template.endswith("log.html"), f"{address} differs from memory"
    return real, drawn


@contextmanager
def _without_wall(visitor: Visitor) -> Iterator[psycopg.Connection[TupleRow]]:
    """The tables' owner, whom the policies do not bind for the time being."""
    name = visitor.connection.settings_dict["NAME"]
    address = f"{settings.OWNER_URL.rpartition('/')[0]}/{name}"
    with psycopg.connect(address, autocommit=True) as owner:
        for table in WALLED:
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield owner


@contextmanager
def _behind_wall(visitor: Visitor) -> Iterator[psycopg.Connection[TupleRow]]:
    """The site's role, with the sight of who leads the case."""
    with using(visitor.connection):
        parameters = connection.get_connection_params()
    sight = f"account {visitor.scene.accounts['lead'].pk} {timezone.localdate()}"  # type: ignore[union-attr]
    with psycopg.connect(**parameters, autocommit=True) as site:
        site.execute("SELECT set_config(%s, analyses_complete(%s), false)", [SETTING, sight])
        yield site


def _questions_of_list(visitor: Visitor) -> list[str]:
    """What the list of records asks of walled tables for its first page, as the page itself asks it."""
    asked: list[str] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if 'FROM "analyses_' in sql:
            asked.append(connection.ops.last_executed_query(context["cursor"], sql, params))
        return result

    with using(visitor.connection), connection.execute_wrapper(keep):
        visitor.get(RECORDS.format(case=visitor.scene.case.pk))  # type: ignore[union-attr]
    assert any('FROM "analyses_record"' in sql for sql in asked), asked
    return asked


def _ask(site: psycopg.Connection[TupleRow], asked: list[str]) -> None:
    """Prepared by nobody, as the site's own connection asks."""
    cursor = psycopg.ClientCursor(site)
    assert sum(len(cursor.execute(sql).fetchall()) for sql in asked) > 50


def _table(
    found: dict[str, Samples], counted: dict[tuple[str, int], int], wizard_queries: int
) -> Found:
    empty = found["empty"]
    table = Found(
        empty.milliseconds(),
        ratio(found["wizard"].wall, empty.wall),
        wizard_queries,
        ratio(found["walled"].wall, found["bare"].wall),
    )
    for (name, number), queries in counted.items():
        real, drawn = found[f"{name} {number} database"], found[f"{name} {number} memory"]
        few = found[f"{name} {FEW} database"]
        table.rows.append(
            Row(
                name,
                number,
                queries,
                real.milliseconds(),
                drawn.milliseconds(),
                ratio(real.wall, drawn.wall),
                ratio(real.cpu, drawn.cpu),
                ratio(real.wall, empty.wall),
                None if number == FEW else ratio(real.wall, few.wall),
            )
        )
    return table
