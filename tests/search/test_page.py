"""The page: by address, with hostile text, with few questions to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.kept import kept
from tests.search.scene import Town, build

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "a" * 5000,
    "a " * 2000,
    "\x00\x01",
    "\u202eabc",
    "🤝" * 50,
    "%_\\",
    "&|!():*<->",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
]


@kept(after="cast")
def town(cast: Cast) -> Town:
    return build(cast)


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_a_question_like_others(town: Town, typed: str) -> None:
    page = town.cast.client("liaison").get("/search/", {"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_what_was_typed_stands_in_the_box(town: Town) -> None:
    page = town.cast.client("liaison").get("/search/", {"q": '"Köln" & <Mülheim>'})
    assert 'value="&quot;Köln&quot; &amp; &lt;Mülheim&gt;"' in page.content.decode()


def test_the_words_that_were_found_are_marked(town: Town) -> None:
    page = town.cast.client("liaison").get("/search/", {"q": "vertraulich"}).content.decode()
    assert "Gespräche bleiben <mark>vertraulich</mark>." in page
    page = town.cast.client("liaison").get("/search/", {"q": "koeln"}).content.decode()
    assert "Planerladen <mark>Köln</mark>-Mülheim e. V." in page


def test_a_kind_that_nobody_knows_counts_as_none(town: Town) -> None:
    client = town.cast.client("liaison")
    for kind in ("x", "<b>", "complaints"):
        assert "Zeynep" in client.get("/search/", {"q": "yildiz", "kind": kind}).content.decode()
    only = client.get("/search/", {"q": "planerladen", "kind": "organisations"}).content.decode()
    assert "Zeynep" not in only


def test_an_empty_box_says_what_it_is_for(town: Town) -> None:
    page = town.cast.client("partner").get("/search/").content.decode()
    assert "app-hits__hints" in page


@pytest.mark.parametrize(
    ("typed", "most"), [("planerladen", 21), ("Yildis Planerladn", 24), ("0151 2345678", 24)]
)
def test_few_questions_to_the_database(town: Town, typed: str, most: int) -> None:
    """One for each kind, one or two more to draw those that have hits; the account's own beside them."""
    client = town.cast.client("liaison")
    client.get("/search/")
    with CaptureQueriesContext(connection) as context:
        client.get("/search/", {"q": typed})
    assert len([q for q in context if "SAVEPOINT" not in q["sql"]]) <= most
