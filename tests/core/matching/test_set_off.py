"""A credit note meets the rest of the invoice it was given for."""

from datetime import date

import pytest

from duebook.core.matching import OpenItem
from duebook.core.matching.set_off import set_offs


def item(
    number: str, open_amount: int, amount: int | None = None, customer: str = "C1", currency: str = "EUR"
):
    day = date(2026, 3, 1)
    whole = open_amount if amount is None else amount
    return OpenItem(f"{customer}/{number}", customer, "Acme", number, currency, open_amount, day, day, whole)


SHORT_PAID, CREDIT_NOTE = item("R1", 3000, 50000), item("G1", -3000)


@pytest.mark.parametrize(
    ("items", "pairs"),
    [
        ([SHORT_PAID, CREDIT_NOTE], [("G1", "R1")]),
        ([CREDIT_NOTE, SHORT_PAID], [("G1", "R1")]),
        ([SHORT_PAID, item("G1", -2999)], []),  # a cent is a cent
        ([item("R1", 3000), CREDIT_NOTE], []),  # nobody paid short: the payer may take it off anything
        ([SHORT_PAID, item("R2", 3000, 9000), CREDIT_NOTE], []),  # which of the two?
        ([SHORT_PAID, CREDIT_NOTE, item("G2", -3000)], []),
        ([SHORT_PAID, item("R2", 3000), CREDIT_NOTE], []),
        ([SHORT_PAID, item("G1", -3000, customer="C2")], []),
        ([SHORT_PAID, item("G1", -3000, currency="USD")], []),
    ],
)
def test_only_a_pair_that_is_certain_is_set_off(items, pairs):
    assert [(giver.number, taker.number) for giver, taker in set_offs(items)] == pairs
