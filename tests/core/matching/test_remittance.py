"""A payer's list finds its money, or says why not; what it tells is then believed item by item."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duebook.core.banking import Remittance, RemittanceLine
from duebook.core.matching import Receipt, pair
from tests.core.matching.book import DAY, decide, item, paid, receipt


def told(*gets: tuple[str, int], **changes: Any) -> Remittance:
    """A remittance of DAY for its documents and their amounts."""
    lines = tuple(
        RemittanceLine(name, amount, place=f"row {row}") for row, (name, amount) in enumerate(gets, 2)
    )
    values: dict[str, Any] = {
        "file": "advice.csv",
        "place": "row 2",
        "currency": "EUR",
        "total": sum(amount for _, amount in gets),
        "lines": lines,
        "payment_date": DAY,
        "payer_name": "Bakery Brown",
    }
    return Remittance(**{**values, **changes})


TWO = (("INV-1", 6000), ("INV-2", 4000))


def test_eight_hundred_invoices_in_one_payment_are_applied_at_once() -> None:
    items = [item(f"INV-{100000 + n}", 1000 + 37 * n % 9000) for n in range(2000)]
    gets = [(each.number, each.open_amount) for each in items[:800]]
    money = receipt(sum(amount for _, amount in gets), "see our advice")
    pairing = pair([money], [told(*gets)])
    (proposal,) = decide(pairing.receipts, items)
    assert pairing.unpaired == ()
    assert (proposal.decision, paid(proposal)) == ("auto", dict(gets))


def test_each_item_gets_what_the_payer_says() -> None:
    """Without the list the missing 10.00 could be missing anywhere."""
    items = [item("INV-1", 6000), item("INV-2", 5000)]
    (proposal,) = decide(pair([receipt(10000, "advice follows")], [told(*TWO)]).receipts, items)
    assert paid(proposal) == {"INV-1": 6000, "INV-2": 4000}


FITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "total, day and payer": ({}, {}),
    "reference as end-to-end id": (
        {"end_to_end_id": "AV-0815/7", "name": "Treasury"}, {"payment_reference": "av08157"}),
    "reference in the text": ({"text": "Avis AV-08157, thanks"}, {"payment_reference": "AV08157"}),
    "reference, whatever the day": (
        {"references": ("AV-0815",)}, {"payment_reference": "AV-0815", "payment_date": date(2024, 1, 1)}),
    "reference, total not told": (
        {"end_to_end_id": "AV-0815"}, {"payment_reference": "AV-0815", "total": None}),
    "no day told": ({}, {"payment_date": None}),
    "ten days on the way": ({"value_date": DAY + timedelta(days=10)}, {}),
    "account instead of name": (
        {"payer_account": "DE1", "name": "Treasury"}, {"payer_account": "DE1", "payer_name": "Brown Group"}),
    "paid for another": ({"name": "Factor Bank", "ultimate_payer": "Bakery Brown Ltd"}, {}),
    "spelled otherwise": ({"name": "BÄCKEREI BROWN GMBH"}, {"payer_name": "Baeckerei Brown"}),
    "payer not told, several documents": ({}, {"payer_name": ""}),
}  # fmt: skip

DIFFERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another amount": ({"amount": 9999}, {}),
    "another amount, though named": (
        {"amount": 9999, "end_to_end_id": "AV-0815"}, {"payment_reference": "AV-0815"}),
    "another currency": ({"currency": "USD"}, {}),
    "another payer": ({"name": "Florist Green"}, {}),
    "long before": ({"value_date": DAY - timedelta(days=4)}, {}),
    "long after": ({"value_date": DAY + timedelta(days=11)}, {}),
    "payer not told, one document": ({}, {"payer_name": "", "lines": (RemittanceLine("INV-1", 10000),)}),
    "total not told": ({}, {"total": None}),
}  # fmt: skip


def money_of(**changes: Any) -> Receipt:
    return receipt(**{"amount": 10000, **changes})


@pytest.mark.parametrize("case", FITS)
def test_what_belongs_together(case: str) -> None:
    of_receipt, of_remittance = FITS[case]
    pairing = pair([money_of(**of_receipt)], [told(*TWO, **of_remittance)])
    assert pairing.unpaired == ()
    assert pairing.receipts[0].amounts_by_reference == TWO


@pytest.mark.parametrize("case", DIFFERS)
def test_what_does_not(case: str) -> None:
    of_receipt, of_remittance = DIFFERS[case]
    money = money_of(**of_receipt)
    pairing = pair([money], [told(*TWO, **of_remittance)])
    assert pairing.receipts == (money,)
    (notice,) = pairing.unpaired
    assert (notice.file, notice.place) == ("advice.csv", "row 2")
    assert "fits no receipt" in notice.what
    assert ("add a column payer" in notice.todo) == (case == "payer not told, one document")


def test_two_equal_totals_on_one_day_are_not_paired() -> None:
    money = [money_of(receipt_id="R1"), money_of(receipt_id="R2")]
    pairing = pair(money, [told(*TWO)])
    assert pairing.receipts == tuple(money)
    assert "fits receipts R1, R2" in pairing.unpaired[0].what


def test_nor_two_lists_of_one_total() -> None:
    money = money_of()
    pairing = pair([money], [told(*TWO), told(("INV-3", 10000), place="row 9")])
    assert pairing.receipts == (money,)
    assert [notice.place for notice in pairing.unpaired] == ["row 2", "row 9"]
    assert "fits receipt R1, as other remittances do" in pairing.unpaired[0].what


def test_references_tell_equal_totals_apart() -> None:
    money = [money_of(receipt_id="R1", end_to_end_id="A1"), money_of(receipt_id="R2", end_to_end_id="A2")]
    second = told(("INV-3", 10000), payment_reference="A2", place="row 9")
    pairing = pair(money, [second, told(*TWO)])
    assert pairing.unpaired == ()
    assert [each.amounts_by_reference for each in pairing.receipts] == [TWO, (("INV-3", 10000),)]


def test_the_same_list_twice_is_one() -> None:
    pairing = pair([money_of()], [told(*TWO), told(*TWO, file="again.csv", place="row 7")])
    assert (pairing.unpaired, pairing.receipts[0].amounts_by_reference) == ((), TWO)


def test_a_list_that_contradicts_the_payers_own_text_is_left_to_a_person() -> None:
    """The same amount each month: April's money must not pay March because March's list came late."""
    items = [item("INV-70003", 10000), item("INV-70004", 10000)]
    pairing = pair([money_of(text="Invoice INV-70004")], [told(("INV-70003", 10000))])
    assert decide(pairing.receipts, items)[0].decision == "review"


def test_what_the_bank_says_itself_is_kept() -> None:
    money = money_of(amounts_by_reference=(("INV-9", 10000),))
    assert pair([money], [told(*TWO)]).receipts[0].amounts_by_reference == (("INV-9", 10000),)


def test_lines_without_amount_are_named_and_reasons_are_told() -> None:
    lines = (
        RemittanceLine("INV-1", 9000, 500, "damaged"),
        RemittanceLine("INV-2", None),
        RemittanceLine("INV-1", 1000),
    )
    (money,) = pair([money_of(text="advice")], [told(*TWO, lines=lines, text="March")]).receipts
    assert (money.amounts_by_reference, money.references) == ((("INV-1", 10000),), ("INV-2",))
    assert money.remittance == "advice\nMarch\ndamaged"


def test_thousands_of_equal_amounts_take_no_time() -> None:
    money = [money_of(receipt_id=f"R{n}") for n in range(5000)]
    many = [told((f"INV-{n}", 10000), place=f"row {n}", payment_reference="SAME") for n in range(5000)]
    assert len(pair(money, many).unpaired) == 5000


SMALL = st.integers(1, 3)
SOME = st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=6)


@settings(max_examples=200)
@given(SOME, SOME, st.randoms(use_true_random=False))
def test_each_is_used_once_and_order_does_not_matter(
    came: list[tuple[int, int, int]], said: list[tuple[int, int, int]], chance: random.Random
) -> None:
    week = [DAY + timedelta(days=5 * n) for n in range(4)]
    money = [
        money_of(receipt_id=f"R{n}", amount=amount, end_to_end_id=f"E{name}", value_date=week[day])
        for n, (amount, name, day) in enumerate(came)
    ]
    lists = [
        told((f"INV-{n}", amount), payment_reference=f"E{name}" if day > 1 else "", place=f"row {n}")
        for n, (amount, name, day) in enumerate(said)
    ]
    pairing = pair(money, lists)
    filled = [each for each in pairing.receipts if each.amounts_by_reference]
    assert len(filled) + len(pairing.unpaired) == len(lists)
    assert all(sum(amount for _, amount in each.amounts_by_reference) == each.amount for each in filled)
    shuffled = chance.sample(lists, len(lists)), chance.sample(money, len(money))
    again = pair(shuffled[1], shuffled[0])
    assert set(again.receipts) == set(pairing.receipts)
    assert set(again.unpaired) == set(pairing.unpaired)
