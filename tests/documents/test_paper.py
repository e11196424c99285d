"""What people write stays on the paper, in order and whole, wherever it is printed."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from partnerships.shared.directions import RIGHT_TO_LEFT
from partnerships.shared.documents.flaws import flaws_of
from partnerships.shared.documents.kinds import Flaw
from partnerships.shared.documents.render import draw, lay_out, render
from tests.documents.hard import (
    ARABIC,
    HEBREW,
    LABELS,
    LETTERS,
    MIXED,
    NAME,
    hard_facts,
    hard_signed,
)
from tests.documents.pdfcheck import problems
from tests.documents.test_render import PIXEL, page
from tests.documents.words import Box, boxes, difference, letters, missing_glyphs, outside, words

TEMPLATE = "agreements/documents/agreement.html"
SEAL = {
    "code": "7KQM-2FXW-9RTB-4HNC-8PVD",
    "address": f"https://handschlag.example.org/de/verify/{'7KQM-' * 40}/",
    "qr": PIXEL,
}


def html_of(facts: dict[str, Any]) -> str:
    with translation.override(facts["language"]):
        return render_to_string(TEMPLATE, {"facts": facts, "seal": SEAL})


class Hard(NamedTuple):
    """Of an agreement with trouble in every place: the facts, what the look before drawing found, and the file."""

    facts: dict[str, Any]
    flaws: list[Flaw]
    data: bytes


@pytest.fixture(scope="module", params=["draft de", "draft en", "signed de", "signed en"])
def hard(request) -> Hard:
    """Laid out once: looked over, then drawn, as the worker does."""
    stage, language = request.param.split()
    facts = hard_facts(language) if stage == "draft" else hard_signed(language)
    layout = lay_out(html_of(facts))
    return Hard(facts, flaws_of(layout), draw(layout))


def test_no_word_leaves_the_sheet_and_no_glyph_is_missing(hard):
    assert (outside(hard.data), missing_glyphs(hard.data)) == ([], [])
    assert hard.flaws == []
    assert problems(hard.data) == []


def test_every_name_and_text_is_there_whole(hard):
    said = letters(hard.data)
    for text in _texts(hard.facts):
        assert letters(text) in said, text


def test_clauses_come_in_order_between_contents_and_signatures(hard):
    said, at = letters(hard.data), 0
    for clause in hard.facts["clauses"] * 2:  # in the contents, then as headings
        place = said.find(letters(clause["heading"]), at)
        assert place >= 0, clause["heading"]
        at = place + 1


def test_labels_stand_beside_their_values(hard):
    said = " ".join(words(hard.data))
    lines = _lines(boxes(hard.data))
    for label, value in LABELS[hard.facts["language"]]:
        assert f"{label} {value}" in said
        assert f"{label} {value}" in lines


def _lines(found: Iterable[Box]) -> list[str]:
    """What stands side by side, from left to right."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in found:
        rows.setdefault((box.page, round(box.bottom)), []).append(box)
    return [
        " ".join(box.word for box in sorted(row, key=attrgetter("left"))) for row in rows.values()
    ]


def test_what_a_running_head_cuts_stands_in_it_for_no_other_word():
    """A cut by the style sheet made every "…" of the document mean the words that were cut."""
    facts = hard_facts("de")
    clause = facts["clauses"][0] | {"heading": "Auslassung", "body_html": "<p>Anfang … Ende</p>"}
    data = render(html_of(facts | {"clauses": [clause], "annexes": [], "contacts": []}))
    assert "Anfang ... Ende" in " ".join(words(data))
    assert letters(data).count(letters(NAME)) < 12


def _texts(facts: dict[str, Any]) -> list[str]:
    found = [
        facts["title"],
        facts["partnership"],
        facts["governing_language_note"],
        facts["number"],
    ]
    for party in facts["parties"]:
        found += [party["name"], party["legal_form"], party["represented_by"]]
        found += [line[key] for line in party["signatures"] for key in ("name", "function")]
    for contact in facts["contacts"]:
        found += contact.values()
    for passage in facts["clauses"] + facts["annexes"]:
        found += [passage["heading"], *_visible(passage["body_html"])]
        found += [str(value) for file in passage.get("files", []) for value in file.values()]
    return found


def _visible(html: str) -> list[str]:
    """The paragraphs and cells of a text without their marks."""
    plain = [re.sub("<[^>]+>", "", each) for each in re.split(r"</(?:p|td|th|li)>", html)]
    return [unescape(each) for each in plain if each.strip()]


# --- Marked text -------------------------------------------------------------------------------

MARKED = (
    '<div class="words" dir="auto"><div class="marked"><p>Eins<br>  zwei   drei<br>vier</p>'
    '<ul class="items" role="list"><li><span class="mark">1.</span> Satz</li>'
    f'<li><span class="mark">2.</span> {LETTERS}</li>'
    f'<li><span class="mark">(14)</span> {"Wort für Wort " * 12}</li>'
    f'<li><span class="mark">    –</span> {MIXED}</li></ul>'
    f"<p>{ARABIC} (12)</p></div></div>"
)


def test_marked_text_keeps_its_lines_marks_and_blanks():
    data = render(page(MARKED))
    said = f"Eins zwei drei vier 1. Satz 2. {LETTERS} (14) {'Wort für Wort ' * 12} – {MIXED} {ARABIC} (12)"
    assert difference(data, ["Überschrift", said]) == ""
    assert (outside(data), problems(data)) == ([], [])


