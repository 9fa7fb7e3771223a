"""Which lines each business event has; whatever the rates, entries balance and clearing is worth nil."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.ledger import Entry, postings
from duebook.core.ledger.postings import ItemRef, Side, share

DAY = date(2026, 2, 10)
ITEM = ItemRef("C1/R1", "C1")


def booked(entry: Entry) -> dict[str, int]:
    return {f"{line.account} {line.currency}": line.amount for line in entry.lines}


EUR = Side("EUR", 100_00, 100_00)
EVENTS = [
    (postings.invoice("k", ITEM, EUR, DAY), {"receivables EUR": 100_00, "invoiced EUR": -100_00}),
    (postings.settled_elsewhere("k", ITEM, EUR, DAY),
     {"receivables EUR": -100_00, "settled_elsewhere EUR": 100_00}),
    (postings.difference("k", "discounts", ITEM, EUR, DAY, "discount"),
     {"receivables EUR": -100_00, "discounts EUR": 100_00}),
    (postings.receipt("k", "r", EUR, DAY), {"bank EUR": 100_00, "unidentified_receipts EUR": -100_00}),
    (postings.identification("k", "r", "C1", EUR, DAY),
     {"unidentified_receipts EUR": 100_00, "unapplied_cash EUR": -100_00}),
    (postings.parking("k", "r", EUR, DAY),
     {"unidentified_receipts EUR": 100_00, "other_bank_movements EUR": -100_00}),
    (postings.returned("k", "r", "C1", EUR, DAY), {"unapplied_cash EUR": 100_00, "bank EUR": -100_00}),
    (postings.returned("k", "r", "", EUR, DAY), {"unidentified_receipts EUR": 100_00, "bank EUR": -100_00}),
    (postings.bank_movement("k", "bank_charges", -EUR, DAY),
     {"bank EUR": -100_00, "bank_charges EUR": 100_00}),
    (postings.allocation("k", "r", "C1", EUR, ITEM, EUR, DAY, "EUR"),
     {"unapplied_cash EUR": 100_00, "receivables EUR": -100_00}),
    (postings.set_off("k", ItemRef("C1/G1", "C1"), EUR, ITEM, EUR, DAY, "EUR"), {"receivables EUR": -100_00}),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "lines"), EVENTS)
def test_each_event_has_its_two_sides(entry, lines):
    assert booked(entry) == lines
    assert len(entry.lines) == 2


def test_a_dollar_invoice_paid_in_euro_realises_the_gain():
    """IAS 21.28: 1,000 dollars booked at 900 euro are settled by 920 euro."""
    entry = postings.allocation(
        "k", "r", "C1", Side("EUR", 920_00, 920_00), ITEM, Side("USD", 1000_00, 900_00), DAY, "EUR"
    )
    assert booked(entry) == {
        "unapplied_cash EUR": 920_00,
        "receivables USD": -1000_00,
        "exchange_clearing EUR": -900_00,
        "exchange_clearing USD": 1000_00,
        "exchange_difference EUR": -20_00,
    }


def test_money_and_settled_amount_of_one_currency_are_the_same():
    with pytest.raises(ValueError, match="book the difference by itself"):
        postings.allocation("k", "r", "C1", Side("EUR", 99, 99), ITEM, Side("EUR", 100, 100), DAY, "EUR")


AMOUNTS = st.integers(1, 10**9)
CURRENCY = st.sampled_from(["EUR", "USD", "GBP"])


@st.composite
def sides(draw):
    """Two sides of one settlement; in company currency the value is the amount."""
    amount = draw(AMOUNTS)
    pair = []
    for currency in (draw(CURRENCY), draw(CURRENCY)):
        own = amount if not pair or currency == pair[0].currency else draw(AMOUNTS)
        pair.append(Side(currency, own, own if currency == "EUR" else draw(AMOUNTS)))
    return tuple(pair)


@given(sides())
def test_any_two_currencies_balance_and_clearing_is_worth_nil(pair):
    money, settled = pair
    entry = postings.allocation("k", "r", "C1", money, ITEM, settled, DAY, "EUR")
    clearing = [line.base for line in entry.lines if line.account == "exchange_clearing"]
    gains = [line.base for line in entry.lines if line.account == "exchange_difference"]
    assert sum(clearing) == 0
    assert -sum(gains) == money.base - settled.base
    assert all(line.amount == line.base for line in entry.lines if line.currency == "EUR")


@given(st.integers(1, 10**6), st.integers(0, 10**7), st.lists(st.integers(1, 10**5), max_size=20))
def test_parts_take_their_share_and_the_last_takes_what_is_left(amount, base, parts):
    left, worth = amount, base
    for part in [*parts, amount]:
        part = min(part, left)
        taken = share(left, worth, part)
        assert 0 <= taken <= worth
        left, worth = left - part, worth - taken
    assert (left, worth) == (0, 0)
