"""Why another amount came than was owed, and what becomes of the rest by the company's policy."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching import OpenItem, Policy
from duebook.core.matching.claims import claim_in
from duebook.core.matching.differences import Difference, allocate, explain
from tests.core.matching.book import DAY, POLICY, decide, item, paid, receipt

TERMS = "2% 10 Tage, 30 Tage netto"


def told(amount: int, *items: OpenItem, policy: Policy = POLICY, text: str = "", **more: Any) -> Difference:
    total = sum(each.open_amount for each in items)
    return explain(receipt(amount, **more), total, len(items), policy, text, items)


def bill(amount: int, age: int, number: str = "INV-20001", terms: str = TERMS) -> OpenItem:
    """An invoice of ``age`` days."""
    return item(number, amount, issue_date=DAY - timedelta(days=age), terms=terms)


DISCOUNTS = [
    # age of the invoice, paid of 1000.00, terms, reason, detail, given up
    (10, 98_000, TERMS, "discount", "in_time", True),
    (13, 98_000, TERMS, "discount", "in_time", True),
    (14, 98_000, TERMS, "deduction", "late", False),
    (5, 97_000, TERMS, "deduction", "other_rate", False),
    (5, 98_000, "30 days net", "deduction", "other_rate", False),
    (5, 98_000, "", "discount", "", True),
    (40, 97_000, "ZB 014", "discount", "", True),
    (7, 96_000, "4/7 net 30", "discount", "in_time", True),
    (12, 98_000, "3/7, 2/14, net 30", "discount", "in_time", True),
    (12, 97_000, "3/7, 2/14, net 30", "deduction", "late", False),
    (5, 98_000, "3/7, 2/14, net 30", "discount", "in_time", True),
]


@pytest.mark.parametrize(("age", "amount", "terms", "reason", "detail", "closes"), DISCOUNTS)
def test_a_discount_is_judged_by_the_terms(
    age: int, amount: int, terms: str, reason: str, detail: str, closes: bool
) -> None:
    found = told(amount, bill(100_000, age, terms=terms))
    assert (found.reason, found.detail, found.closes) == (reason, detail, closes)


def test_a_company_may_grant_what_is_beyond_the_terms_and_choose_its_days_of_grace() -> None:
    late = bill(100_000, 14)
    generous, strict = replace(POLICY, rates_beyond_terms=True), replace(POLICY, grace_days=0)
    granted = told(98_000, late, policy=generous)
    assert (granted.reason, granted.detail, granted.closes) == ("discount", "late", True)
    assert told(98_000, bill(100_000, 11), policy=strict).detail == "late"


def test_a_discount_is_taken_off_each_item_to_the_cent_as_its_terms_say() -> None:
    bills = (bill(33_333, 5, "A-1"), bill(66_667, 5, "A-2"), bill(10_000, 5, "A-3", "30 days net"))
    found = told(108_000, *bills)
    lines = allocate(bills, found)
    assert [(line.amount, line.difference) for line in lines] == [(32_666, 667), (65_334, 1_333), (10_000, 0)]


def test_a_discount_without_known_terms_is_missing_from_all_items_alike() -> None:
    bills = (item("A-1", 30_000), item("A-2", 70_000))
    assert [line.difference for line in allocate(bills, told(98_000, *bills))] == [600, 1_400]


OTHERS: list[tuple[int, dict[str, Any], str, str, bool]] = [
    # paid of 1000.00, more, reason, detail, given up
    (99_999, {}, "rounding", "", True),
    (99_995, {}, "rounding", "", True),
    (99_500, {}, "bank_fee", "", True),
    (99_000, {"charges": 1_000}, "bank_fee", "told_by_bank", True),
    (91_234, {"text": "LESS DAMAGED GOODS"}, "deduction", "claim", False),
    (91_234, {}, "deduction", "", False),
    (88_766, {"deductions_told": (("INV-20001", 11_234, "price"),)}, "deduction", "told_by_payer", False),
    (98_500, {"deductions_told": (("INV-20001", 1_500, "bank_fee"),)}, "bank_fee", "told_by_payer", True),
    (50_000, {}, "partial", "instalment", False),
    (33_333, {}, "partial", "instalment", False),
    (61_234, {}, "partial", "", False),
    (100_001, {}, "rounding", "", True),
    (110_000, {}, "overpaid", "", False),
]


@pytest.mark.parametrize(("amount", "more", "reason", "detail", "closes"), OTHERS)
def test_other_differences(amount: int, more: dict[str, Any], reason: str, detail: str, closes: bool) -> None:
    found = told(amount, item("INV-20001", 100_000), **more)
    assert (found.reason, found.detail, found.closes) == (reason, detail, closes)


def test_the_tolerance_is_the_smaller_of_amount_and_share() -> None:
    policy = replace(POLICY, tolerance={"EUR": 50}, tolerance_share=Decimal("0.01"))
    assert told(99_950, item("A-1", 100_000), policy=policy).reason == "rounding"
    assert told(950, item("A-1", 1_000), policy=policy).reason != "rounding"
    assert told(990, item("A-1", 1_000), policy=policy).reason == "rounding"


def test_a_fee_that_the_payer_bears_stays_open() -> None:
    theirs = replace(POLICY, we_bear_fees=False)
    bills = (item("INV-20001", 100_000),)
    found = told(99_000, *bills, policy=theirs, charges=1_000)
    assert (found.reason, found.closes) == ("bank_fee", False)
    (line,) = allocate(bills, found)
    assert (line.amount, line.difference, line.difference_reason) == (99_000, 0, "bank_fee")


def test_a_small_claim_is_written_off_a_larger_one_is_opened() -> None:
    policy = replace(POLICY, write_off_below={"EUR": 1_000})
    assert told(99_123, item("A-1", 100_000), policy=policy, text="LESS RETURNS").closes
    assert not told(91_234, item("A-1", 100_000), policy=policy, text="LESS RETURNS").closes


def test_one_of_three_equal_parts_and_then_the_rest() -> None:
    whole = item("INV-20001", 90_000)
    (first,) = decide(receipt(30_000, "INV-20001"), [whole])
    assert (paid(first), first.difference_reason) == ({"INV-20001": 30_000}, "partial")
    rest = replace(whole, amount=90_000, open_amount=30_000)
    (last,) = decide(receipt(30_000, "INV-20001"), [rest])
    assert (paid(last), last.difference) == ({"INV-20001": 30_000}, 0)


WORDS = [
    ("LESS DAMAGED GOODS", "quality"), ("ABZGL. FEHLMENGE", "quantity"), ("RETOURE 4711", "return"),
    ("DIFFÉRENCE DE PRIX", "price"), ("DIFERENCIA DE PRECIO", "price"), ("MERCE MANCANTE", "quantity"),
    ("KORTING", "bonus"), ("ZWROT TOWARU", "return"), ("DIFERENȚĂ DE PREȚ", "price"),
    ("PRIISFERSKIL", "price"),
    ("RETENUE À LA SOURCE", "tax"), ("FRACHTKOSTEN", "freight"), ("KÜRZUNG", "other"), ("THANK YOU", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind"), WORDS)
def test_words_say_what_a_claim_is_about(words: str, kind: str) -> None:
    assert claim_in(words) == kind


@given(
    amounts=st.lists(st.integers(1, 10**7), min_size=1, max_size=6),
    missing=st.integers(-1_000, 10**7),
    terms=st.sampled_from(["", TERMS, "30 days net", "3/7, 2/14, net 30"]),
)
def test_every_cent_is_applied_given_up_or_left(amounts: list[int], missing: int, terms: str) -> None:
    """Whatever the reason: no item gets less than nothing or more than is open, and the sums agree."""
    bills = tuple(bill(amount, 12, f"A-{n}", terms) for n, amount in enumerate(amounts))
    total = sum(amounts)
    amount = max(1, total - missing)
    difference = told(amount, *bills)
    lines = allocate(bills, difference)
    assert all(0 <= line.amount <= each.open_amount for line, each in zip(lines, bills, strict=True))
    assert all(
        line.amount + line.difference <= each.open_amount for line, each in zip(lines, bills, strict=True)
    )
    assert sum(line.amount for line in lines) == min(amount, total)
    if difference.closes and amount < total:
        assert sum(line.difference for line in lines) == total - amount
    else:
        assert not any(line.difference for line in lines)
