"""The lists of the house as pages: filters, order, columns, empty places, nonsense."""

import re

import pytest

from partnerships.directory import models
from tests.factories import directory as make

HOSTILE = "\x00\u202e'\"<script>alert(1)</script>%_\\"


@pytest.fixture
def three(cast):
    for name, kind, place in (
        ("Öffentlicher Verein", models.Kind.CITY, "Übach"),
        ("Ofen e. V.", models.Kind.YOUTH_ORGANISATION, "Zwickau"),
        ("Zebra", models.Kind.CITY, ""),
    ):
        make.PartnerFactory(
            partnership=cast.north,
            organisation=make.OrganisationFactory(name=name, kind=kind, place=place),
        )
    return cast.client("partner")


def names(answer) -> list[str]:
    rows = answer.context["listing"]["rows"]
    return [re.sub(r"<[^>]+>", "", str(row[0])) for row in rows]


def test_search_takes_words_in_any_order_without_accents(three):
    assert names(three.get("/organisations/", {"q": "verein OEFFENT"})) == ["Öffentlicher Verein"]


def test_order_is_german(three):
    found = names(three.get("/organisations/?sort=-name"))
    assert found == [
        "Zebra",
        "Verein Nord e. V.",
        "Polizei Nord",
        "Ofen e. V.",
        "Öffentlicher Verein",
    ]


def test_order_turns_round_at_its_heading_and_survives_filter_and_columns(three):
    shown = three.get("/organisations/?kind=city&columns=name,place&sort=-place").context["listing"]
    name, place = shown["columns"]
    assert (place.order, name.order) == ("descending", "")
    assert place.href == "?kind=city&sort=place&columns=name%2Cplace"
    assert name.href == "?kind=city&sort=name&columns=name%2Cplace"
    assert ("sort", "-place") in shown["kept"] and ("columns", "name,place") in shown["kept"]
    again = three.get("/organisations/" + place.href)
    assert names(again) == ["Zebra", "Öffentlicher Verein"]


def test_the_usual_order_is_told(three):
    page = three.get("/organisations/").content.decode()
    assert page.count('aria-sort="ascending"') == 1
    assert '<option value="name" selected>' in page


def test_columns_are_chosen_in_the_order_of_the_list_and_the_first_stays(three):
    page = three.get("/organisations/?columns=languages&columns=kind,nonsense")
    hrefs = [column.href for column in page.context["listing"]["columns"]]
    kept = "columns=name%2Ckind%2Clanguages"
    assert hrefs == [f"?{kept}&sort=-name", f"?{kept}&sort=kind", ""]
    for nothing in ("?columns=", "?columns=nonsense"):
        assert len(three.get("/organisations/" + nothing).context["listing"]["columns"]) == 4


def test_an_empty_place_says_whether_a_filter_made_it(three, cast):
    page = three.get("/organisations/?q=zzz&sort=-name").content.decode()
    assert 'href="?sort=-name"' in page and "export=csv" not in page
    page = cast.client("former").get("/organisations/").content.decode()
    assert "app-empty" in page and "app-filter" not in page


@pytest.mark.parametrize(
    "query",
    [
        {"sort": HOSTILE},
        {"sort": "--name"},
        {"sort": "-partnerships"},
        {"sort": "id"},
        {"columns": HOSTILE},
        {"columns": ["name"] * 2000},
        {"export": HOSTILE},
        {"kind": ["city", HOSTILE]},
        {"q": "%" * 3000},
        {"q": " ".join("abcdefghijklmnopqrstuvwxyz")},
        {"cursor": HOSTILE, "sort": "place"},
        {"former": HOSTILE},
        {"former": "1", "side": HOSTILE, "standing": "\x00"},
        {"standing": "full", "kind": "nonsense"},
    ],
    ids=str,
)
def test_nonsense_gets_a_page(three, cast, query):
    for path in (
        "/organisations/",
        "/partnerships/",
        f"/partnerships/{cast.north.pk}/partners/",
        f"/partnerships/{cast.north.pk}/projects/",
    ):
        answer = three.get(path, query)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_nonsense_narrows_nothing_and_says_so(three):
    page = three.get("/organisations/?kind=spaceship")
    assert len(names(page)) == 5
    assert "app-summary" in page.content.decode()


def test_every_column_of_every_list_can_be_shown_and_ordered(three, cast):
    from partnerships.directory import views

    for module, path in (
        ("organisations", "/organisations/"),
        ("partnerships", "/partnerships/"),
        ("partners", f"/partnerships/{cast.north.pk}/partners/"),
        ("projects", f"/partnerships/{cast.north.pk}/projects/"),
    ):
        shown = getattr(getattr(views, module), module.upper())
        columns = ",".join(column.slug for column in shown.columns)
        for column in shown.columns:
            for sign in ("", "-"):
                answer = three.get(path, {"columns": columns, "sort": sign + column.slug})
                assert answer.status_code == 200
