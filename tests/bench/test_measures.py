"""The measures of the cash benchmark, on answers made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.cash.measures import Measures, curve, interval, measured, upper_bound
from bench.cash.scoring import Scored, outcomes, scored
from bench.cash.values import Answer, Given

TRUTH = {
    "R1": Answer("exact", "list", items={"A": 100, "B": 50}),
    "R2": Answer("exact", "list", items={"C": 70}),
    "R3": Answer("partial", "thanks", items={"D": 30}),
    "R4": Answer("not_customer", "-"),
    "R5": Answer("exact", "list", twin="R6", items={"E": 10}),
    "R6": Answer("paid_twice", "list", twin="R5", items={"E": 10}),
    "R7": Answer("missing", "list"),
}
GOT = {
    "R1": Given("auto", {"A": 100, "B": 50}, 0.999),
    "R2": Given("auto", {"X": 70}, 0.99),
    "R3": Given("review", {"D": 30}, 0.9),
    "R4": Given("not_customer"),
    "R5": Given("auto", {"E": 10}, 0.999),
    "R6": Given("auto", {"E": 10}, 0.5),
}


def judged(truth: dict[str, Answer] = TRUTH, got: dict[str, Given] = GOT) -> list[Scored]:
    return scored(truth, got)


def test_every_receipt_has_one_outcome() -> None:
    assert outcomes(judged()) == {
        "R1": "auto & right",
        "R2": "auto & WRONG",
        "R3": "review, best right",
        "R4": "left",
        "R5": "auto & right",
        "R6": "auto & WRONG",
        "R7": "left",
    }


def test_shares_are_of_receipts_that_pay_items_of_the_list() -> None:
    m = measured(judged())
    assert (m.receipts, m.customers, m.auto, m.wrong, m.right, m.best) == (7, 4, 4, 2, 2, 3)
    assert (m.right_share, m.best_share, m.wrong_share) == (0.5, 0.75, 0.5)


def test_lines_are_counted_one_by_one() -> None:
    m = measured(judged())
    assert (m.lines, m.lines_right, m.lines_due) == (5, 4, 5)


@pytest.mark.parametrize(
    ("items", "right"),
    [
        ({"A": 100, "B": 50}, True),
        ({"A": 90, "B": 60}, True),  # how a difference is spread does not count
        ({"A": 100, "B": 40}, False),  # the total does
        ({"A": 150}, False),
        ({"A": 100, "B": 50, "C": 0}, False),
        ({}, False),
    ],
)
def test_right_means_the_right_items_and_the_right_total(items: dict[str, int], right: bool) -> None:
    (each,) = judged({"R1": TRUTH["R1"]}, {"R1": Given("auto", items, 1.0)})
    assert each.right is right


def test_of_two_payments_for_the_same_either_may_be_applied() -> None:
    second = {"R5": Given("review", {"E": 10}, 0.5), "R6": Given("auto", {"E": 10}, 0.999)}
    assert outcomes(judged({r: TRUTH[r] for r in ("R5", "R6")}, second))["R6"] == "auto & right"


@pytest.mark.parametrize(
    ("wrong", "of", "bound"),
    [(0, 59, 0.0495), (0, 2995, 0.0010), (1, 100, 0.0466), (5, 100, 0.1023), (0, 0, 1.0), (3, 3, 1.0)],
)
def test_the_bound_is_the_one_of_the_tables(wrong: int, of: int, bound: float) -> None:
    assert upper_bound(wrong, of) == pytest.approx(bound, abs=5e-5)


@given(st.integers(0, 20), st.integers(21, 5000))
def test_more_wrong_ones_or_fewer_receipts_never_lower_the_bound(wrong: int, of: int) -> None:
    assert wrong / of < upper_bound(wrong, of) <= upper_bound(wrong + 1, of) + 1e-12
    assert upper_bound(wrong, of + 1) <= upper_bound(wrong, of) + 1e-12


def test_the_curve_adds_the_less_sure_ones_step_by_step() -> None:
    points = curve(judged())
    assert [p.threshold for p in points] == [0.999, 0.99, 0.9, 0.5]
    assert [p.right_share for p in points] == [0.5, 0.5, 0.75, 0.75]
    assert [p.wrong_share for p in points] == [0.0, pytest.approx(1 / 3), 0.25, 0.4]


def test_receipts_of_two_cases_are_no_twins() -> None:
    both = [*scored(TRUTH, GOT, case=1), *scored(TRUTH, GOT, case=2)]
    assert curve(both)[0].right_share == 0.5


def test_the_interval_holds_the_share_and_is_the_same_each_time() -> None:
    cases = [Measures(customers=500, right=right) for right in (440, 460, 450, 455)]
    low, high = interval(cases)
    assert low < 1805 / 2000 < high
    assert high - low < 0.05
    assert (low, high) == interval(cases)
