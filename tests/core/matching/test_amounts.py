"""Sums of open amounts: everything is found, nothing explodes."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duebook.core.matching.amounts import Sums, chance_of_sum, roundness


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-50, 120).filter(bool), max_size=10), st.integers(1, 300))
def test_the_search_finds_what_trying_everything_finds(amounts: list[int], target: int) -> None:
    found = Sums(amounts).adding_up_to(target)
    tried = {
        positions
        for size in range(2, 7)
        for positions in combinations(range(len(amounts)), size)
        if sum(amounts[p] for p in positions) == target
    }
    assert set(found.sets) == tried
    assert found.complete


def test_too_many_solutions_are_admitted_not_listed() -> None:
    found = Sums([5_000] * 60).adding_up_to(20_000)
    assert not found.complete
    assert len(found.sets) < 2_000


def test_a_large_book_is_searched_for_pairs_only() -> None:
    assert Sums(list(range(1, 2_000))).largest == 2


def test_round_amounts_hit_a_sum_by_chance_far_more_often() -> None:
    odd = np.array([10_013 + 7_919 * n for n in range(30)], dtype=np.int64)
    fifties = odd // 5_000 * 5_000
    assert chance_of_sum(fifties, 100_000) > 100 * chance_of_sum(odd, 100_000)
    assert chance_of_sum(odd[:1], 10_013) == 0


@pytest.mark.parametrize(("amount", "step"), [(125_000, 5_000), (125_050, 50), (12_345, 5), (12_341, 1)])
def test_how_round_an_amount_is(amount: int, step: int) -> None:
    assert roundness(amount) == step


@pytest.mark.parametrize("unit", [1, 10**11, 10**15])
def test_amounts_beyond_what_fits_are_searched_in_smaller_sets_or_not_at_all(unit):
    """Sum and place of a set share 64 bits: nobody owes so much, and nothing wrong is found."""
    found = Sums([3 * unit, 5 * unit, 7 * unit, 11 * unit]).adding_up_to(15 * unit)
    assert all(sum((3, 5, 7, 11)[at] for at in chosen) == 15 for chosen in found.sets)
    assert found.sets == (((0, 1, 2),) if found.largest >= 3 else ())
    assert Sums([3, 5, 7]).adding_up_to(unit * 10**3 * 8).sets == ()
