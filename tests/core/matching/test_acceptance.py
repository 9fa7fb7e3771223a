"""What users of other systems suffer from when cash is applied; the numbers are those of the list we keep."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duebook.core.matching import OpenItem
from tests.core.matching.book import DAY, decide, item, paid, paid_before, receipt


def test_1_of_two_equal_amounts_the_named_one_is_paid() -> None:
    items = [item("INV-101", 10_000), item("INV-102", 10_000)]
    (proposal,) = decide(receipt(10_000, "invoice INV-102"), items)
    assert (proposal.decision, paid(proposal)) == ("auto", {"INV-102": 10_000})


def test_1_of_two_equal_amounts_and_no_word_a_person_chooses() -> None:
    items = [item("INV-101", 10_000), item("INV-102", 10_000)]
    (proposal,) = decide(receipt(10_000), items)
    assert proposal.decision == "review"
    assert len(proposal.alternatives) == 1


def test_1_a_habit_does_not_choose_between_equal_amounts() -> None:
    items = [
        item("INV-101", 55_041, due_date=DAY - timedelta(days=2)),
        item("INV-102", 278_518),
        item("INV-103", 55_041, due_date=DAY + timedelta(days=1)),
        item("INV-104", 31_337, due_date=DAY + timedelta(days=9)),
    ]
    history = paid_before("A1", "Bakery Brown Ltd", 30)
    (proposal,) = decide(receipt(333_559, payer_account="A1"), items, history)
    assert proposal.decision == "review"
    assert "the same amount" in proposal.reason


@pytest.mark.parametrize("text", ["EVENT-0005", "EVENT 5", "event5", "EVENT-\n00005"])
def test_2_zeros_case_separators_and_line_breaks_do_not_matter(text: str) -> None:
    items = [item("EVENT-00005", 2_345), item("EVENT-50", 2_345, "Florist Green Ltd")]
    (proposal,) = decide(receipt(2_345, text, name=""), items)
    assert (proposal.decision, paid(proposal)) == ("auto", {"EVENT-00005": 2_345})


def test_3_a_number_inside_another_is_no_hit() -> None:
    (proposal,) = decide(receipt(5_000, "INV-12", name="Somebody"), [item("INV-1", 7_777)])
    assert proposal.decision == "unmatched"


def test_4_short_numbers_are_matched_when_the_rest_agrees() -> None:
    items = [item("7", 12_345), item("8", 12_345), item("9", 40_000)]
    (proposal,) = decide(receipt(12_345, "invoice 7"), items, paid_before("A1", "Bakery Brown Ltd"))
    assert paid(proposal) == {"7": 12_345}


def test_5_what_is_paid_or_not_issued_yet_is_no_candidate() -> None:
    items = [item("INV-101", 0), item("INV-102", 5_000, issue_date=DAY + timedelta(days=1))]
    (proposal,) = decide(receipt(5_000, "INV-101 INV-102"), items)
    assert (proposal.decision, proposal.allocations) == ("unmatched", ())


def test_6_half_is_applied_and_the_second_half_closes_it() -> None:
    open_item = item("INV-2025-101", 10_000)
    (first,) = decide(receipt(5_000, "part payment INV-2025-101"), [open_item])
    assert (first.decision, paid(first)) == ("auto", {"INV-2025-101": 5_000})
    assert (first.difference, first.difference_reason) == (5_000, "partial")
    rest = replace(open_item, open_amount=5_000, amount=10_000)
    (second,) = decide(receipt(5_000, "INV-2025-101 rest"), [rest])
    assert (second.decision, paid(second), second.difference) == ("auto", {"INV-2025-101": 5_000}, 0)


def _many(count: int) -> list[OpenItem]:
    return [item(f"INV-{20_000 + n}", 1_003 + 7 * n * n % 9_973) for n in range(count)]


@pytest.mark.parametrize("count", [2, 15, 800])
def test_7_one_receipt_for_many_items_named_in_text_or_structured(count: int) -> None:
    items = _many(count + 20)
    numbers = [i.number for i in items[:count]]
    total = sum(i.open_amount for i in items[:count])
    in_text, structured = (
        decide([receipt(total, " ".join(numbers))], items),
        decide([receipt(total, references=tuple(numbers))], items),
    )
    for (proposal,) in (in_text, structured):
        assert proposal.decision == "auto"
        assert set(paid(proposal)) == set(numbers)


def test_7_one_receipt_for_all_open_items_without_a_word() -> None:
    items = [item("INV-101", 10_013), item("INV-102", 20_057), item("INV-103", 7_331)]
    (proposal,) = decide(receipt(37_401, payer_account="A1"), items, paid_before("A1", "Bakery Brown Ltd"))
    assert (proposal.decision, len(proposal.allocations)) == ("auto", 3)
    assert "all 3 open items" in proposal.reason


def test_7_two_sets_with_equal_sums_are_both_shown() -> None:
    items = [item("A-1", 10_000), item("A-2", 20_000), item("A-3", 12_500), item("A-4", 17_500)]
    (proposal,) = decide(receipt(30_000), items)
    sets = [set(paid(proposal)), *({a.number for a in other.allocations} for other in proposal.alternatives)]
    assert proposal.decision == "review"
    assert {"A-1", "A-2"} in sets
    assert {"A-3", "A-4"} in sets


def test_8_one_line_for_three_customers_that_names_everything() -> None:
    items = [
        item("INV-20001", 10_013, "Ape"),
        item("INV-20002", 20_057, "Bee"),
        item("INV-20003", 731, "Cat"),
    ]
    (proposal,) = decide(receipt(30_801, "INV-20001, INV-20002, INV-20003", name="Factor AG"), items)
    assert (proposal.decision, len({a.customer_id for a in proposal.allocations})) == ("auto", 3)


@pytest.mark.parametrize("payer", ["Factor AG", "J Smith", "District Court", "Brown Holding SE", ""])
def test_8_whoever_pays_the_named_item_is_paid(payer: str) -> None:
    items = [item("INV-20001", 10_013), item("INV-20002", 10_013, "Florist Green Ltd")]
    (proposal,) = decide(receipt(10_013, "INV-20001", name=payer, payer_account="X9"), items)
    assert (proposal.decision, paid(proposal)) == ("auto", {"INV-20001": 10_013})


def test_8_an_account_that_pays_for_several_customers_decides_nothing_alone() -> None:
    items = [item("INV-101", 10_000, "Ape"), item("INV-102", 10_000, "Bee")]
    history = [*paid_before("A1", "Ape"), *paid_before("A1", "Bee")]
    (proposal,) = decide(receipt(10_000, name="Factor AG", payer_account="A1"), items, history)
    assert proposal.decision == "review"


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (99_999, "rounding"),
        (100_001, "rounding"),
        (99_500, "bank_fee"),
        (99_000, "discount"),
        (98_000, "discount"),
        (97_000, "discount"),
        (91_234, "deduction"),
        (50_000, "partial"),
    ],
)
def test_9_a_named_item_paid_a_little_short(amount: int, reason: str) -> None:
    items = [item("INV-2025-0101", 100_000), item("INV-2025-0102", 77_777)]
    (proposal,) = decide(receipt(amount, "INV-2025-0101"), items)
    assert proposal.difference_reason == reason
    assert [line.number for line in proposal.allocations] == ["INV-2025-0101"]
    assert sum(line.amount for line in proposal.allocations) + proposal.unallocated == amount


def test_9_what_the_payer_says_each_item_gets_is_believed() -> None:
    items = [item("INV-20001", 100_000), item("INV-20002", 50_000)]
    told = (("INV-20001", 60_000), ("INV-20002", 5_000))
    (proposal,) = decide(receipt(65_000, amounts_by_reference=told), items)
    assert (proposal.decision, paid(proposal)) == ("auto", dict(told))
    (unclear,) = decide(receipt(65_000, references=("INV-20001", "INV-20002")), items)
    assert unclear.decision == "review"


def test_9_the_fee_the_bank_reports_is_a_fee() -> None:
    (proposal,) = decide(receipt(99_000, "INV-2025-0101", charges=1_000), [item("INV-2025-0101", 100_000)])
    assert (proposal.decision, proposal.difference_reason) == ("auto", "bank_fee")


def test_10_what_is_paid_too_much_stays_unapplied() -> None:
    (proposal,) = decide(receipt(110_000, "INV-2025-0101"), [item("INV-2025-0101", 100_000)])
    assert (paid(proposal), proposal.unallocated) == ({"INV-2025-0101": 100_000}, 10_000)
    assert proposal.difference_reason == "overpaid"


@pytest.mark.parametrize("words", ["INV-20001 - INV-20004", "INV-20001 bis 20004", "20001 to 20004"])
def test_a_range_of_numbers(words: str) -> None:
    items = [item(f"INV-{20_000 + n}", 10_013 * n + 37 * n * n) for n in range(1, 7)]
    (proposal,) = decide(receipt(sum(i.open_amount for i in items[:4]), words), items)
    assert (proposal.decision, len(proposal.allocations)) == ("auto", 4)
    (ends,) = decide(receipt(items[0].open_amount + items[3].open_amount, words), items)
    assert set(paid(ends)) == {"INV-20001", "INV-20004"}


def test_credit_notes_are_set_off() -> None:
    items = [item("INV-20001", 100_000), item("CN-3001", -10_013, kind="credit_note")]
    (proposal,) = decide(receipt(89_987, "INV-20001 less CN-3001"), items)
    assert (proposal.decision, paid(proposal)) == ("auto", {"INV-20001": 100_000, "CN-3001": -10_013})


def test_currencies_never_mix() -> None:
    (proposal,) = decide(receipt(10_013, "INV-20001", currency="USD"), [item("INV-20001", 10_013)])
    assert proposal.decision == "unmatched"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("FINANZAMT MITTE", "USt 11/2019"),
        ("Allianz Versicherung", "Schaden 4711-19"),
        ("Own account", "sweep"),
    ],
)
def test_money_that_is_not_from_customers(name: str, text: str) -> None:
    (proposal,) = decide(receipt(12_345, text, name=name), [item("INV-20001", 10_013)])
    assert proposal.decision == "not_customer"