def test_the_mark_of_an_item_hangs_before_its_text():
    found = boxes(render(page(MARKED)))
    first = next(box for box in found if box.word == "(14)")
    text = [box for box in found if box.word == "Wort" and box.top >= first.top - 0.5]
    starts = {
        round(min(box.left for box in text if box.top == top), 1) for top in {b.top for b in text}
    }
    assert first.right < min(starts) and max(starts) - min(starts) < 12
    assert all(box.left > first.left + 4 for box in text)


def test_blanks_that_were_typed_are_seen():
    found = {box.word: box for box in boxes(render(page(MARKED)))}
    assert found["zwei"].left > found["Eins"].left + 1
    assert found["drei"].left - found["zwei"].right > found["Satz"].left - found["1."].right - 9


# --- Directions --------------------------------------------------------------------------------


def test_a_paragraph_from_right_to_left_begins_at_the_right():
    found = boxes(
        render(page(f'<div class="words" dir="auto"><p>{ARABIC}</p><p>Deutsch</p></div>'))
    )
    arabic = max(box.right for box in found if RIGHT_TO_LEFT.search(box.word))
    assert arabic > 180 and next(box for box in found if box.word == "Deutsch").left < 30


def test_a_name_does_not_turn_what_stands_around_it():
    """Two Hebrew names with a number between: without isolation the three would change places."""
    found = {
        box.word: box for box in boxes(render(page("<p><bdi>אבג</bdi> 12 <bdi>דהו</bdi></p>")))
    }
    assert found["אבג"[::-1]].left < found["12"].left < found["דהו"[::-1]].left


# --- Pages -------------------------------------------------------------------------------------

AFTER = {
    "paragraph": "<p>{word} und mehr Worte.</p>" + "<p>Noch ein Satz.</p>" * 3,
    "list": "<ul><li>{word}</li>" + "<li>Punkt</li>" * 5 + "</ul>",
    "items": '<div class="marked"><ul class="items"><li><span class="mark">1.</span> {word}</li>'
    + '<li><span class="mark">2.</span> Punkt</li>' * 5
    + "</ul></div>",
    "table": "<table><thead><tr><th>{word}</th><th>Was</th></tr></thead><tbody>"
    + "<tr><td>Zelle</td><td>Zelle</td></tr>" * 6
    + "</tbody></table>",
    "one line": "<p>{word}.</p>",
}
HEADINGS = {
    "h2": '<section class="clause"><h2>{}</h2><div class="words">{}</div></section>',
    "h3": '<section class="translation"><section class="clause"><h3>{}</h3><div class="words">{}</div></section></section>',
    "annex": '<section class="annex" style="break-before: auto"><h2>{}</h2><div class="words">{}</div></section>',
}
HEIGHTS = range(190, 246, 7)  # millimetres above the heading: from well inside to beyond the foot


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("kind", HEADINGS)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(kind, after):
    """Each stands a little lower than the one before it, long and short in turn."""
    body = ""
    for number, height in enumerate(HEIGHTS):
        heading = f"{'Sehr lange Überschrift ' * 9 * (number % 2)}Kopf{number}"
        text = AFTER[after].format(word=f"Folge{number}")
        start = f'<div style="break-before: page; height: {height}mm">x</div>'
        body += start + HEADINGS[kind].format(heading, text)
    found = reversed(boxes(render(page(body))))  # of a head that is repeated, the first
    pages = {box.word.strip("."): box.page for box in found}
    apart = [n for n in range(len(HEIGHTS)) if pages[f"Kopf{n}"] != pages[f"Folge{n}"]]
    moved = {pages[f"Kopf{n}"] for n in range(len(HEIGHTS))}
    assert apart == []
    assert len(moved) == len(HEIGHTS)


def test_a_long_table_repeats_its_head_on_each_page():
    rows = "".join(f"<tr><td>Zeile{n}</td><td>b</td></tr>" for n in range(120))
    head = "<thead><tr><th>Kopf</th><th>Was</th></tr></thead>"
    data = render(page(f'<div class="words"><table>{head}<tbody>{rows}</tbody></table></div>'))
    found = boxes(data)
    pages = sorted({box.page for box in found if box.word.startswith("Zeile")})
    assert len(pages) > 2
    assert [box.page for box in found if box.word == "Kopf"] == pages
    assert words(data).count("Kopf") == 1
    rows_in_order = [each for each in words(data) if each.startswith("Zeile")]
    assert all(int(a[5:]) + 1 == int(b[5:]) for a, b in pairwise(rows_in_order))


LONG_WORDS = {
    "letters": LETTERS,
    "mixed": MIXED,
    "hebrew": HEBREW * 6,
    "iban": "DE02120300000000202051",
}


@pytest.mark.parametrize("word", LONG_WORDS.values(), ids=LONG_WORDS)
def test_a_cell_keeps_its_words_in_its_column(word):
    tables = ""
    for columns in range(1, 7):
        heads, cells = f"<th>{word}</th>" * columns, f"<td>{word}</td>" * columns
        tables += f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    data = render(page(f'<div class="words" dir="auto"><div class="marked">{tables}</div></div>'))
    assert difference(data, ["Überschrift", *[word] * 2 * sum(range(1, 7))]) == ""
    assert all(box.left > 24.9 and box.right < 185.1 for box in boxes(data))
