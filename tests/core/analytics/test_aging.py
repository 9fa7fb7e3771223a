"""Aging as of any day: cases an accountant would check, and what must always hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.analytics import Buckets, aging, items_of
from duebook.core.invoicing import Invoice
from duebook.core.money import MoneyError

TODAY = date(2025, 3, 31)


def invoice(due_in: int = 30, amount: int = 10_000, **other) -> Invoice:
    """Issued sixty days before TODAY; due so many days after TODAY (before, when negative)."""
    values = {
        "customer_id": "C1", "customer_name": "Lind", "invoice_number": "1", "currency": "EUR",
        "issue_date": TODAY - timedelta(60), "due_date": TODAY + timedelta(due_in),
        "amount": amount, "open_amount": 0 if other.get("settled_date") else amount,
    }  # fmt: skip
    return Invoice(**{**values, **other})


@pytest.mark.parametrize(
    ("due_in", "bucket"),
    [(500, 0), (1, 0), (0, 0), (-1, 1), (-30, 1), (-31, 2), (-60, 2), (-61, 3), (-90, 3), (-91, 4), (-120, 4),
     (-121, 5), (-4000, 5)],
)  # fmt: skip
def test_the_bucket_of_a_due_date(due_in, bucket):
    (row,) = aging(items_of([invoice(due_in)]), TODAY)
    assert [place for place, amount in enumerate(row.buckets) if amount] == [bucket]


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        ({}, 10_000),
        ({"open_amount": 4_000}, 4_000),
        ({"issue_date": TODAY}, 10_000),
        ({"issue_date": TODAY + timedelta(1)}, None),
        ({"settled_date": TODAY}, None),
        ({"settled_date": TODAY - timedelta(1)}, None),
        ({"settled_date": TODAY + timedelta(1)}, 10_000),
    ],
)
def test_what_is_open_on_a_day(change, is_open):
    rows = aging(items_of([invoice(**change)]), TODAY)
    assert [row.total for row in rows] == ([] if is_open is None else [is_open])


def test_credit_notes_and_cash_stand_apart_and_are_netted():
    book = [
        invoice(-5, 10_000),
        invoice(-500, -3_000, kind="credit_note"),
        invoice(-5, -2_000, kind="advance"),
    ]
    (row,) = aging(items_of(book), TODAY)
    assert (row.buckets, row.credit_notes, row.unapplied_cash) == ((0, 10_000, 0, 0, 0, 0), -3_000, -2_000)
    assert (row.overdue, row.total) == (10_000, 5_000)


def test_a_customer_whose_credits_equal_his_debts_keeps_his_row():
    (row,) = aging(items_of([invoice(5, 100), invoice(5, -100, kind="credit_note")]), TODAY, by="customer")
    assert (row.customer_id, row.buckets[0], row.total) == ("C1", 100, 0)


def test_currencies_and_customers_have_rows_of_their_own():
    book = [invoice(currency="USD"), invoice(), invoice(customer_id="C0", currency="USD"), invoice()]
    by_customer = aging(items_of(book), TODAY, by="customer")
    assert [(row.customer_id, row.currency, row.total) for row in by_customer] == [
        ("C0", "USD", 10_000),
        ("C1", "EUR", 20_000),
        ("C1", "USD", 10_000),
    ]
    assert [(row.currency, row.total) for row in aging(items_of(book), TODAY)] == [
        ("EUR", 20_000),
        ("USD", 20_000),
    ]


def test_nothing_open():
    assert aging(items_of([]), TODAY) == ()


@pytest.mark.parametrize(
    ("edges", "names"),
    [
        ((30, 60, 90, 120), ("current", "1-30", "31-60", "61-90", "91-120", "121+")),
        ((1,), ("current", "1-1", "2+")),
        ((14, 30), ("current", "1-14", "15-30", "31+")),
    ],
)
def test_names_of_buckets(edges, names):
    assert Buckets(edges).names == names


@pytest.mark.parametrize("edges", [(), (0,), (-1, 5), (30, 30), (60, 30)])
def test_buckets_that_are_none(edges):
    with pytest.raises(ValueError, match="rising"):
        Buckets(edges)


def test_amounts_that_would_wrap_around_are_refused():
    with pytest.raises(MoneyError, match="too large"):
        items_of([invoice(amount=10**18 - 1)] * 10)


days = st.integers(-400, 400).map(lambda number: TODAY + timedelta(number))
invoices = st.builds(
    lambda customer, name, currency, issued, term, amount, kind, settled: invoice(
        customer_id=customer, customer_name=name, currency=currency, issue_date=issued,
        due_date=issued + timedelta(term), kind=kind,
        settled_date=None if settled is None else issued + timedelta(settled),
        amount=-amount if kind in ("credit_note", "advance") else amount,
    ),
    st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["Lind", "LIND AG"]),
    st.sampled_from(["EUR", "JPY"]), days, st.integers(0, 90), st.integers(1, 10**15),
    st.sampled_from(["invoice", "credit_note", "advance", "fee"]), st.none() | st.integers(0, 200),
)  # fmt: skip
books = st.lists(invoices, max_size=12)
edge_lists = st.lists(st.integers(1, 400), min_size=1, max_size=5, unique=True).map(sorted)


def open_on(one: Invoice, day: date) -> int:
    """The rule in its plainest words, to hold the columns against."""
    if one.issue_date > day or (one.settled_date and one.settled_date <= day):
        return 0
    return one.amount if one.settled_date else one.open_amount


@given(books, days, edge_lists, st.sampled_from(["customer", "currency"]))
def test_the_buckets_add_up_to_what_is_open(book, day, edges, by):
    rows = aging(items_of(book), day, Buckets(tuple(edges)), by)
    for currency in ("EUR", "JPY"):
        total = sum(open_on(one, day) for one in book if one.currency == currency)
        assert sum(row.total for row in rows if row.currency == currency) == total


@given(books, days, st.randoms())
def test_the_order_of_the_input_does_not_matter(book, day, chance):
    shuffled = chance.sample(book, len(book))
    assert aging(items_of(shuffled), day, by="customer") == aging(items_of(book), day, by="customer")


@given(books, days, st.integers(1, 500))
def test_a_past_day_is_unchanged_by_later_settlements(book, day, later):
    settled = [
        one if one.settled_date else replace(one, settled_date=day + timedelta(later), open_amount=0)
        for one in book
    ]
    assert aging(items_of(settled), day, by="customer") == aging(items_of(book), day, by="customer")


@given(books, books, days)
def test_later_documents_do_not_change_a_past_day(book, more, day):
    future = [one for one in more if one.issue_date > day]
    totals = [
        (row.customer_id, row.currency, row.buckets, row.total)
        for row in aging(items_of(book), day, by="customer")
    ]
    assert totals == [
        (row.customer_id, row.currency, row.buckets, row.total)
        for row in aging(items_of(book + future), day, by="customer")
    ]
