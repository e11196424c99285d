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
