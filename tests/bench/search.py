"""The search against an empty page, with many rows of each kind. Source: issue 13, point 7."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote_plus

from django.db import connection

from partnerships.shared.database_roles import as_owner
from tests.bench import limits
from tests.bench.databases import fresh, migrate, using
from tests.bench.limits import Limit
from tests.bench.rows import Scene, fill, scene
from tests.bench.timing import Samples, Spread, interleaved, ratio
from tests.bench.visits import BENCH, Visitor


@dataclass(frozen=True)
class Question:
    """What is typed by whom; `near`: so little holds it that similar words are looked for as well."""

    name: str
    typed: str
    who: str = "liaison"
    near: bool = False


# `Person 004711 Test` stands for `Verein 004711 e. V.`; the representative sees twelve of each.
QUESTIONS = (
    Question("one name", "Person 004711", near=True),
    Question("name and organisation", "004711 Verein Person", near=True),
    Question("a beginning", "verein 0047"),
    Question("what all have", "Verein"),
    Question("words of a clause", "vertraulich Antwort"),
    Question("a telephone number", "0231 004711", near=True),
    Question("what all have*", "Verein", "representative"),
    Question("one name*", "Zander 07", "representative", near=True),
    Question("a slip", "Persom 004711", near=True),
    Question("a slip in both", "Vereim Persom 004711", near=True),
    Question("nothing", "Quatschwort", near=True),
    Question("nothing*", "Persom Vereim", "representative", near=True),
)
# Rows that lists are not measured with.
MORE = (
    """
    INSERT INTO directory_partnership
        (name, name_en, sort_key, purpose, purpose_en, region, source_note, created_at)
    SELECT 'Kooperation ' || lpad(n::text, 6, '0'), '', 'kooperation ' || lpad(n::text, 6, '0'), '', '', 'Musterland',
        '', now() FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO agreements_clause (agreement_id, kind, position, key, numbered, version)
    SELECT id, 'clause', 1, '', true, 1 FROM agreements_agreement WHERE title LIKE 'Vereinbarung ______'
    """,
    """
    INSERT INTO agreements_clausetext (clause_id, language, origin, outdated, heading, body, format)
    SELECT c.id, 'de', 'written', false, 'Abschnitt ' || right(a.title, 6),
        'Was im Verein besprochen wird, bleibt vertraulich. Wer fragt, bekommt Antwort innerhalb von vierzehn Tagen. '
        'Die Beteiligten treffen sich alle sechs Wochen und halten fest, was sie vereinbaren.', 2
    FROM agreements_clause c JOIN agreements_agreement a ON a.id = c.agreement_id
    WHERE a.title LIKE 'Vereinbarung ______'
    """,
    """
    INSERT INTO documents_document (kind, title, language, facts, requested_by_id, kept, progress, file, sha256, size,
        flaws, status, created_at, attempts, holder, error_code)
    SELECT 'agreements.agreement', 'Papier ' || lpad(n::text, 6, '0'), 'de', '{}', %(account)s, false, 100, 'x.pdf',
        repeat('0', 64), 1, '[]', 'done', now() - n * interval '1 minute', 1, '', ''
    FROM generate_series(1, %(number)s) n
    """,
    "UPDATE directory_organisation SET phone = '+49 231 ' || substr(sort_key, 8, 6) WHERE sort_key LIKE 'verein ______ e v'",
)
TABLES = (
    "directory_partnership", "agreements_clause", "agreements_clausetext", "documents_document", "directory_organisation",
)  # fmt: skip


@dataclass
class Row:
    """One question: how long it takes against an empty page, and how many questions to the database."""

    question: Question
    queries: int
    page: Spread  # milliseconds
    to_empty: Spread


@dataclass
class Found:
    """All questions with so many rows of each kind."""

    number: int
    empty: Spread
    rows: list[Row] = field(default_factory=list)

    def limits(self) -> Iterator[Limit]:
        """What was promised."""
        for row in self.rows:
            most = limits.SEARCH_NEAR_RATIO if row.question.near else limits.SEARCH_RATIO
            yield Limit(
                f"search, {row.question.name}, against an empty page", row.to_empty.p50, most
            )


def measure(*, many: int, rounds: int) -> Found:
    """One database; every question once a round."""
    migrate()
    database = fresh("bench_search")
    with using(database):
        there = scene()
        fill(there, many)
        _fill_more(there, many)
    visitors = {who: Visitor.of(database, there, who) for who in ("liaison", "representative")}
    calls: dict[str, Callable[[], object]] = {
        "empty": partial(visitors["liaison"].get, "/empty/", urls=BENCH)
    }
    counted = {}
    for question in QUESTIONS:
        path = f"/search/?q={quote_plus(question.typed)}"
        calls[question.name] = partial(visitors[question.who].get, path)
        counted[question.name] = len(visitors[question.who].queries(path))
    return _table(many, interleaved(calls, rounds), counted)


def _fill_more(there: Scene, number: int) -> None:
    with as_owner(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in MORE:
            cursor.execute(statement, {"number": number, "account": there.account.pk})
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE)")


def _table(many: int, found: dict[str, Samples], counted: dict[str, int]) -> Found:
    table = Found(many, found["empty"].milliseconds())
    for question in QUESTIONS:
        own = found[question.name]
        to_empty = ratio(own.wall, found["empty"].wall)
        table.rows.append(Row(question, counted[question.name], own.milliseconds(), to_empty))
    return table
