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


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def excel(rows: str, *, shared: str = "", around: str = "", main: str = "xl/workbook.xml") -> bytes:
    """One sheet as Excel itself writes it: texts in a list of their own; `rows` and `shared` are its XML."""
    names = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(*pairs: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="r{at}" Type="{names}/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(pairs)
        )
        return f"<Relationships>{inner}</Relationships>"

    return packed(
        {
            "[Content_Types].xml": "<Types>application/vnd.openxmlformats spreadsheetml</Types>",
            "_rels/.rels": relations(("extended-properties", "x.xml"), ("officeDocument", main)),
            main: f'<workbook xmlns:r="{names}"><sheets><sheet name="Blatt" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "sheet.xml"), ("sharedStrings", "words.xml")
            ),
            "xl/sheet.xml": f"<worksheet>{around}<sheetData>{rows}</sheetData></worksheet>",
            "xl/words.xml": f"<sst>{shared}</sst>",
        }
    )


def locked(data: bytes) -> bytes:
    """The same file, said to be encrypted: the first bit of what stands before and of what lists each part."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        pieces = data.split(mark)
        data = mark.join([pieces[0], *(_with_bit(piece, at - 4) for piece in pieces[1:])])
    return data


def _with_bit(piece: bytes, at: int) -> bytes:
    return piece[:at] + bytes([piece[at] | 1]) + piece[at + 1 :]
