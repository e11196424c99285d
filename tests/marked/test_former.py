"""Typed text: invisible characters go, markup stays text, the little Markdown we offer works."""

import unicodedata

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.shared.marked.former import ATTRIBUTES, TAGS, to_html
from partnerships.shared.text import INVISIBLE, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\x00b\x1bc\x7fd\x9be", "abcde"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("\ufeffa\U000e0041b\ufff9c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiners
        ("u\u0308ber", "über"),
        ("<b>&amp;</b>\tTab", "<b>&amp;</b>\tTab"),
    ],
)
def test_clean_text(typed, kept):
    assert clean_text(typed) == kept


@given(st.text())
def test_clean_text_is_stable_and_composed(typed):
    once = clean_text(typed)
    assert clean_text(once) == once
    assert not INVISIBLE.search(once)
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![x](http://evil.example/x)", "![x](http://evil.example/x)"),
        ("<http://evil.example>", "&lt;http://evil.example&gt;"),
        ("[a]: http://evil.example", "[a]: http://evil.example"),
        ("# Keine Überschrift", "# Keine Überschrift"),
        ("vor &#8238; nach", "vor  nach"),
        ("`code` und ```mehr```", "`code` und ```mehr```"),
    ],
)
def test_what_is_not_offered_stays_as_typed(typed, shown):
    assert to_html(typed) == f"<p>{shown}</p>\n"


def test_what_is_offered():
    html = to_html(
        "**fett** und *betont*\n\n3. drei\n4. vier\n\n- a\n  - b\n\n> Zitat\n\n|A|\n|-|\n|1|"
    )
    for piece in (
        "<strong>fett</strong>",
        "<em>betont</em>",
        '<ol start="3">',
        "<blockquote>",
        '<th scope="col">A</th>',
        "<td>1</td>",
    ):
        assert piece in html


@given(st.text(alphabet=st.sampled_from("<>&;\"'#[]()!*_`|-\n\u0338\u202e :/ax1")))
def test_nothing_but_the_offered_tags_comes_out(typed):
    html = to_html(typed)
    assert nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None) == html
