"""A look at a document finds before it is made what is seen in the finished file."""

import pytest

from partnerships.shared.documents.flaws import flaws_of
from partnerships.shared.documents.kinds import NO_GLYPH, OUTSIDE, Flaw
from partnerships.shared.documents.render import RenderFailed, draw, lay_out, render
from tests.documents.test_render import page
from tests.documents.words import missing_glyphs, outside

SIGNED = "Unterzeichnet von 山田太郎 und 김민준 🙂"
NAMES = "Łódź Đorđević Thị Hương Україна המועצה المجلس الإسلامي መቐለ ½ § € – … ⅓ ²"
STIFF = '<p style="white-space: nowrap; hyphens: none; overflow-wrap: normal">'


def test_characters_without_glyph_are_told_with_their_place():
    html = page(f"<p>Ein Satz davor.</p><p>{SIGNED}</p>")
    assert flaws_of(lay_out(html)) == [
        Flaw(NO_GLYPH, each, SIGNED, 1) for each in "山田太郎김민준🙂"
    ]
    assert missing_glyphs(render(html)) == list("山田太郎김민준🙂")


def test_a_character_is_told_once_where_it_stands_first():
    html = page(f"<p>{'Wort ' * 30}山 {'Wort ' * 30}</p><p>山</p>")
    (flaw,) = flaws_of(lay_out(html))
    assert (flaw.words, flaw.page) == ("山", 1)
    assert "Wort 山 Wort" in flaw.near and len(flaw.near) < 90


def test_what_our_fonts_can_draw_is_no_flaw():
    html = page(f"<p>{NAMES}</p>")
    assert (flaws_of(lay_out(html)), missing_glyphs(render(html))) == ([], [])


@pytest.mark.parametrize(
    "body",
    [
        f"{STIFF}{'x' * 200}</p>",
        '<p style="margin-left: 190mm">ganz rechts</p>',
        '<p style="position: absolute; left: -30mm">links</p>',
        '<p style="position: absolute; top: 280mm">unten</p>',
        f"<table><tr><td>a</td>{'<td>'.join([STIFF + 'Wort ' * 8 + '</p>'] * 6)}</td></tr></table>",
    ],
    ids=["word", "margin", "left", "below", "table"],
)
def test_words_beyond_the_edge_are_told(body):
    html = page(body)
    assert {each.kind for each in flaws_of(lay_out(html))} == {OUTSIDE}
    assert outside(render(html))


def test_it_tells_the_page_and_the_words():
    html = page(f'<p>Seite eins</p><p style="break-before: page">vor</p>{STIFF}{"y" * 300}</p>')
    (flaw,) = flaws_of(lay_out(html))
    assert (flaw.kind, flaw.page, flaw.words) == (OUTSIDE, 2, "y" * 80)


def test_blanks_that_hang_over_the_edge_are_no_flaw():
    html = page(f'<p style="white-space: pre-wrap">Wort{" " * 300}und{" " * 300}Ende</p>')
    assert (flaws_of(lay_out(html)), outside(render(html))) == ([], [])


def test_running_heads_are_looked_at_too():
    """Templates cut them; a page that does not is told."""
    html = page("<p>x</p><p style='break-before: page'>y</p>").replace(
        "<body>", f'<body data-title="{"Vereinbarung " * 60}" data-page="Seite" data-of="von">'
    )
    assert {each.kind for each in flaws_of(lay_out(html))} == {OUTSIDE}
    assert outside(render(html))


def test_what_it_may_not_load_stops_it():
    with pytest.raises(RenderFailed, match="may not load"):
        flaws_of(lay_out(page('<img src="https://elsewhere.example/x.png" alt="x">')))


@pytest.mark.parametrize("body", [f"<p>{SIGNED}</p>", f"<p>{NAMES}</p>", f"{STIFF}{'x' * 200}</p>"])
def test_what_was_looked_over_is_drawn_as_if_nobody_had_looked(body):
    html = page(f'<div class="words" dir="auto">{body}</div>')
    layout = lay_out(html)
    flaws_of(layout)
    assert draw(layout) == render(html)
