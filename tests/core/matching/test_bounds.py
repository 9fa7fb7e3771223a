"""What a record of so many right and wrong proves, against published values and its own definition."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching.bounds import chance_of_at_most, lower_bound, needed, upper_bound

KNOWN = [  # wrong, of, confidence, at most
    (0, 0, 0.95, 1.0),
    (3, 3, 0.95, 1.0),
    (0, 1, 0.95, 0.95),
    (0, 2995, 0.95, 0.000999744),
    (0, 1204, 0.95, 0.00248506),
    (1, 10, 0.95, 0.394163),
    (2, 10, 0.975, 0.556095),
    (5, 10, 0.975, 0.812914),
]


@pytest.mark.parametrize(("wrong", "of", "confidence", "most"), KNOWN)
def test_the_bounds_are_those_of_the_tables(wrong, of, confidence, most):
    assert upper_bound(wrong, of, confidence) == pytest.approx(most, rel=1e-5)


def test_both_sides_mirror_each_other():
    assert lower_bound(2, 10, 0.975) == pytest.approx(0.025211, rel=1e-4)
    assert lower_bound(0, 10) == lower_bound(0, 0) == 0.0


@pytest.mark.parametrize(
    ("share", "wrong", "cases"), [(0.001, 0, 2995), (0.01, 0, 299), (0.01, 1, 473), (0.05, 0, 59)]
)
def test_so_many_cases_prove_a_share(share, wrong, cases):
    assert needed(share, wrong=wrong) == cases
    assert upper_bound(wrong, cases) <= share < upper_bound(wrong, cases - 1)


@given(st.integers(1, 60), st.data(), st.floats(0.001, 0.999))
def test_the_chance_is_the_binomial_sum(of, data, share):
    wrong = data.draw(st.integers(0, of))
    added_up = sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(wrong + 1))
    assert chance_of_at_most(wrong, of, share) == pytest.approx(added_up, abs=1e-10)


@given(st.integers(1, 3_000), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
def test_a_bound_holds_the_share_seen_and_leaves_no_more_than_the_stated_doubt(of, data, confidence):
    wrong = data.draw(st.integers(0, of))
    most = upper_bound(wrong, of, confidence)
    assert lower_bound(wrong, of, confidence) <= wrong / of <= most
    if wrong < of:
        assert chance_of_at_most(wrong, of, most) == pytest.approx(1 - confidence, rel=1e-6)


def test_a_long_record_is_quick():
    assert upper_bound(499_000, 500_000) == pytest.approx(
        0.998 + 1.645 * (0.998 * 0.002 / 5e5) ** 0.5, abs=1e-5
    )


@pytest.mark.parametrize(("wrong", "of"), [(-1, 5), (6, 5)])
def test_an_impossible_record_is_refused(wrong, of):
    with pytest.raises(ValueError, match="cannot be wrong"):
        upper_bound(wrong, of)
