"""The eyes of the paper's tests: they must see a fault before they may find none."""

from collections import Counter

import pytest

from partnerships.shared.documents.render import render
from tests.documents.pdfcheck import problems
from tests.documents.test_render import page
from tests.documents.words import (
    boxes,
    difference,
    letters,
    missing_glyphs,
    outside,
    pieces,
    struct_text,
    words,
)

LONG = "Verantwortlichkeitsübertragungsvereinbarung "
ARABIC = "المجلس الإسلامي في المدينة"
TITLE = ["Überschrift"]
ROWS = "".join(f"<tr><td>a{i}</td><td>b{i}</td></tr>" for i in range(80))
TABLE = f"<table><thead><tr><th>Wer</th><th>Was</th></tr></thead><tbody>{ROWS}</tbody></table>"


def told(body: str) -> list[str]:
    return words(render(page(body)))[1:]


def test_a_word_divided_by_a_hyphen_comes_out_whole():
    data = render(page(f"<p>{LONG * 12}</p>"))
    assert words(data) == TITLE + LONG.split() * 12
    assert "expected at '' ▸ 'Überschrift" in difference(data, [LONG] * 12)
    assert difference(data, TITLE + [LONG] * 12) == ""
    assert problems(data) == []


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LONG * 6} Łódź „x“ … fi ﬁ</p><ul><li>eins<ul><li>zwei</li></ul></li></ul>",
        f"<p>{ARABIC} (12) und שלום <b>x</b></p><p><a href='#x'>Ein <i>Ziel</i></a></p><p id=x></p>",
        TABLE[:900] + "</table>",
        "<p>x̂y ẹ́ بَيْت नमस्ते க்ஷ ไทย</p>",
    ],
    ids=["long", "directions", "table", "marks"],
)
def test_pdfinfo_finds_the_same(body):
    data = render(page(body))
    drawn = [letters(each.text) for each in pieces(data)]
    heard = [letters(each) for each in struct_text(data)]
    assert [Counter(each) for each in heard] == [Counter(each) for each in drawn]


@pytest.mark.parametrize("typed", ["\u2010", "\u2010\u2043", "-", "\u2011"])
def test_a_hyphen_that_was_typed_stays(typed):
    text = f"Müller{typed}Lüdenscheidt {LONG * 12}"
    assert letters(render(page(f"<p>{text}</p>"))) == letters("Überschrift" + text)


def test_words_inside_a_line_stay_whole_and_blocks_stay_apart():
    html = "<p>Bürger<strong>*innen</strong> und</p><ul><li>eins</li></ul><p>von Marzi&shy;pan</p>"
    assert told(html) == ["Bürger*innen", "und", "•", "eins", "von", "Marzipan"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_right_to_left_is_read_in_its_own_order(direction):
    text = f"{ARABIC} (12) und שלום עולם ab " * 6
    data = render(page(f'<p dir="{direction}">{text}</p>'))
    assert words(data) == TITLE + text.split()
    assert problems(data) == []


def test_a_link_from_right_to_left_is_read_in_its_own_order():
    data = render(page(f'<p><a href="#x">{ARABIC} <b>und mehr</b></a></p><p id="x">x</p>'))
    assert words(data)[1:-1] == [*ARABIC.split(), "und", "mehr"]


def test_the_head_of_a_long_table_is_told_once():
    found = told(TABLE)
    assert found[:4] == ["Wer", "Was", "a0", "b0"]
    assert found.count("Wer") == 1 and found[-1] == "b79"
    assert len([box for box in boxes(render(page(TABLE))) if box.word == "Wer"]) > 1


def test_two_tables_with_the_same_head_are_two():
    assert told(TABLE + "<p>Dazwischen</p>" + TABLE).count("Wer") == 2


def test_a_word_beyond_the_sheet_is_found_also_when_nothing_of_it_is_on_it():
    far = '<p style="position: absolute; left: 400mm; white-space: nowrap">ganz weit</p>'
    long = f'<p style="white-space: nowrap; overflow-wrap: normal">{"x" * 300}</p>'
    assert [each.split()[0] for each in outside(render(page(far)))] == ["ganz", "weit"]
    assert len(outside(render(page(long)))) == 1
    assert outside(render(page("<p>Alles da</p>"))) == []


def test_a_character_without_glyph_is_found_also_in_a_drawing():
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='20'><title>x</title>"
        "<text y='15'>郎</text></svg>"
    )
    assert missing_glyphs(render(page("<p>山田 🙂 ganz</p>"))) == ["山", "田", "🙂"]
    assert missing_glyphs(render(page(drawing))) == ["郎"]
    assert missing_glyphs(render(page(f"<p>Łódź {ARABIC} ½ § €</p>"))) == []


def test_a_word_too_long_for_a_line_is_taken_and_a_missing_border_is_not():
    html = f'<p style="overflow-wrap: anywhere">vor {"x" * 300} nach</p>'
    data = render(page(html))
    assert difference(data, [*TITLE, "vor", "x" * 300, "nach"]) == ""
    assert "expected" in difference(data, [*TITLE, "vor", "x" * 301, "nach"])
    assert "runs on" in difference(data, [*TITLE, "vor", "x" * 299, "x", "nach"])
    assert "more than" in difference(data, [*TITLE, "vor", "x" * 300])
