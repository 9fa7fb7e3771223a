"""A receipt that the bank converted pays in the currency in which the items are owed."""

from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching import OpenItem, Receipt
from duebook.core.matching.exchange import money_of
from tests.core.matching.book import decide, item, paid, receipt


def dollars(number: str, amount: int, customer: str = "Bakery Brown Ltd") -> OpenItem:
    return item(number, amount, customer, currency="USD")


def euros(amount: int, sent: int, text: str) -> Receipt:
    """Euros that arrived for dollars that were sent."""
    return receipt(amount, text, instructed_amount=sent, instructed_currency="USD")


def test_a_dollar_invoice_is_closed_by_the_dollars_that_were_sent() -> None:
    (proposal,) = decide(euros(91_743, 100_000, "INV-20001"), [dollars("INV-20001", 100_000)])
    assert (paid(proposal), proposal.difference, proposal.unallocated) == ({"INV-20001": 100_000}, 0, 0)
    assert "the payer sent 1000.00 USD" in proposal.reason


def test_without_words_the_payers_items_tell_the_currency() -> None:
    (proposal,) = decide(euros(91_743, 100_013, ""), [dollars("INV-20001", 100_013)])
    assert (paid(proposal), proposal.unallocated) == ({"INV-20001": 100_013}, 0)


def test_who_owes_euros_pays_euros_whatever_he_sent() -> None:
    (proposal,) = decide(euros(91_743, 100_000, "INV-20001"), [item("INV-20001", 91_743)])
    assert (paid(proposal), proposal.unallocated) == ({"INV-20001": 91_743}, 0)


def test_what_was_sent_too_much_is_left_in_the_currency_that_arrived() -> None:
    (proposal,) = decide(euros(91_743, 100_000, "INV-20001"), [dollars("INV-20001", 80_000)])
    assert (paid(proposal), proposal.unallocated) == ({"INV-20001": 80_000}, 91_743 - 73_394)


@given(
    amount=st.integers(1, 10**9), parts=st.lists(st.integers(1, 10**7), min_size=1, max_size=20),
)  # fmt: skip
def test_all_that_was_sent_uses_all_that_arrived_to_the_cent(amount: int, parts: list[int]) -> None:
    money = euros(amount, sum(parts), "")
    used = money_of(money, [("USD", part) for part in parts])
    assert sum(used) == amount
    assert all(abs(one - amount * part / sum(parts)) <= 1 for one, part in zip(used, parts, strict=True))
