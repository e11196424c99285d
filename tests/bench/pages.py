"""Pages from the database against the same pages from memory, with few and with many rows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from tests.bench import limits
from tests.bench.databases import fresh, migrate, using
from tests.bench.limits import Limit
from tests.bench.rows import Scene, fill, scene
from tests.bench.timing import Samples, Spread, interleaved, ratio
from tests.bench.visits import BENCH, Visitor

FEW = 100
# All that may differ between two drawings: the tokens of a form, and cursors signed with the time.
DIFFERS = re.compile(
    rb'name="(?:csrfmiddlewaretoken|once)" value="[\w-]+"|(?:cursor|page)=[\w:%-]+'
)


@dataclass(frozen=True)
class Page:
    """`path` takes the numbers of the scene; `template` is the one that the view names; `who` looks at it."""

    name: str
    path: str
    template: str
    who: str = "liaison"

    def address(self, there: Scene) -> str:
        """Where it is in this database."""
        return self.path.format(
            partnership=there.partnership.pk,
            agreement=there.agreement.pk,
            meeting=there.meeting.pk,
        )


PAGES = (
    Page("home", "/home/", "directory/home.html"),
    Page("partners", "/partnerships/{partnership}/partners/", "directory/partners.html"),
    Page("organisations", "/organisations/", "directory/organisations.html"),
    Page("agreements", "/agreements/", "agreements/list.html"),
    Page("people", "/people/", "directory/people.html"),
    Page("roles", "/roles/", "directory/grants.html", "administrator"),
    Page("log", "/log/", "audit/log.html", "officer"),
    Page("past day", "/partnerships/{partnership}/on/?day=2023-06-04", "directory/as_of.html"),
    # Who sees few of many: the database must not walk along all of them.
    Page("organisations*", "/organisations/", "directory/organisations.html", "representative"),
    Page("people*", "/people/", "directory/people.html", "representative"),
    Page("home*", "/home/", "directory/home.html", "representative"),
    Page("log*", "/log/", "audit/log.html", "own_officer"),
    Page("partnership", "/partnerships/{partnership}/", "directory/partnership.html"),
    Page("agreement", "/agreements/{agreement}/", "agreements/detail.html"),
    Page("meetings", "/meetings/", "meetings/list.html"),
    Page("meeting", "/meetings/{meeting}/", "meetings/detail.html"),
    Page("month", "/meetings/month/", "meetings/month.html"),
    Page("my tasks", "/meetings/tasks/", "meetings/action_items.html"),
)


@dataclass
class Row:
    """One page with so many rows behind it."""

    page: str
    rows: int
    queries: int
    database: Spread  # milliseconds
    memory: Spread  # milliseconds
    to_memory: Spread
    to_memory_cpu: Spread
    to_empty: Spread
    growth: Spread | None = None  # against the same page with FEW rows


@dataclass
class Found:
    """All rows of the table."""

    empty: Spread
    rows: list[Row] = field(default_factory=list)

    def limits(self) -> Iterator[Limit]:
        """What was promised of pages."""
        few = {row.page: row for row in self.rows if row.rows == FEW}
        for row in self.rows:
            name = f"{row.page} with {row.rows:,} rows"
            if row.page.strip("*") == "home":
                yield Limit(f"{name}, against an empty page", row.to_empty.p50, limits.HOME_RATIO)
            else:
                yield Limit(f"{name}, against memory", row.to_memory.p50, limits.PAGE_RATIO)
            yield Limit(f"{name}, queries", row.queries, limits.PAGE_QUERIES)
            if row.growth:
                yield Limit(f"{name}, growth", row.growth.p50, limits.PAGE_GROWTH)
                more = row.queries - few[row.page].queries
                yield Limit(f"{name}, further queries", more, 0)


def measure(*, many: int, rounds: int) -> Found:
    """Two databases, each page four times a round: few and many rows, database and memory."""
    migrate()
    visitors = {number: _visitors(number) for number in (FEW, many)}
    calls: dict[str, Callable[[], object]] = {
        "empty": partial(visitors[FEW]["liaison"].get, "/empty/", urls=BENCH)
    }
    counted = {}
    for page in PAGES:
        for number, by_name in visitors.items():
            visitor = by_name[page.who]
            real, drawn = _pair(page, visitor)
            calls |= {f"{page.name} {number} database": real, f"{page.name} {number} memory": drawn}
            counted[page.name, number] = len(visitor.queries(page.address(visitor.scene)))
    return _table(interleaved(calls, rounds), counted)


def _visitors(number: int) -> dict[str, Visitor]:
    """Everybody of the scene, in one database with so many rows."""
    database = fresh(f"bench_{number}")
    with using(database):
        there = scene()
        fill(there, number)
    return {name: Visitor.of(database, there, name) for name in there.accounts}


def _pair(page: Page, visitor: Visitor) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """From the database and from memory. Raises: AssertionError unless both give the same page."""
    address = page.address(visitor.scene)
    real = partial(visitor.get, address)
    kept = visitor.remembered(address, page.template)
    drawn = partial(visitor.get, address, urls=BENCH, page=kept)
    assert DIFFERS.sub(b"", real()) == DIFFERS.sub(b"", drawn()), f"{page.name} differs from memory"
    own = len(visitor.queries("/empty/", urls=BENCH))
    assert len(visitor.queries(address, urls=BENCH, page=kept)) == own, f"{page.name} asks again"
    return real, drawn


def _table(found: dict[str, Samples], counted: dict[tuple[str, int], int]) -> Found:
    empty = found["empty"]
    table = Found(empty.milliseconds())
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
