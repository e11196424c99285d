"""What waits for somebody stands on the home page: in which order, and what is over its last day. Source: issue 13, point 3."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.shared.registry import home_cards
from partnerships.shared.todo import TodoItem
from tests.cast import Cast

ITEMS: list[TodoItem] = []
home_cards.add("tests.home", lambda account: ITEMS)


@pytest.fixture
def offered():
    """What a further card offers, beside those of the house; nothing at other times."""
    yield ITEMS
    ITEMS.clear()


def home(cast: Cast) -> str:
    return cast.client("liaison").get("/home/").content.decode()


def test_a_signature_comes_before_what_has_a_nearer_day(
    cast: Cast, offered: list[TodoItem]
) -> None:
    today = timezone.localdate()
    offered += [
        TodoItem("Ohne Tag", "/a/"),
        TodoItem("Später", "/b/", due=today + timedelta(days=9)),
        TodoItem("Bald", "/c/", due=today + timedelta(days=2)),
        TodoItem("Unterschrift", "/d/", due=today + timedelta(days=30), signs=True),
    ]
    page = home(cast)
    places = [page.index(title) for title in ("Unterschrift", "Bald", "Später", "Ohne Tag")]
    assert places == sorted(places)


@pytest.mark.parametrize(("days", "is_overdue"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_counts_to_its_end(
    cast: Cast, offered: list[TodoItem], days: int, is_overdue: bool
) -> None:
    offered.append(TodoItem("Auswerten", "/a/", due=timezone.localdate() + timedelta(days=days)))
    page = home(cast)
    assert ("überfällig seit" in page) is is_overdue
    assert ('<p class="dir-tasks__overdue">' in page) is is_overdue


def test_an_item_names_its_partnership(cast: Cast, offered: list[TodoItem]) -> None:
    offered.append(TodoItem("Auswerten", "/a/", where="Bündnis für <Alle>"))
    assert "Bündnis für &lt;Alle&gt;" in home(cast)
