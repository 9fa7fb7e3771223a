"""When a customer pays what, and which sets of items that makes likely."""

from datetime import date, timedelta
from itertools import combinations
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duebook.core.matching import OpenItem, PastAllocation
from duebook.core.matching.each_item import EachItem
from duebook.core.matching.timing import Timing

DAY = date(2026, 3, 31)


def owed(number: int, amount: int, late: int, terms: int = 30) -> OpenItem:
    due = DAY - timedelta(days=late)
    key = f"I{number}"
    return OpenItem(key, "C1", "Bakery", key, "EUR", amount, due - timedelta(days=terms), due)


def past(day: date, late: int, terms: int = 30) -> PastAllocation:
    due = day - timedelta(days=late)
    issued = due - timedelta(days=terms)
    return PastAllocation(f"R{day}", day, 100, "EUR", "Bakery", "", "", "C1", f"{due}", 100, issued, due)


def test_what_is_due_is_paid_sooner_than_what_is_not():
    due, early, stale = Timing().shares([owed(1, 100, 1), owed(2, 100, -25), owed(3, 100, 90)], DAY)
    assert due > stale > early


def test_a_customer_who_pays_ten_days_early_is_known_for_it():
    timing = Timing()
    timing.learn_from([past(DAY - timedelta(days=7 * week), late=-8) for week in range(1, 20)])
    before, after = (t.shares([owed(1, 100, -8)], DAY)[0] for t in (Timing(), timing))
    assert before < 0.1
    assert after > 0.5


def test_short_and_long_terms_are_learned_apart():
    timing = Timing()
    for _ in range(20):
        timing.learn(14, 2, True)
        timing.learn(60, 2, False)
    short, long = timing.shares([owed(1, 100, 2, terms=14), owed(2, 100, 2, terms=60)], DAY)
    assert short > 0.9
    assert long < 0.15


def test_dates_that_are_not_known_teach_nothing():
    timing = Timing()
    timing.learn_from([PastAllocation("R1", DAY, 100, "EUR", "Bakery", "", "", "C1", "I1", 100)])
    assert timing == Timing()


@given(st.lists(st.integers(-40, 60), min_size=1, max_size=7))
def test_the_chances_of_all_sets_add_up_to_one(lates):
    items = [owed(n, 100 + n, late) for n, late in enumerate(lates)]
    each = EachItem(items, Timing().shares(items, DAY))
    sets = (chosen for size in range(1, len(items) + 1) for chosen in combinations(items, size))
    assert sum(exp(each.log_chance(chosen)) for chosen in sets) == pytest.approx(1.0)


@settings(max_examples=30)
@given(st.data())
def test_a_payment_that_leaves_a_few_due_items_out_is_found(data):
    amounts = data.draw(st.lists(st.integers(1_000, 900_000), min_size=12, max_size=25, unique=True))
    items = [owed(n, amount, late=2) for n, amount in enumerate(amounts)]
    left_out = data.draw(st.sets(st.integers(0, len(items) - 1), max_size=3))
    paid = [item for n, item in enumerate(items) if n not in left_out]
    each = EachItem(items, Timing().shares(items, DAY))
    found = [{item.key for item in chosen} for chosen in each.sets(sum(item.open_amount for item in paid))]
    assert {item.key for item in paid} in found
    assert all(
        sum(i.open_amount for i in items if i.key in keys) == sum(i.open_amount for i in paid)
        for keys in found
    )
