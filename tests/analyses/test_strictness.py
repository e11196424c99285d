"""What is derived inherits the strictest code, and no limit gets lost."""

import pytest

from analyses.strictness import ORDER, Limits, is_laxer, strictest


@pytest.mark.parametrize(
    ("codes", "code", "text"),
    [
        (["H0"], "H0", ""),
        (["H0", "H1"], "H1", ""),
        (["H2", "H1", "H0"], "H2", ""),
        (["H3 nur Bayern", "H0"], "H3", "nur Bayern"),
        (["H3 nur Bayern", "H1"], "H3", "H1; nur Bayern"),
        (["H1", "H2", "H3 nur Bayern", "H3 nur bis Mai"], "H3", "H2; nur Bayern; nur bis Mai"),
        (["H3 nur Bayern", "H3 nur Bayern"], "H3", "nur Bayern"),
    ],
)
def test_the_strictest_counts_in_whatever_order(codes, code, text):
    all_limits = [Limits(*each.split(" ", 1)) for each in codes]
    assert strictest(all_limits) == Limits(code, text)
    assert strictest(reversed(all_limits)).code == code


def test_nothing_is_derived_from_nothing():
    with pytest.raises(ValueError, match="nothing"):
        strictest([])


def test_only_what_stands_before_is_laxer():
    assert [(a, b) for a in ORDER for b in ORDER if is_laxer(a, b)] == [
        ("H0", "H1"), ("H0", "H2"), ("H0", "H3"), ("H1", "H2"), ("H1", "H3"), ("H2", "H3"),
    ]  # fmt: skip
