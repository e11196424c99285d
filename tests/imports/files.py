"""Spreadsheets as programs write them, made part by part, so that a test says what stands in the file."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TABLE = "application/vnd.oasis.opendocument.spreadsheet"


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(*rows: Sequence[object], **formats: str) -> bytes:
    """One sheet; `formats` by cell."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for cell, code in formats.items():
        book.active[cell].number_format = code
    return saved(book)


def replaced(data: bytes, old: str, new: str, within: str = ".xml") -> bytes:
    """The same file with other words in its parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if within in name or name.endswith(".rels"):
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return file.getvalue()


def strict(data: bytes) -> bytes:
    """A workbook as "Strict Open XML" writes it."""
    data = replaced(data, MAIN, STRICT)
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return replaced(data, relations, "http://purl.oclc.org/ooxml/officeDocument/relationships")


def ods(*tables: str, styles: str = "") -> bytes:
    """An OpenDocument table of these `table:table` elements."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        + "".join(tables)
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", TABLE, zipfile.ZIP_STORED)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def ods_table(rows: Sequence[Sequence[str]], *, name: str = "Tabelle1", more: str = "") -> str:
    """A sheet of plain text; `more` are attributes of the sheet."""
    return (
        f'<table:table table:name="{name}" {more}>' + "".join(map(ods_row, rows)) + "</table:table>"
    )


def ods_row(cells: Sequence[str], more: str = "") -> str:
    """A row of text cells."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {more}>{inner}</table:table-row>"
