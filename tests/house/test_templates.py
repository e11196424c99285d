"""Templates: each letter and each event has its words, and nothing is written inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from partnerships.shared.registry import document_kinds, letter_kinds

ROOT = Path(settings.ROOT)
TEMPLATES = ROOT / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
ROOMS = ("partnerships", "meetings", "complaints", "analyses")
RECORD = re.compile(r"^\s+(?:return )?record\(\s*(?=(.{1,60}))", re.DOTALL | re.MULTILINE)
LITERAL = re.compile(r'"([a-z_]+)\.([a-z_]+)"')
# Reading is written in several ways (note_read, Step.reads, List.read); its events end alike.
READING = re.compile(r'"([a-z_]+)\.([a-z_]+_(?:read|looked_up))"')
# No longer written; older logs hold them.
STAND_IN_LOGS = {("directory", "role_extended")}
LONGEST_LINE = 150  # characters
# Each app has one style sheet and one prefix; `app-` is everybody's, `kern-` the design system's.
PREFIXES = {"app": "app-", "agreements": "agr-", "directory": "dir-"}
SHARED_PREFIXES = ("app-", "kern-")
NOTATION = {"marked", "items", "mark"}  # what people mark in a clause: alike on paper
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:", re.I)


def calls() -> list[tuple[str, str]]:
    """Where the code records something, and the start of the first argument."""
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return [
        (file.name, found[1])
        for file in files
        for found in RECORD.finditer(file.read_text(encoding="utf-8"))
    ]


def events() -> set[tuple[str, str]]:
    """Label and verb of every event."""
    done = {found.groups() for _file, start in calls() if (found := LITERAL.match(start))}
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return done | {found for file in files for found in READING.findall(file.read_text("utf-8"))}


def test_every_event_is_written_out() -> None:
    assert [call for call in calls() if not LITERAL.match(call[1])] == []
    assert len(events()) > 20


def test_every_event_has_words_and_all_words_have_an_event() -> None:
    there = {(file.parts[-3], file.stem) for file in TEMPLATES.glob("*/audit/*.txt")}
    assert there == events() | STAND_IN_LOGS


def test_every_letter_is_one_text() -> None:
    there = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.glob("*/letters/**/*.*")}
    assert {kind.template for kind in letter_kinds} == there


def test_every_document_has_its_template() -> None:
    assert all((TEMPLATES / kind.template).is_file() for kind in document_kinds)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_can_be_read_and_holds_nothing_inline(file) -> None:
    get_template(str(file.relative_to(TEMPLATES)))
    words = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", file.read_text(), flags=re.S)
    assert INLINE.findall(words) == [] or is_paper(file)


def is_paper(file) -> bool:
    """templates/<label>/documents/: drawn by WeasyPrint in the worker, no browser ever sees these."""
    _label, *rest = file.relative_to(TEMPLATES).parts
    return rest[:1] == ["documents"]


def test_no_line_of_a_template_is_long() -> None:
    files = [file for file in TEMPLATES.rglob("*") if file.is_file()]
    lines = [(file, line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert [(file.name, line) for file, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("name", PREFIXES)
def test_a_style_sheet_names_the_classes_of_its_app(name) -> None:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", (ROOT / f"static/{name}.css").read_text("utf-8"))
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", rules))
    own = {css for css in classes if css.startswith(PREFIXES[name])}
    foreign = {css for css in classes - own - NOTATION if not css.startswith(SHARED_PREFIXES)}
    assert own and foreign == set()


def test_an_app_uses_its_own_classes_and_the_shared_ones() -> None:
    for app, prefix in PREFIXES.items():
        elsewhere = [file for file in PAGES if file.relative_to(TEMPLATES).parts[0] != app]
        used = re.compile(rf"""["' ]{prefix}[\w-]+""")
        found = [file.name for file in elsewhere if used.search(file.read_text("utf-8"))]
        assert app == "app" or found == []


def test_a_page_that_uses_the_classes_of_an_app_loads_its_style_sheet() -> None:
    for app in ("agreements", "directory"):
        for file in sorted((TEMPLATES / app).glob("*.html")):
            if f"{PREFIXES[app]}" in file.read_text("utf-8"):
                assert loads(file, f"{app}.css") or not extends(file), file.name


def extends(file) -> str:
    """The template that a page extends; blank for a part that pages include."""
    parent = re.match(r'{% extends "([^"]+)"', file.read_text("utf-8"))
    return parent[1] if parent else ""


def loads(file, sheet: str) -> bool:
    """The page itself or what it extends has the link."""
    return sheet in file.read_text("utf-8") or bool(
        extends(file) and loads(TEMPLATES / extends(file), sheet)
    )
