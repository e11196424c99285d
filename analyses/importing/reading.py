"""How a file is read: what only its person can say about it, and what is open; its lines below the headings."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from analyses.importing.headings import KEPT
from analyses.models import ImportRun
from partnerships.shared.tables_in import Row, Table, UnreadableTable, read
from partnerships.shared.tables_in.days import find_undecided

TAKE, LEAVE = "take", "leave"
MEGABYTE = 1024 * 1024
FEWEST_LINES = 2  # headings, and something below


def read_table(data: bytes, chosen: Mapping[str, object]) -> Table:
    """As its person says: `sheet`, `encoding`. Raises: UnreadableTable with a sentence for them."""
    sheet = chosen.get("sheet")
    return read(
        data,
        sheet=int(str(sheet)) if sheet is not None else None,
        encoding=str(chosen.get("encoding", "")),
        most_rows=settings.ANALYSES_IMPORT_ROWS,
        most_bytes=settings.ANALYSES_IMPORT_MB * MEGABYTE,
    )


def rows_in_sight(table: Table, chosen: Mapping[str, object]) -> list[Row]:
    """Without what the file hides, where its person wants it so."""
    if chosen.get("hidden") != LEAVE:
        return table.rows
    left = set(table.hidden_columns)
    rows = (row for row in table.rows if not row.hidden)
    return [
        row._replace(cells=["" if at in left else c for at, c in enumerate(row.cells)])
        for row in rows
    ]


def take_in(run: ImportRun, table: Table) -> None:
    """Fills what the file says of itself; no lines where somebody has to choose a sheet first. Raises: UnreadableTable."""
    rows = rows_in_sight(table, run.chosen)
    run.read_as = {
        "kind": table.kind,
        "encoding": table.encoding,
        "doubtful": table.doubtful,
        "special": list(table.special),
        "sheets": [list(sheet) for sheet in table.sheets],
        "sheet": table.sheet,
        "stored": table.stored,
        "hidden_rows": sum(row.hidden for row in table.rows),
        "hidden_columns": len(table.hidden_columns),
        "day": _undecided_day(rows),
    }
    run.lines, run.head = len(rows), [[row.number, row.cells] for row in rows[:KEPT]]
    needs_sheet = table.kind != "csv" and table.sheet is None
    if len(rows) < FEWEST_LINES and not needs_sheet:
        raise UnreadableTable(_("There are headings but no rows below them."))


def _undecided_day(rows: Sequence[Row]) -> str:
    """A day that can be read both ways, in a column in which none says which way; somebody has to."""
    width = max((len(row.cells) for row in rows), default=0)
    for at in range(width):
        cells = {r.number: r.cells[at] for r in rows if at < len(r.cells) and "/" in r.cells[at]}
        if day := find_undecided(cells):
            return day
    return ""


def possible_questions(run: ImportRun) -> list[str]:
    """What may be said about how this file is read: sheet, encoding, hidden."""
    about = run.read_as
    questions = {
        "sheet": len(about.get("sheets", [])) > 1,
        "encoding": bool(about.get("doubtful") or run.chosen.get("encoding")),
        "hidden": bool(about.get("hidden_rows") or about.get("hidden_columns")),
    }
    return [name for name, possible in questions.items() if possible]


def open_questions(run: ImportRun) -> list[str]:
    """Without an answer to these nothing is mapped."""
    about = run.read_as
    unsure = {
        "sheet": about.get("sheet") is None,
        "encoding": bool(about.get("doubtful")) and "encoding" not in run.chosen,
        "hidden": "hidden" not in run.chosen,
    }
    return [name for name in possible_questions(run) if unsure[name]]
