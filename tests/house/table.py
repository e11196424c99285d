"""The table of addresses, addresses.txt: its rows, and the doors that they stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("addresses.txt")
METHODS = ("GET", "POST")
SIGNS = {"-": "403", ".": "404", "i": "in", ">": "302", "o": "200"}
VISITS = ("axe", "empty", "queries")
NOT_WALKED = "not walked: "
WIDEST = 130  # letters on a line
MOST = 12  # questions to the database, where the row says no number


@dataclass(frozen=True)
class Visit:
    """Somebody who comes to an address: `who@sample?query`. A blank sample is the usual one."""

    who: str
    sample: str = ""
    query: str = ""


@dataclass(frozen=True)
class Door:
    """One address with one sample, and what everybody gets there by each method, in the order of `people`."""

    address: str
    sample: str
    answers: dict[str, tuple[str, ...]]


@dataclass
class Row:
    """One row of the table. `samples` by pattern; `done` is what GET and POST answer to whoever may."""

    address: str
    kind: str
    done: tuple[str, str]
    samples: dict[str, list[str]] = field(default_factory=dict)
    axe: list[Visit] = field(default_factory=list)
    empty: list[Visit] = field(default_factory=list)
    queries: list[Visit] = field(default_factory=list)
    most: int = MOST
    not_walked: str = ""

    @property
    def first(self) -> str:
        """The usual sample."""
        return next(iter(self.samples.values()))[0]


@dataclass(frozen=True)
class Table:
    """Everything that the file says. `patterns` are strings of signs by name, one sign a person."""

    people: list[str]
    patterns: dict[str, str]
    rows: list[Row]

    def doors(self) -> Iterator[Door]:
        """Every address with every sample, in the order of the file."""
        for row in self.rows:
            for pattern, samples in row.samples.items():
                answers = self.answers(pattern, row.done)
                yield from (Door(row.address, sample, answers) for sample in samples)

    def answers(self, pattern: str, done: tuple[str, str]) -> dict[str, tuple[str, ...]]:
        """What everybody gets by method. 405 says of a method that it is not taken, whoever asks."""
        names = pattern.split("|") if "|" in pattern else [pattern, pattern]
        return {
            method: tuple(_answer(sign, answer) for sign in self.signs(name))
            for method, name, answer in zip(METHODS, names, done, strict=True)
        }

    def signs(self, name: str) -> str:
        """One sign a person, of a named pattern or of one that is spelled out."""
        signs = self.patterns.get(name, name)
        assert len(signs) == len(self.people), f"no pattern is called {name}"
        return signs

    def kinds(self) -> dict[str, str]:
        """What the number of each address means."""
        return {row.address: row.kind for row in self.rows if row.kind != "-"}


def _answer(sign: str, done: str) -> str:
    if done == "405" and sign != "i":
        return done
    return done if sign == "+" else SIGNS[sign]


@cache
def table() -> Table:
    """The file, read once a process.

    Raises: AssertionError that names the row which cannot be read.
    """
    return read(TABLE.read_text())


def read(text: str) -> Table:
    """People, then patterns, then rows."""
    head, *lines = _whole_lines(text.splitlines())
    patterns = [line.split() for line in lines if len(line.split()) == 2]
    rows = [_row(line) for line in lines if len(line.split()) > 2]
    return Table(head.split()[1:], {name: signs for name, signs in patterns}, rows)


def _whole_lines(lines: Iterable[str]) -> list[str]:
    """Without comments; an indented line goes on with the one before it."""
    whole: list[str] = []
    for line in lines:
        if line.startswith(" "):
            whole[-1] += " " + line.strip()
        elif line and not line.startswith("#"):
            whole.append(line)
    return whole


def _row(line: str) -> Row:
    said, _mark, reason = line.partition(NOT_WALKED)
    address, kind, get, post, *words = said.split()
    row = Row(address, kind, (get, post), not_walked=reason)
    name = ""
    for word in words:
        if word.endswith(":"):
            name = word[:-1]
        else:
            _add(row, name, word)
    return row


def _add(row: Row, name: str, word: str) -> None:
    assert name, f"{row.address}: {word} stands behind no pattern"
    if name == "queries" and word.isdecimal():
        row.most = int(word)
    elif name in VISITS:
        getattr(row, name).append(_visit(word))
    else:
        row.samples.setdefault(name, []).append(word)


def _visit(word: str) -> Visit:
    before, _question, query = word.partition("?")
    who, _at, sample = before.partition("@")
    return Visit(who, sample, query)


def written(row: Row) -> str:
    """The row as it stands in the file, on as many lines as it needs."""
    parts = [f"{pattern}: {' '.join(samples)}" for pattern, samples in row.samples.items()]
    most = f"{row.most} " if row.most != MOST else ""
    visits = {"axe": _words(row.axe), "empty": _words(row.empty), "queries": _words(row.queries)}
    parts += [
        f"{name}: {most if name == 'queries' else ''}{words}"
        for name, words in visits.items()
        if words
    ]
    parts += [NOT_WALKED + row.not_walked] if row.not_walked else []
    lines = [f"{row.address:<34} {row.kind:<14} {row.done[0]:<3} {row.done[1]:<3}"]
    for part in parts:
        if len(lines[-1]) + len(part) + 2 > WIDEST:
            lines.append("    " + part)
        else:
            lines[-1] += "  " + part
    return "\n".join(lines)


def _words(visits: list[Visit]) -> str:
    return " ".join(
        visit.who
        + (f"@{visit.sample}" if visit.sample else "")
        + (f"?{visit.query}" if visit.query else "")
        for visit in visits
    )
