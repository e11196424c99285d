"""Every order pages the same way forwards and back, whatever is equal or unknown."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.directory.models import Partner, Side
from partnerships.shared import keyset
from partnerships.shared.lists.ordering import by_label, german
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
DAYS = [None, date(2021, 12, 31), date(2022, 9, 7), date(2024, 1, 1)]
ORDERS = [
    ["sort_key", "id"],
    ["-sort_key", "-id"],
    ["since", "sort_key", "id"],
    ["-since", "sort_key", "id"],
    ["-until_on", "since", "-id"],
    ["organisation__parent__sort_key", "id"],
    ["-sort_value", "id"],
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Ähre", "Ahorn", "Zebra", "ahorn"]),
        st.sampled_from(DAYS),
        st.sampled_from(Side.values),
        st.booleans(),
    ),
    max_size=9,
)


@pytest.fixture
def north():
    return make.PartnershipFactory()


def rows_of(north):
    rows = north.partners.annotate(sort_value=by_label("side", Side.choices))
    return rows.select_related("organisation__parent")


def fill(north, drawn) -> None:
    north.partners.all().delete()
    above = [None, make.OrganisationFactory(name="Dach")]
    for name, since, side, has_parent in drawn:
        organisation = make.OrganisationFactory(name=name, parent=above[has_parent])
        make.PartnerFactory(
            partnership=north, organisation=organisation, side=side, since=since,
            attested_on=None if since else date(2021, 12, 31), until_on=since,
        )  # fmt: skip


def walk(rows, by, link) -> list[list[int]]:
    """Pages of numbers, from the first page along `link`, or back from the last one."""
    found, cursor = [], ""
    while True:
        page = keyset.page(rows, by=by, cursor=cursor, values=("pk",))
        found.append([row[0] for row in page.rows])
        cursor = getattr(page, link)
        if not cursor:
            return found


def last_page(rows, by) -> str:
    """The cursor of the last page's way back, or nothing on a single page."""
    page = keyset.page(rows, by=by, values=("pk",))
    while page.following:
        page = keyset.page(rows, by=by, cursor=page.following, values=("pk",))
    return page.preceding


@pytest.mark.parametrize("by", ORDERS, ids=" ".join)
def test_pages_are_the_whole_in_order_both_ways(north, monkeypatch, by) -> None:
    monkeypatch.setattr(keyset, "PAGE_ROWS", 2)

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(ROWS)
    def holds(drawn) -> None:
        fill(north, drawn)
        rows = rows_of(north)
        whole = list(keyset.ordered(rows, by).values_list("pk", flat=True))
        pages = walk(rows, by, "following")
        assert [pk for page in pages for pk in page] == whole
        seen, cursor = [], last_page(rows, by)
        while cursor:
            page = keyset.page(rows, by=by, cursor=cursor, values=("pk",))
            seen = [row[0] for row in page.rows] + seen
            cursor = page.preceding
        assert seen == whole[: len(seen)] and len(whole) - len(seen) <= max(2, len(pages[-1]))

    holds()


def test_what_is_unknown_comes_last_both_ways(north) -> None:
    fill(north, [("A", day, Side.CIVIL, False) for day in DAYS])
    for by in (["since", "id"], ["-since", "id"]):
        days = list(keyset.ordered(north.partners.all(), by).values_list("since", flat=True))
        assert days[-1] is None and days[:-1] == sorted(days[:-1], reverse=by[0].startswith("-"))


def test_labels_and_names_stand_in_german_order(north) -> None:
    fill(north, [("A", None, side, False) for side in Side.values])
    labels = [row.get_side_display() for row in rows_of(north).order_by("sort_value")]
    assert labels == sorted(labels, key=str.casefold)
    for place in ("Zwickau", "Übach", "Uelzen", "Straße", "Strasburg"):
        make.OrganisationFactory(place=place, name=f"in {place}")
    ordered = north.partners.model.organisation.field.related_model.objects.exclude(place="")
    places = ordered.order_by(german("place")).values_list("place", flat=True)
    assert list(places) == ["Strasburg", "Straße", "Übach", "Uelzen", "Zwickau"]


def test_a_cursor_of_another_order_or_an_empty_place_shows_the_first_page(north) -> None:
    fill(north, [("A", day, Side.CIVIL, False) for day in DAYS])
    rows = Partner.objects.filter(partnership=north)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyset, "PAGE_ROWS", 2)
        first = keyset.page(rows, by=["sort_key", "id"])
        for by in (["-sort_key", "-id"], ["since", "sort_key", "id"]):
            found = keyset.page(rows, by=by, cursor=first.following)
            assert found.preceding is None
        rows.exclude(pk__in=[row.pk for row in first.rows]).delete()
        found = keyset.page(rows, by=["sort_key", "id"], cursor=first.following)
        assert [row.pk for row in found.rows] == [row.pk for row in first.rows]
