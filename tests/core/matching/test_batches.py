"""Receipts that compete for items, and what must hold for every batch."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duebook.core.matching import OpenItem, Proposal, Receipt
from tests.core.matching.book import DAY, decide, item, paid, paid_before, receipt


def test_paid_twice_one_is_applied_the_other_waits_with_the_reason() -> None:
    one = receipt(10_013, "INV-20001", receipt_id="R1")
    two = receipt(10_013, "INV-20001", receipt_id="R2", value_date=DAY + timedelta(days=2))
    first, second = decide([two, one], [item("INV-20001", 10_013)])
    assert (first.receipt_id, first.decision) == ("R1", "auto")
    assert second.decision != "auto"
    assert "second" in second.reason
    assert "R1" in second.reason


def test_the_receipt_that_names_the_item_gets_it() -> None:
    history = paid_before("A1", "Bakery Brown Ltd", 20)
    silent = receipt(10_013, receipt_id="R1", payer_account="A1")
    naming = receipt(10_013, "INV-20001", receipt_id="R2", value_date=DAY + timedelta(days=1))
    first, second = decide([silent, naming], [item("INV-20001", 10_013)], history)
    assert (second.decision, paid(second)) == ("auto", {"INV-20001": 10_013})
    assert first.decision != "auto"


def test_what_others_took_no_longer_confuses() -> None:
    history = paid_before("A1", "Bakery Brown Ltd", 20)
    items = [item("INV-20001", 10_013), item("INV-20002", 20_057), item("INV-20003", 10_013)]
    silent = receipt(30_070, receipt_id="R1", payer_account="A1")
    naming = receipt(10_013, "INV-20001", receipt_id="R2", payer_account="A1")
    (alone,) = decide(silent, items, history)
    beside, named = decide([silent, naming], items, history)
    assert (alone.decision, named.decision, paid(named)) == ("review", "auto", {"INV-20001": 10_013})
    assert (beside.decision, set(paid(beside))) == ("auto", {"INV-20002", "INV-20003"})


def test_two_halves_of_one_batch_close_the_item() -> None:
    halves = [receipt(5_000, "INV-20001", receipt_id=name) for name in ("R1", "R2")]
    first, second = decide(halves, [item("INV-20001", 10_000)])
    assert (first.decision, first.difference_reason, paid(first)) == ("auto", "partial", {"INV-20001": 5_000})
    assert (second.decision, second.difference_reason, paid(second)) == ("auto", "", {"INV-20001": 5_000})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("INV-20001 and INV-29001", 90_000),
        ("INV-20001; INV-20007", 99_960),
        ("INV-20001, INV-20002, INV-20009", 150_000),
    ],
)
def test_what_is_missing_from_the_book_is_not_papered_over(text: str, amount: int) -> None:
    """The payer names a credit note or an invoice we do not have: the rest must not be forced to fit."""
    history = paid_before("A1", "Bakery Brown Ltd", 20)
    items = [item("INV-20001", 100_000), item("INV-20002", 40_000), item("INV-20003", 10_000)]
    (proposal,) = decide(receipt(amount, text, payer_account="A1"), items, history)
    assert proposal.decision != "auto"


@pytest.mark.parametrize(
    "text", ["1 " * 50_000, "9" * 100_000, "INV-20001 " * 10_000, "DE" + "1" * 50_000, "ⅷ²٣ ½"]
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    (proposal,) = decide(receipt(12_345, text), [item("INV-20001", 100_000), item("1", 500)])
    assert len(proposal.allocations) <= 1


AMOUNTS = st.sampled_from([5_000, 10_000, 10_013, 12_345, 20_000, 33_333, 100_000])
TEXTS = st.sampled_from(
    ["", "INV-20001", "INV-20002 INV-20003", "20004", "less damage INV-20001", "payment", "INV 2"]
)


@st.composite
def batches(draw: st.DrawFn) -> tuple[list[Receipt], list[OpenItem]]:
    items = [
        item(
            f"INV-{20_001 + n}",
            draw(AMOUNTS) * draw(st.sampled_from([1, 1, 1, -1])),
            draw(st.sampled_from(["Bakery Brown Ltd", "Bakery Brown GmbH", "Florist Green Ltd"])),
            due_date=DAY + timedelta(days=draw(st.integers(-40, 20))),
        )
        for n in range(draw(st.integers(0, 9)))
    ]
    receipts = [
        receipt(
            draw(AMOUNTS) + draw(st.sampled_from([0, 0, -1, -500, 10_013, 20_000])),
            draw(TEXTS),
            draw(st.sampled_from(["Bakery Brown Ltd", "Bakery", "Florist Green", "J Smith"])),
            receipt_id=f"R{n}",
            payer_account=draw(st.sampled_from(["", "A1"])),
            value_date=DAY + timedelta(days=draw(st.integers(0, 3))),
        )
        for n in range(draw(st.integers(0, 6)))
    ]
    return receipts, items


def run(receipts: list[Receipt], items: list[OpenItem]) -> list[Proposal]:
    return decide(receipts, items, paid_before("A1", "Bakery Brown Ltd"))


@settings(max_examples=60, deadline=None)
@given(batches())
def test_nothing_is_allocated_beyond_receipt_or_item(batch: tuple[list[Receipt], list[OpenItem]]) -> None:
    receipts, items = batch
    proposals = run(receipts, items)
    assert sorted(p.receipt_id for p in proposals) == sorted(r.receipt_id for r in receipts)
    owed = {i.key: i.open_amount for i in items}
    money = {r.receipt_id: r.amount for r in receipts}
    applied: Counter[str] = Counter()
    for proposal in proposals:
        assert proposal.unallocated >= 0
        assert (
            sum(a.amount for a in proposal.allocations) + proposal.unallocated == money[proposal.receipt_id]
        )
        for line in proposal.allocations:
            assert 0 <= line.amount / owed[line.item_key] <= 1
        if proposal.decision == "auto":
            applied.update({line.item_key: line.amount for line in proposal.allocations})
    assert all(abs(applied[key]) <= abs(owed[key]) for key in applied)


@settings(max_examples=40, deadline=None)
@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    batch: tuple[list[Receipt], list[OpenItem]], shuffler: random.Random
) -> None:
    receipts, items = batch
    expected = run(receipts, items)
    shuffler.shuffle(receipts)
    shuffler.shuffle(items)
    assert run(receipts, items) == expected
