"""What counts as the same word: the database compares as lists sort. Source: issue 13, point 7."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from partnerships.shared.lines import clean_line
from partnerships.shared.search.functions import BEGINNING, LONGEST_WORD
from partnerships.shared.sorting import sort_key

LETTERS = st.text(
    st.characters(
        min_codepoint=0x20,
        max_codepoint=0x6FF,
        categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po", "Pd", "Mn"],
    ),
    max_size=40,
)


def ask(function: str, *typed: str) -> object:
    places = ", ".join(["%s"] * len(typed))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({places})", typed)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Mu\u0308ller", "MÜLLER"),
        ("Groß", "GROSS"),
        ("Yıldız", "Yildiz"),
        ("Çelik", "celik"),
        ("Delalić", "delalic"),
        ("Сидоров", "СИДОРОВ"),
        ("الأَحْمَد", "الاحمد"),
        ("Ångström", "angstroem"),
    ],
)
@pytest.mark.django_db
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert ask("search_split", one) == ask("search_split", other)


@pytest.mark.django_db
def test_the_database_splits_as_lists_sort() -> None:
    """Letters of Latin, Greek, Cyrillic, Hebrew and Arabic, with marks and signs between them."""

    @given(LETTERS)
    def compare(typed: str) -> None:
        words = sort_key(clean_line(typed)).replace("_", " ").split()
        assert sorted(ask("search_split", clean_line(typed))) == sorted(
            {word[:LONGEST_WORD] for word in words}
        )

    compare()


@pytest.mark.parametrize(
    "typed", ["'", "a'b", "a & b", "!a", "a:*", "<->", "\\", "((", "a | | b", "%", "_", "*", ":"]
)
@pytest.mark.django_db
def test_signs_of_the_query_language_are_no_question(typed: str) -> None:
    words = ask("search_split", typed)
    assert "".join(words).isalnum() or words == [], "nothing but words is left"
    for function in ("search_all", "search_whole", "search_in_prose", "search_resembling"):
        assert ask(function, typed) is not None, function


@pytest.mark.parametrize(
    ("stored", "typed", "near"),
    [
        ("Hoffmann", "Hofmann", True),  # one lost
        ("Hofmann", "Hoffmann", True),  # one added
        ("Schmidt", "Schmitt", True),  # one changed
        ("Schmidt", "Schimdt", True),  # two changed places
        ("Polizeipräsidium", "Polzei", True),  # the beginning of a long word
        ("Polizeipräsidium", "Polizeiprasidium", True),
        ("Hofmann", "Hartmann", False),
        ("Bad", "Bar", False),  # too short
        ("Vereinigung", "Vereinsheim", False),  # only the same beginning
    ],
)
@pytest.mark.django_db
def test_a_slip_of_the_finger(stored: str, typed: str, near: bool) -> None:
    shared = set(ask("search_near", stored)) & set(ask("search_resembling", typed))
    assert bool(shared) is near


@pytest.mark.django_db
def test_no_beginning_is_compared_with_a_much_longer_word() -> None:
    long = "Vereinigung"
    assert len(long) > BEGINNING + 2
    assert not any("*" in each for each in ask("search_resembling", long))


@pytest.mark.parametrize(
    "written", ["0231 132-1234", "+49 231 1321234", "0049 (0)231/1321234", "(0231) 13 21 234"]
)
@pytest.mark.django_db
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert ask("search_digits", written) == "2311321234"


@pytest.mark.django_db
def test_a_word_of_a_clause_is_found_in_its_forms() -> None:
    text = "Die Gespräche bleiben vertraulich; in den Häusern wird gefragt."
    for typed in ("Gespräch", "gespraech", "Vertraulichkeit", "haus", "Häuser", "gespr"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT search_prose(%s) @@ search_in_prose(%s)", [text, typed])
            assert cursor.fetchone()[0], typed


@pytest.mark.django_db
def test_the_longest_text_and_the_longest_word_can_be_kept() -> None:
    assert ask("search_words", "a" * 20_000)
    assert ask("search_prose", "wort " * 20_000) is not None
    assert ask("search_near", "ä" * 5_000)
