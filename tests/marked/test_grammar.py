"""Marked text: every mark of the grammar, what is refused and where, and what stays as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.shared.marked import faults, resolve, to_html, visible, visible_words

SIGNS = st.sampled_from(list("*_`|-–•#>[](){}\\&;~<:/.,!?\"'„“ ab1ä9§\n\tسל"))
LINES = st.sampled_from(
    ["1. ", "2. ", "a) ", "(3) ", "§ 4 ", "- ", "  • ", "|a|b|", "|---|---|", "|c|", "*x*", "**y z**", "{{term}}"]
    + ["{{x}}", "Wort*innen", "", "", "> q", "    ", "x | y", "|", "||", "&copy;", "\\*", "```", "# h"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(SIGNS, max_size=80),
    st.lists(LINES, max_size=12).map("\n".join),
    st.lists(st.tuples(LINES, st.text(SIGNS, max_size=8)).map("".join), max_size=8).map("\n".join),
)


def body(text: str) -> str:
    return to_html(text).removeprefix('<div class="marked">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Eins\nzwei\n\ndrei", "<p>Eins<br>zwei</p><p>drei</p>"),
        ("*kursiv*, **fett**", "<p><em>kursiv</em>, <strong>fett</strong></p>"),
        ("(*a*) „*b*“ »*c*« *d*.", "<p>(<em>a</em>) „<em>b</em>“ »<em>c</em>« <em>d</em>.</p>"),
        ("|A|B|\n|---|---|\n|1| *2* |",
         '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
         "<tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>"),
        ("**Vertreter*innen** und *Bürger*innen*",
         "<p><strong>Vertreter*innen</strong> und <em>Bürger*innen</em></p>"),
        ("*offen und **fett**, *a **b** c*", "<p>*offen und <strong>fett</strong>, <em>a **b** c</em></p>"),
        ("<b>&copy;</b>", "<p>&lt;b&gt;&amp;copy;&lt;/b&gt;</p>"),
    ],
)  # fmt: skip
def test_blocks_and_emphasis(typed: str, html: str) -> None:
    assert body(typed) == html


@pytest.mark.parametrize("mark", ["-", "–", "•", "1.", "12.", "7)", "(1)", "a)", "§ 1", "§ 12a"])
def test_a_mark_is_text_as_typed(mark: str) -> None:
    html = f'<ul class="items" role="list"><li><span class="mark">{mark}</span> Text</li></ul>'
    assert body(f"{mark} Text") == html
    assert visible_words(f"    {mark}  Text") == f"    {mark}  Text"


@pytest.mark.parametrize(
    "typed",
    [
        "Bürger*innen und Vertreter*innen", "5*3 und 4*2", "a * b * c", "**a*", "a* b*", "***a***", "*a\nb*", "_a_ __b__",
        "*a*b", "a*b*", "* a*", "*a *", "C:\\_daten", "____", "[a](b)", "<https://example.org>", "# h", "```", "> q",
        "1.Ohne Blank", "1a) x", "ab) x", "|allein", "x | y", "{term}", "{{te\nrm}}", "&#8238;", "~~x~~",
    ],
)  # fmt: skip
def test_everything_else_is_literal(typed: str) -> None:
    assert visible(typed).text == typed
    assert not visible(typed).emphasis.strip()
    assert not faults(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("|A|B|\n|---|---|\n|1|2|3|", [("cells", 3)]),
        ("Text\n|A|B|\n|1|2|", [("rule", 3)]),
        ("|A|", [("rule", 1)]),
        ("|A|B|\n|---|---|\n|1|2", [("row", 3)]),
        ("|1|2|3|4|5|6|7|\n|---|---|---|---|---|---|---|", [("columns", 1)]),
        ("|A|\n|---|\n\n{{frist}} und {{term}}", [("field", 4)]),
    ],
)
def test_what_is_refused_with_its_line(typed: str, found: list) -> None:
    assert [(fault.kind, fault.line) for fault in faults(typed)] == found


def test_a_refused_table_still_shows_every_word() -> None:
    typed = "| Raum | Frist |\n|---|---|\n| Saal | sofort | mit Zahlungspflicht |"
    assert visible_words(typed) == typed


def test_fields_become_their_words() -> None:
    fields = {"term": "24\u00a0Monate", "effective": "4.\u00a0Juni\u00a02026"}
    assert visible_words("Laufzeit: **{{term}}**", fields) == "Laufzeit: 24\u00a0Monate"
    assert resolve("{{term}}, {{end}}", fields) == "24\u00a0Monate, {{end}}"


def words_of(html: str) -> list[str]:
    """The words of a page, as a browser would have them."""
    apart = re.sub(r"</?(?:p|li|td|th|tr|br|div)\b[^>]*>", "\n", html)
    plain = re.sub(r"</?(?:em|strong|span|ul|table|thead|tbody)\b[^>]*>", "", apart)
    for code, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ):
        plain = plain.replace(code, char)
    return plain.split()


def left_after_marks(text: str) -> list[str]:
    """The letters of a text without what may disappear."""
    return [char for char in text if not char.isspace() and char not in "*|-"]


@given(TEXTS)
def test_page_and_comparison_have_the_same_words(text: str) -> None:
    assert words_of(to_html(text)) == visible_words(text).split()


@given(TEXTS)
def test_only_marks_disappear(text: str) -> None:
    assert left_after_marks(visible_words(text)) == left_after_marks(text)


@given(TEXTS)
def test_emphasis_has_a_letter_for_each_character(text: str) -> None:
    words = visible(text)
    assert len(words.text) == len(words.emphasis)


@given(TEXTS)
def test_what_is_frozen_reads_the_same(text: str) -> None:
    fields = {
        "term": "24\u00a0Monate",
        "notice": "1\u00a0Monat",
        "effective": "4.\u00a0Juni\u00a02026",
        "end": "x",
    }
    assert visible(resolve(text, fields)) == visible(text, fields)


@given(TEXTS)
def test_visible_words_keep_lines_in_order(text: str) -> None:
    """A text without tables keeps each line as it is, but for stars."""
    if "|" in text:
        return
    lines = [line.replace("*", "").strip() for line in text.split("\n") if line.strip()]
    shown = [
        line.replace("*", "").strip() for line in visible_words(text).split("\n") if line.strip()
    ]
    assert shown == [line for line in lines if line] or "*" in text
