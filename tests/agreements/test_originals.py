"""The original template: the same passages in both languages, in a length a board reads."""

import re

import pytest

from partnerships.agreements.originals import LANGUAGES, read
from partnerships.shared.marked import faults, to_html
from partnerships.shared.text import clean_text


def test_same_passages_in_the_same_order():
    german, english = (read(language) for language in LANGUAGES)
    assert [(each.key, each.kind, each.numbered) for each in german] == [
        (each.key, each.kind, each.numbered) for each in english
    ]
    assert len({each.key for each in german}) == len(german)


@pytest.mark.parametrize("language", LANGUAGES)
def test_preamble_sixteen_clauses_six_annexes(language):
    passages = read(language)
    assert [each.kind for each in passages] == ["clause"] * 17 + ["annex"] * 6
    assert [each.key for each in passages if not each.numbered] == ["preamble"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_are_short_clean_and_without_gaps(language):
    for passage in read(language):
        assert 40 <= len(passage.body.split()) <= 140, passage.key
        assert clean_text(passage.body) == passage.body
        assert not re.search(r"[\[\]]|TODO", passage.body)
        assert not faults(passage.body)
        assert "<p>" in to_html(passage.body) or "<li>" in to_html(passage.body)


def test_both_languages_name_the_same_figures():
    for german, english in zip(*(read(language) for language in LANGUAGES), strict=True):
        assert re.findall(r"\d+", german.body) == re.findall(r"\d+", english.body), german.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_name_an_annex_that_exists(language):
    passages = read(language)
    annexes = {each.heading for each in passages if each.kind == "annex"}
    named = {
        name
        for each in passages
        for name in re.findall(r"(?:Anlage|annex) [„\"]([^“\"]+)", each.body)
    }
    assert named
    assert named <= annexes
