"""Each peer on three open items, decided as its authors' rules decide."""

from datetime import date

import pytest

from bench.cash.peers import PEERS
from bench.cash.peers.odoo import numerical_tokens
from duebook.core.matching import OpenItem, PastAllocation, Receipt

DAY = date(2025, 3, 14)
NAIVE, ODOO, PRETIX, TRYTON, ERPNEXT = PEERS


def item(number: str, amount: int, customer: str = "C1", due: int = 1) -> OpenItem:
    return OpenItem(
        number, customer, f"{customer} Ltd", number, "EUR", amount, date(2025, 2, due), date(2025, 3, due)
    )


ITEMS = [item("RG-10001", 100, due=1), item("RG-10002", 250, due=5), item("RG-10003", 70, "C2")]
HISTORY = [PastAllocation("P1", date(2025, 1, 1), 1, "EUR", "x", "ACC1", "", "C1", "RG-9", 1)]


@pytest.mark.parametrize(
    ("peer", "amount", "text", "decision", "items"),
    [
        (NAIVE, 350, "RG-10001 RG-10002", "auto", {"RG-10001": 100, "RG-10002": 250}),
        (NAIVE, 250, "thanks", "auto", {"RG-10002": 250}),
        (NAIVE, 350, "thanks", "auto", {"RG-10001": 100, "RG-10002": 250}),
        (NAIVE, 90, "RG-10001", "review", {"RG-10001": 90}),
        (ODOO, 350, "RG-10001, RG-10002", "auto", {"RG-10001": 100, "RG-10002": 250}),
        (ODOO, 90, "RG-10001", "review", {"RG-10001": 90}),  # no tolerance: proposed as underpaid
        (ODOO, 120, "RG-10001", "auto", {"RG-10001": 100}),  # more than owed is posted
        (ODOO, 100, "thanks", "review", {"RG-10001": 100}),  # without tokens never by itself
        (ODOO, 120, "thanks", "review", {"RG-10001": 100, "RG-10002": 20}),  # the oldest first
        (ODOO, 70, "RG-10003", "review", {"RG-10001": 70}),  # another partner's is not looked at
        (PRETIX, 350, "RG- 10001 and RG-10\n002", "auto", {"RG-10001": 100, "RG-10002": 250}),
        (PRETIX, 340, "RG-10001 RG-10002", "review", {"RG-10001": 100, "RG-10002": 240}),
        (PRETIX, 90, "RG-10001", "auto", {"RG-10001": 90}),  # one code: whatever the amount
        (PRETIX, 250, "thanks", "unmatched", {}),
        (TRYTON, 90, "Invoice RG-10001", "auto", {"RG-10001": 90}),
        (TRYTON, 350, "RG-10001 RG-10002", "unmatched", {}),
        (TRYTON, 70, "RG-10003", "unmatched", {}),  # the account's party is another
        (ERPNEXT, 100, "RG-10001", "auto", {"RG-10001": 100}),
        (ERPNEXT, 250, "Invoice RG-10002", "review", {"RG-10002": 250}),  # not equal; first by amount
    ],
)
def test_decides_as_the_peer(peer: str, amount: int, text: str, decision: str, items: dict[str, int]) -> None:
    receipt = Receipt("R1", DAY, amount, "EUR", "C1 Ltd", "ACC1", text)
    given = PEERS[peer]([receipt], ITEMS, HISTORY)["R1"]
    assert (given.decision, dict(given.items)) == (decision, items)


@pytest.mark.parametrize("peer", PEERS)
def test_no_item_is_applied_twice(peer: str) -> None:
    twice = [Receipt(f"R{n}", DAY, 100, "EUR", "C1 Ltd", "ACC1", "RG-10001") for n in (1, 2)]
    given = PEERS[peer](twice, ITEMS, HISTORY)
    assert given["R1"].decision == "auto"
    assert given["R2"].decision != "auto"


def test_tokens_of_odoo_have_four_digits_and_no_signs() -> None:
    assert numerical_tokens("RG-2024/0017 of May, 123 A1B2C3D4") == ["20240017", "1234"]
