"""What a sheet becomes, and how much of it is taken: counted while it is read, before anything is spread out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_ROWS = 10_000  # with something in them, below the headings; where the caller says nothing else
MOST_COLUMNS = 100
MOST_CHARACTERS = 5_000  # in one cell
LAST_ROW = 1_048_576  # of a sheet
SHOWN_OF_FIRST = 6  # cells by which a person knows a sheet


class Bad(Exception):
    """A file that cannot be read; `code` is one of `tables_in.sheet_faults`, `facts` say where."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class Enough(Exception):
    """The first row is known, and nobody asked for more."""


@dataclass
class Cell:
    """Where a rectangle of merged cells begins and ends; rows and columns count from 0."""

    top: int
    bottom: int
    left: int


@dataclass
class Grid:
    """Rows of one sheet by their number from 0, each with its cells by column.

    `stored` counts cells whose format is not known here: they hold what the file stores.
    `only_first` ends the reading with the first row that holds something. `most_rows`: with something in them, below the headings.
    """

    only_first: bool = False
    most_rows: int = MOST_ROWS
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Cell] = field(default_factory=list)
    stored: int = 0
    last: int = -1

    def add(self, number: int, cells: dict[int, str], *, hidden: bool = False) -> None:
        """A row that the file holds. Raises: Bad, Enough."""
        if number <= self.last or number >= LAST_ROW:
            raise Bad("damaged")
        self.last = number
        filled = {column: text for column, text in cells.items() if text.strip()}
        if not filled:
            return
        self._within(number, filled)
        self.rows[number] = filled
        if hidden:
            self.hidden_rows.add(number)
        if self.only_first:
            raise Enough

    def _within(self, number: int, filled: dict[int, str]) -> None:
        if len(self.rows) > self.most_rows:  # the headings come on top
            raise Bad("rows")
        if max(filled) >= MOST_COLUMNS:
            raise Bad("columns", row=number + 1)
        if any(len(text) > MOST_CHARACTERS for text in filled.values()):
            raise Bad("long", row=number + 1)

    def answer(self) -> dict[str, object]:
        """For the parent: [number from 1, cells, hidden in the file, how many cells come from a merged one above]."""
        spread = self._spread()
        width = max((max(cells) for cells in self.rows.values()), default=-1) + 1
        return {
            "rows": [list(row) for row in self._listed(spread)],
            "hidden_columns": sorted(
                column
                for column in self.hidden_columns
                if column < width and any(column in cells for cells in self.rows.values())
            ),
            "stored": self.stored,
        }

    def _listed(self, spread: dict[int, int]) -> Iterator[tuple[int, list[str], bool, int]]:
        for number, cells in self.rows.items():
            line = [cells.get(column, "") for column in range(max(cells) + 1)]
            yield number + 1, line, number in self.hidden_rows, spread.get(number, 0)

    def _spread(self) -> dict[int, int]:
        """Puts what stands in merged cells into each of their rows that holds something of its own."""
        spread: dict[int, int] = {}
        numbers = sorted(self.rows)
        for cell in sorted(self.merged, key=lambda each: each.top):
            text = self.rows.get(cell.top, {}).get(cell.left)
            if text is None or cell.bottom <= cell.top:
                continue
            for number in _between(numbers, cell.top, cell.bottom):
                if cell.left not in self.rows[number]:
                    self.rows[number][cell.left] = text
                    spread[number] = spread.get(number, 0) + 1
        return spread


def _between(numbers: list[int], top: int, bottom: int) -> list[int]:
    from bisect import bisect_right

    return numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]


def begins(grid: Grid) -> list[str]:
    """The first cells of the first row, by which a person knows the sheet."""
    for _number, cells in sorted(grid.rows.items()):
        return [cells[column][:40] for column in sorted(cells)][:SHOWN_OF_FIRST]
    return []
