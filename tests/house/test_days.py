"""A moment is stored in UTC; its year, month and day are those of our clock, not of Greenwich."""

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from partnerships.agreements.document.facts import number_of
from partnerships.agreements.models import Agreement

ROOT = Path(settings.ROOT)
ROOMS = ("config", "partnerships", "meetings", "complaints", "analyses", "tests", "deploy")
CODE = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
TEMPLATES = sorted(file for file in (ROOT / "templates").rglob("*") if file.is_file())
PARTS = {"year", "month", "day", "date", "weekday", "isoweekday", "isocalendar", "strftime"}
MOMENT = re.compile(r"(?:^|_)(?:at|now|moment)$")
IN_TEMPLATE = re.compile(r"\b(?:\w*_at|at|now|moment)\.(?:year|month|day|date|weekday|strftime)\b")


def is_moment(node: ast.expr) -> bool:
    """A name such as `created_at`, or what `now()` gives; not what localtime() or astimezone() made of it."""
    if isinstance(node, ast.Call):
        called = node.func
        return isinstance(called, ast.Name | ast.Attribute) and name_of(called) in ("now", "utcnow")
    return isinstance(node, ast.Name | ast.Attribute) and bool(MOMENT.search(name_of(node)))


def name_of(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def slips(source: str) -> list[int]:
    """Lines that read a part of a moment, or write one out, without saying whose clock."""
    found = []
    for node in ast.walk(ast.parse(source)):
        read = isinstance(node, ast.Attribute) and node.attr in PARTS and is_moment(node.value)
        formatted = isinstance(node, ast.FormattedValue) and node.format_spec is not None
        formatted = formatted and is_moment(node.value)
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        written = called and name_of(node.func) in ("date_format", "time_format")
        written = written and bool(node.args) and is_moment(node.args[0])
        if read or formatted or written:
            found.append(node.lineno)
    return found


WRONG = [
    "row.created_at.year",
    "created_at.date()",
    "timezone.now().month",
    "datetime.now(UTC).date()",
    "f'{row.created_at:%Y}'",
    "self.sealed_at.strftime('%d')",
    "date_format(row.given_at, 'DATE_FORMAT')",
    "now.day",
    "event.at.isocalendar()",
]
RIGHT = [
    "timezone.localdate(row.created_at).year",
    "timezone.localtime(row.created_at).date()",
    "row.at.astimezone(UTC).year",
    "row.created_at.isoformat()",
    "row.since.year",
    "timezone.localdate().year",
    "f'{row.since:%Y}'",
    "date_format(timezone.localtime(row.given_at), 'DATE_FORMAT')",
]


@pytest.mark.parametrize("line", WRONG)
def test_the_reader_finds(line) -> None:
    assert slips(line) == [1]


@pytest.mark.parametrize("line", RIGHT)
def test_the_reader_passes(line) -> None:
    assert slips(line) == []


def test_nobody_reads_a_day_from_greenwich() -> None:
    found = {str(f.relative_to(ROOT)): slips(f.read_text(encoding="utf-8")) for f in CODE}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_no_template_does() -> None:
    """`{{ row.created_at|date:"Y" }}` is right: the filter turns the clock first."""
    found = {f.name: IN_TEMPLATE.findall(f.read_text(encoding="utf-8")) for f in TEMPLATES}
    assert {file: words for file, words in found.items() if words} == {}
    assert IN_TEMPLATE.findall("{{ row.created_at.year }}{{ row.created_at|date:'Y' }}") == [
        "created_at.year"
    ]


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "2025"),
        (datetime(2025, 12, 31, 23, 1, tzinfo=UTC), "2026"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027"),
    ],
)
def test_a_draft_of_new_years_morning_has_the_new_year_in_its_number(moment, year) -> None:
    assert number_of(Agreement(pk=412, created_at=moment)) == f"{year}-0412"


CLOCKS = frozenset({"today", "now", "utcnow", "localdate", "localtime"})
TESTS = {file: ast.parse(file.read_text()) for file in CODE if file.is_relative_to(ROOT / "tests")}


def calls(node: ast.AST, *, deep: bool) -> Iterator[tuple[str, int]]:
    """Names called in `node` and their lines; not `deep`: only what is called at import, so nothing inside of functions."""
    inner: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not deep:
        defaults = (*node.args.defaults, *node.args.kw_defaults)
        inner = [*getattr(node, "decorator_list", ()), *filter(None, defaults)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        yield name_of(node.func), node.lineno
    for each in inner:
        yield from calls(each, deep=deep)


def askers(trees: Iterable[ast.Module]) -> set[str]:
    """Names that ask the clock when called: its own, what stands for one (`TODAY = timezone.localdate`), helpers `-> date`."""
    found = set(CLOCKS)
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef) and node.returns:
            called = {name for name, _line in calls(node, deep=True)}
            if ast.unparse(node.returns) in ("date", "datetime") and called & CLOCKS:
                found.add(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
            names = {name_of(each) for each in node.targets if isinstance(each, ast.Name)}
            found |= names if name_of(node.value) in CLOCKS else set()
    return found


def at_import(tree: ast.Module, clocks: set[str]) -> list[int]:
    """Lines that ask the clock while the module is read: constants, parameters of tests, defaults."""
    return [line for name, line in calls(tree, deep=False) if name in clocks]


@pytest.mark.parametrize(
    "source",
    [
        "TODAY = timezone.localdate()",
        "day = date.today\nTODAY = day()",
        "def day(days) -> date:\n    return now() + days\nTODAY = day(1)",
        "@pytest.mark.parametrize('on', [{'on': localdate()}])\ndef test(on): ...",
        "class Test:\n    at = datetime.now(UTC)",
        "def until(day=timezone.now()): ...",
    ],
)
def test_the_reader_finds_what_is_reckoned_at_import(source) -> None:
    tree = ast.parse(source)
    assert len(at_import(tree, askers([tree]))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "TODAY = timezone.localdate",
        "VALUES = {'on': lambda: date.today()}",
        "class Test:\n    def test(self):\n        now()",
        "DAY = date(2026, 1, 1)",
    ],
)
def test_the_reader_passes_what_is_reckoned_later(source) -> None:
    tree = ast.parse(source)
    assert at_import(tree, askers([tree])) == []


def test_no_test_reckons_a_day_at_import() -> None:
    """A run that passes midnight would compare today with yesterday; tests.clock.reckon calls what parameters hold."""
    clocks = askers(TESTS.values())
    found = {str(f.relative_to(ROOT)): at_import(tree, clocks) for f, tree in TESTS.items()}
    assert {file: lines for file, lines in found.items() if lines} == {}
