"""The figures of collection, beyond the worked example of docs/algorithms/kpis.md."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.analytics import Figures, figures, items_of, kpis
from duebook.core.analytics.ratios import ratio, rounded
from tests.core.analytics.test_aging import TODAY, books, days, invoice


def of(sales=9_000, opening=1_000, closing=3_000, overdue=1_000, days=90, months=((31, 4_000), (28, 5_000))):
    return kpis(Figures("EUR", days, sales, opening, closing, overdue, months))


def test_the_ratios_of_plain_figures():
    found = of()
    assert found.turnover == Decimal("4.50")
    assert found.dso == Decimal("30.00")
    assert found.best_possible_dso == Decimal("20.00")
    assert found.average_days_delinquent == Decimal("10.00")
    assert found.collection_effectiveness == Decimal("87.50")
    assert found.overdue_share == Decimal("0.3333")


@pytest.mark.parametrize(
    ("closing", "months", "expected"),
    [
        (4_000, ((31, 8_000),), "15.50"),
        (8_000, ((31, 8_000), (28, 1)), "31.00"),
        (8_000, ((31, 8_000),), "31.00"),
        (9_000, ((31, 8_000), (28, 2_000)), "45.00"),
        (9_000, ((31, 0), (28, 18_000)), "45.00"),
        (9_000, ((31, -1_000), (28, 20_000)), "45.00"),
        (9_000, ((31, 8_000),), None),
        (9_000, (), None),
        (0, ((31, 8_000),), "0.00"),
        (-5, ((31, 8_000),), "0.00"),
    ],
)
def test_count_back(closing, months, expected):
    found = of(closing=closing, overdue=0, months=months).dso_count_back
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize("sales", [0, -500])
def test_a_period_without_sales_says_nothing_about_days(sales):
    found = of(sales=sales)
    assert (found.turnover, found.dso, found.best_possible_dso, found.average_days_delinquent) == (None,) * 4


def test_nothing_at_all_is_none_everywhere():
    found = of(sales=0, opening=0, closing=0, overdue=0, months=((31, 0),))
    assert [getattr(found, name) for name in found.__slots__ if name != "figures"] == [None] * 7


def test_everything_collected():
    found = of(closing=2_000, overdue=0)
    assert found.collection_effectiveness == 100
    assert (found.overdue_share, found.average_days_delinquent) == (0, 0)


def test_months_are_cut_at_the_last_day_and_go_back_to_the_first_document():
    book = [invoice(issue_date=date(2025, 1, 31), amount=5), invoice(issue_date=date(2025, 3, 10), amount=7),
            invoice(issue_date=date(2025, 3, 11), amount=9)]  # fmt: skip
    (found,) = figures(items_of(book), date(2025, 3, 1), date(2025, 3, 10))
    assert found.months == ((10, 7), (28, 0), (31, 5))
    assert (found.days, found.sales, found.opening) == (10, 7, 5)


@pytest.mark.parametrize(("due_in", "overdue"), [(1, 0), (0, 0), (-1, 10_000)])
def test_what_is_due_on_the_last_day_is_not_overdue(due_in, overdue):
    (found,) = figures(items_of([invoice(due_in)]), TODAY, TODAY)
    assert (found.closing, found.overdue) == (10_000, overdue)


@pytest.mark.parametrize("first", [date.min, date(2024, 1, 1)])
def test_periods_from_the_beginning_of_time(first):
    assert figures(items_of([invoice()]), first, TODAY)[0].opening == 0


def test_a_period_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        figures(items_of([]), TODAY, TODAY - timedelta(1))


@given(books, days, st.integers(0, 200), st.randoms())
def test_figures_hold_together(book, first, length, chance):
    last = first + timedelta(length)
    found = figures(items_of(book), first, last)
    assert found == figures(items_of(chance.sample(book, len(book))), first, last)
    for one in found:
        due = [i for i in book if i.currency == one.currency and i.kind != "advance" and i.issue_date <= last]
        assert sum(sales for _, sales in one.months) == sum(i.amount for i in due)
        assert one.sales == sum(i.amount for i in due if i.issue_date >= first)
        ratios = kpis(one)
        if ratios.dso is not None and ratios.best_possible_dso is not None:
            assert ratios.average_days_delinquent == ratios.dso - ratios.best_possible_dso


@given(books, days, st.integers(0, 200))
def test_a_past_period_is_unchanged_by_what_comes_later(book, first, length):
    last = first + timedelta(length)
    known = [one for one in book if one.issue_date <= last]
    assert [kpis(one) for one in figures(items_of(book), first, last)] == [
        kpis(one) for one in figures(items_of(known), first, last)
    ]


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [((1, 3), 2, "0.33"), ((2, 3), 2, "0.67"), ((1, 8), 2, "0.13"), ((-1, 8), 2, "-0.13"), ((5, 1), 0, "5")],
)
def test_rounding_half_away_from_zero(value, places, expected):
    assert str(rounded(Fraction(*value), places)) == expected
    assert str(ratio(*value, places)) == expected


def test_nothing_to_divide_by():
    assert ratio(1, 0) is None
    assert ratio(1, -1) is None
