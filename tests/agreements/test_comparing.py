"""Two wordings: nothing is lost, what moved is named, and no input takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.agreements.diff import (
    CHANGED,
    DELETED,
    INSERTED,
    MOST_PIECES,
    SAME,
    compare,
    pieces,
)
from partnerships.agreements.diff.marks import mark_changes
from partnerships.shared.marked import visible
from partnerships.shared.marked.shown import plain
from tests.journeys.forms import VISIBLE, assert_plain

MOST_SECONDS = 5  # of one hostile text on a busy machine; measured: 0.4


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(plain(before), plain(after))]


def sides(before: str, after: str) -> tuple[str, str]:
    found = pieces(plain(before), plain(after))
    return (
        "".join(piece.text for piece in found if piece.kind != INSERTED),
        "".join(piece.text for piece in found if piece.kind != DELETED),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("Wir.", "Wir.", [(SAME, "Wir.")]),
        ("", "Neu.", [(INSERTED, "Neu.")]),
        ("Alt.", "", [(DELETED, "Alt.")]),
        (
            "Wir arbeiten zusammen.",
            "Wir arbeiten eng zusammen.",
            [(SAME, "Wir arbeiten"), (INSERTED, " eng"), (SAME, " zusammen.")],
        ),
        (
            "alle acht Wochen, auch so",
            "alle sechs Wochen, auch so",
            [(SAME, "alle"), (DELETED, " acht"), (INSERTED, " sechs"), (SAME, " Wochen, auch so")],
        ),
        # A short word between two changes is no island.
        ("alte und neue Worte", "junge und frische Worte",
         [(DELETED, "alte und neue"), (INSERTED, "junge und frische"), (SAME, " Worte")]),
        ("Eins.\n\nZwei.", "Eins.\n\nDrei.\n\nZwei.",
         [(SAME, "Eins.\n\n"), (INSERTED, "Drei.\n\n"), (SAME, "Zwei.")]),
    ],
)  # fmt: skip
def test_words(before, after, expected) -> None:
    assert told(before, after) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_is_lost(before, after) -> None:
    assert sides(before, after) == (before, after)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["und", "die", "Polizei", ",", ".", "\n\n", "سلام"]), max_size=60),
    st.lists(st.sampled_from(["und", "die", "Polizei", ",", ".", "\n\n", "سلام"]), max_size=60),
)
def test_nothing_is_lost_of_words_that_repeat(before, after) -> None:
    assert sides(" ".join(before), " ".join(after)) == (" ".join(before), " ".join(after))


HOSTILE = {
    "no space": ("x" * 20_000, "y" * 20_000),
    "one word": ("a " * 10_000, "b " + "a " * 9_999),
    "two words": ("a b b a " * 2_500, "b a a b " * 2_500),
    "marks": ("." * 20_000, "!" + "." * 19_998),
    "backwards": (" ".join(map(str, range(4000))), " ".join(map(str, range(4000, 0, -1)))),
    # difflib alone needs a minute and a half for this
    "unbalanced": (
        " ".join(f"{n} z" for n in range(1200)),
        " ".join(f"{n} q z" for n in range(1200)),
    ),
    "lines": ("\n" * 20_000, "\n" * 19_000 + "x"),
    "right to left": ("سلام " * 4_000, "مرحبا " * 3_300),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_is_compared_soon(name) -> None:
    before, after = HOSTILE[name]
    began = time.perf_counter()
    found = pieces(plain(before), plain(after))
    assert time.perf_counter() - began < MOST_SECONDS
    assert len(found) <= MOST_PIECES
    assert sides(before, after) == (before, after)


def test_many_hostile_clauses_share_one_budget() -> None:
    before, after = HOSTILE["unbalanced"]
    one = wording(*((number, before) for number in range(40)))
    other = wording(*((number, after) for number in range(40)))
    began = time.perf_counter()
    assert len(compare(one, other).clauses) == 40
    assert time.perf_counter() - began < MOST_SECONDS


def wording(*clauses, title: str = "Vertrag", parties=(), files=()) -> dict:
    return {
        "title": {"de": title, "en": ""},
        "governing_language": "de",
        "terms": {"notice_months": 3},
        "parties": list(parties),
        "clauses": [
            {
                "clause": key,
                "kind": "clause",
                "numbered": True,
                "texts": {"de": {"heading": f"H{key}", "body": body, "format": 2}},
                "files": list(files) if key == 1 else [],
            }
            for key, body in clauses
        ],
    }


def states(before: dict, after: dict) -> list[tuple]:
    found = compare(before, after).clauses
    return [(c.clause, c.state, c.moved, c.number_before, c.number_after) for c in found]


def test_the_same_is_the_same() -> None:
    one = wording((1, "a"), (2, "b"))
    assert compare(one, one).same


def test_clauses_that_come_go_and_move() -> None:
    before = wording((1, "a"), (2, "b"), (3, "c"), (4, "d"))
    after = wording((1, "a"), (4, "d"), (3, "c c"), (5, "e"))
    assert states(before, after) == [
        (1, SAME, False, "1", "1"),
        (2, DELETED, False, "2", ""),
        (4, SAME, True, "4", "2"),
        (3, CHANGED, False, "3", "3"),
        (5, INSERTED, False, "", "4"),
    ]


def test_one_that_only_gets_another_number_has_not_moved() -> None:
    before, after = wording((1, "a"), (2, "b")), wording((3, "neu"), (1, "a"), (2, "b"))
    assert states(before, after) == [
        (3, INSERTED, False, "", "1"),
        (1, SAME, False, "1", "2"),
        (2, SAME, False, "2", "3"),
    ]


def test_titles_terms_parties_and_files() -> None:
    party = {"party": 7, "name": "Verein", "signatures_needed": 1, "signatories": []}
    file = {"file": 9, "name": "Karte.pdf", "sha256": "0" * 64, "size": 5}
    before = wording((1, "a"), parties=[party])
    after = wording((1, "a"), title="Neu", parties=[party | {"signatures_needed": 2}], files=[file])
    found = compare(before, after)
    assert [(term.key, term.before, term.after) for term in found.terms] == [
        ("title_de", "Vertrag", "Neu")
    ]
    assert [change.key for change in found.parties] == ["7"]
    assert [(f.state, f.name) for f in found.clauses[0].files] == [(INSERTED, "Karte.pdf")]
    assert found.clauses[0].state == CHANGED and not found.same


def test_a_language_that_comes() -> None:
    before, after = wording((1, "a")), wording((1, "a"))
    after["clauses"][0]["texts"]["en"] = {"heading": "H", "body": "in English"}
    changes = {text.language: text.changed for text in compare(before, after).clauses[0].texts}
    assert changes == {"de": False, "en": True}


def test_marked_words_are_words() -> None:
    html = mark_changes(plain("a"), plain(f"a {VISIBLE}"))
    assert_plain(html)
    assert "<ins>" in html and "kern-sr-only" in html


def test_a_word_that_only_became_bold_has_changed() -> None:
    one, other = visible("eine Frist"), visible("eine **Frist**")
    assert one.text == other.text
    assert [tuple(piece) for piece in pieces(one, other)] == [
        (SAME, "eine", ""), (DELETED, " Frist", ""), (INSERTED, " ", ""), (INSERTED, "Frist", "strong"),
    ]  # fmt: skip
    assert "<strong>Frist</strong>" in mark_changes(one, other)


def test_a_lost_line_break_is_seen() -> None:
    assert "¶" in mark_changes(plain("Eins.\n\nZwei."), plain("Eins.\nZwei."))
