"""Days: one rule for a column."""

import pytest
from django.utils.translation import override

from partnerships.shared.tables_in.days import find_undecided, rule_of


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def rule(*cells: str, chosen: str = ""):
    return rule_of(dict(enumerate(cells, start=2)), chosen)


@pytest.mark.parametrize(
    ("cells", "shape", "order"),
    [
        (("31.12.2021", "1. 2. 2021"), "dotted", ""),
        (("2021-12-31", "2021-02-01 00:00:00"), "iso", ""),
        (("44561", "44562"), "serial", ""),
        (("03/04/2021", "25/12/2021"), "slashed", "dmy"),
        (("03/04/2021", "12/25/2021"), "slashed", "mdy"),
        (("3-4-2021", "25-12-2021"), "slashed", "dmy"),
        (("04/04/2021",), "slashed", "dmy"),
    ],
)
def test_what_a_column_says_of_itself(cells, shape, order) -> None:
    found = rule(*cells)
    assert (found.shape, found.order, found.wrong) == (shape, order, {})


def test_what_nobody_can_know_is_asked() -> None:
    cells = {2: "01/01/2021", 3: "03/04/2021"}
    assert find_undecided(cells) == "03/04/2021"
    assert find_undecided(cells | {4: "25/12/2021"}) == ""
    assert rule_of(cells).order == ""
    assert rule_of(cells, "mdy").order == "mdy"


def test_a_column_that_contradicts_itself_is_a_fault_with_its_rows() -> None:
    found = rule("25/12/2021", "12/25/2021", "03/04/2021")
    assert set(found.wrong) == {2, 3, 4}
    assert "(2)" in found.wrong[2] and "(3)" in found.wrong[2]


def test_another_notation_is_a_fault_in_its_row() -> None:
    found = rule("31.12.2021", "30.12.2021", "12/25/2021")
    assert list(found.wrong) == [4]
    assert "31.12.2021” (row 2)" in found.wrong[4]


def test_days_that_a_spreadsheet_swapped_are_not_believed() -> None:
    """25.04. stayed text, 03.04. became the fourth of March."""
    found = rule("25.04.2021", "2021-03-04", "2021-05-06")
    assert set(found.wrong) == {2, 3, 4}
    assert "swapped" in found.wrong[3]
    assert list(rule("25.04.2021", "2021-03-24", "2021-05-06").wrong) == [2]
