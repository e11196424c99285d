"""How a file is read: what it holds besides its table, what only its person can say, and what is open."""

from django.utils.translation import gettext as _

from partnerships.directory.importing.columns import Headed, find_headings
from partnerships.directory.importing.lines import undecided_day
from partnerships.directory.models import ImportRun
from partnerships.shared.tables_in import Row, Table, UnreadableTable

TAKE, LEAVE = "take", "leave"
MOST_NAMED = 10  # hidden rows that are shown by their first words


def take_in(run: ImportRun, table: Table) -> None:
    """Fills what the file says; nothing of it where somebody has to choose a sheet first. Raises: UnreadableTable."""
    run.read_as = _about(table)
    run.columns, run.ignored, run.rows = [], [], []
    if table.kind != "csv" and table.sheet is None:
        return
    headed_table = find_headings(table)
    rows = _rows_in_sight(headed_table, run.chosen.get("hidden", ""))
    if not rows:
        raise UnreadableTable(_("There are headings but no rows below them."))
    hidden = [row for row in headed_table.rows if row.hidden]
    run.columns, run.ignored = headed_table.slugs, headed_table.ignored
    run.rows = [[row.number, row.cells] for row in rows]
    run.read_as |= {
        "hidden": [_known_by(row, headed_table.slugs) for row in hidden[:MOST_NAMED]],
        "hidden_rows": len(hidden),
        "hidden_columns": list(headed_table.hidden.values()),
        "day": undecided_day(headed_table.slugs, rows),
    }


def _about(table: Table) -> dict[str, object]:
    return {
        "kind": table.kind,
        "separator": table.separator,
        "encoding": table.encoding,
        "doubtful": table.doubtful,
        "special": list(table.special),
        "sheets": [list(sheet) for sheet in table.sheets],
        "sheet": table.sheet,
        "stored": table.stored,
    }


def _rows_in_sight(headed_table: Headed, answer: str) -> list[Row]:
    """Without what the file hides, where its person wants it so."""
    if answer != LEAVE:
        return headed_table.rows
    return [
        row._replace(cells=["" if n in headed_table.hidden else c for n, c in enumerate(row.cells)])
        for row in headed_table.rows
        if not row.hidden
    ]


def _known_by(row: Row, slugs: list[str]) -> str:
    at = slugs.index("name")
    name = row.cells[at] if at < len(row.cells) else ""
    return f"{row.number}: {name[:60]}"


def possible_questions(run: ImportRun) -> list[str]:
    """What may be said about this file: sheet, encoding, hidden, days."""
    about = run.read_as
    questions = {
        "sheet": len(about.get("sheets", [])) > 1,
        "encoding": bool(
            about.get("doubtful") or about.get("special") or run.chosen.get("encoding")
        ),
        "hidden": bool(about.get("hidden_rows") or about.get("hidden_columns")),
        "days": bool(about.get("day")),
    }
    return [name for name, possible in questions.items() if possible]


def open_questions(run: ImportRun) -> list[str]:
    """Without an answer to these nothing is imported."""
    about = run.read_as
    unsure = {
        "sheet": about.get("sheet") is None,
        "encoding": bool(about.get("doubtful")) and "encoding" not in run.chosen,
        "hidden": "hidden" not in run.chosen,
        "days": "days" not in run.chosen,
    }
    return [name for name in possible_questions(run) if unsure[name]]
