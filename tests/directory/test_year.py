"""A partnership's year in figures: what is counted on the last day, what in the year, and who sees it. Source: issue 13, point 8."""

from datetime import date

import pytest

from partnerships.agreements.chapter import count_figures as count_agreements
from partnerships.directory.chapter import count_figures
from partnerships.shared.chapters import Figure, Period
from tests.cast import Cast
from tests.clock import travel
from tests.factories import agreements as agree
from tests.factories import directory as make

YEARS = [Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2023, 1, 1), date(2023, 12, 31))]


def values(figures: list[Figure]) -> dict[str, tuple[int | None, ...]]:
    return {str(figure.label): figure.values for figure in figures}


@pytest.mark.parametrize(
    ("since", "until", "there", "came", "went"),
    [
        ("2023-12-31", None, (1, 1), (0, 1), (0, 0)),
        ("2024-01-01", None, (1, 0), (1, 0), (0, 0)),
        ("2022-05-01", "2023-12-31", (0, 1), (0, 0), (0, 1)),
        ("2022-05-01", "2024-01-01", (0, 1), (0, 0), (1, 0)),
        ("2024-02-29", "2024-12-31", (1, 0), (1, 0), (1, 0)),
    ],
)
def test_first_and_last_day_belong_to_the_year(db, since, until, there, came, went) -> None:
    partnership = make.PartnershipFactory()
    make.PartnerFactory(partnership=partnership, since=since, attested_on=None, until_on=until)
    counted = values(count_figures(partnership.pk, YEARS))
    assert counted["Partners on the last day"] == there
    assert counted["Partners who joined"] == came
    assert counted["Partners who left"] == went


def test_an_unknown_first_day_is_said_and_is_in_no_years_newcomers(db) -> None:
    partnership = make.PartnershipFactory()
    make.PartnerFactory(partnership=partnership, since=None, attested_on="2023-06-01")
    counted = values(count_figures(partnership.pk, YEARS))
    assert counted["Partners on the last day"] == (1, 1)
    assert counted["of them without a known first day"] == (1, 1)
    assert counted["Partners who joined"] == (0, 0)


def test_an_agreement_is_in_force_from_its_first_day(cast: Cast) -> None:
    agreement = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.put_in_force(agreement, "2024-06-04")
    counted = values(count_agreements(cast.north.pk, YEARS))
    assert counted["Agreements in force on the last day"] == (1, 0)
    assert counted["Agreements that took effect"] == (1, 0)
    assert counted["Agreements that ended"] == (0, 0)


def test_other_partnerships_are_not_counted(cast: Cast) -> None:
    before = values(count_figures(cast.north.pk, YEARS))
    other = make.PartnershipFactory()
    make.PartnerFactory(partnership=other, since="2024-03-01")
    assert values(count_figures(cast.north.pk, YEARS)) == before


def test_the_page_says_the_year_and_how_far_it_counts(cast: Cast) -> None:
    client = cast.client("partner")
    with travel("2026-11-20T12:00:00+01:00", tick=False):
        running = client.get(f"/partnerships/{cast.north.pk}/year/").content.decode()
        over = client.get(f"/partnerships/{cast.north.pk}/year/?year=2024").content.decode()
    assert "Das Jahr 2026 in Zahlen" in running and "20. November 2026" in running
    assert "Das Jahr 2024 in Zahlen" in over and "gezählt bis" not in over


@pytest.mark.parametrize("typed", ["", "abcd", "0000", "9999", "-2024", "２０２４", "20240"])
def test_a_year_that_is_none_shows_the_present_one(cast: Cast, typed: str) -> None:
    with travel("2026-11-20T12:00:00+01:00", tick=False):
        answer = cast.client("partner").get(f"/partnerships/{cast.north.pk}/year/", {"year": typed})
    assert answer.status_code == 200 and "Das Jahr 2026 in Zahlen" in answer.content.decode()
