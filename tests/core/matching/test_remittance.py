"""A payer's list finds its money, or says why not; what it tells is then believed item by item."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duebook.core.banking import Remittance, RemittanceLine
from duebook.core.matching import Pairing, Receipt, pair
from duebook.core.matching.telling import Match
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


def came(*amounts: int, **changes: Any) -> list[Receipt]:
    return [money_of(receipt_id=f"R{n}", amount=amount, **changes) for n, amount in enumerate(amounts, 1)]


def pairs(pairing: Pairing) -> list[tuple[str, list[str]]]:
    """Of each match the place of the remittance and the receipts."""
    return [(match.remittance.place, [name for name, _ in match.receipts]) for match in pairing.matches]


def test_one_list_covers_several_receipts_and_each_gets_its_part() -> None:
    pairing = pair(came(7000, 3000), [told(("INV-1", 4000), ("INV-2", 3000), ("INV-3", 3000))])
    assert (pairing.unpaired, pairs(pairing)) == ((), [("row 2", ["R1", "R2"])])
    assert [each.references for each in pairing.receipts] == [("INV-1", "INV-2", "INV-3")] * 2, (
        "which of the two of 30.00 is in the second receipt, nobody knows"
    )
    clear = pair(came(7000, 3000), [told(("INV-1", 4500), ("INV-2", 2500), ("INV-3", 3000))])
    assert [each.amounts_by_reference for each in clear.receipts] == [
        (("INV-1", 4500), ("INV-2", 2500)), (("INV-3", 3000),),
    ]  # fmt: skip


def test_several_lists_for_one_receipt() -> None:
    lists = [told(("INV-1", 6000)), told(("INV-2", 4000), place="row 9")]
    pairing = pair([money_of()], lists)
    assert pairs(pairing) == [("row 2", ["R1"]), ("row 9", ["R1"])]
    assert pairing.receipts[0].amounts_by_reference == TWO


TOGETHER: dict[str, tuple[list[Receipt], list[Remittance]]] = {
    "two ways to cover": (came(7000, 3000, 3000), [told(*TWO)]),
    "two lists, each the other half": (
        [money_of()],
        [told(("A", 6000)), told(("B", 4000), place="row 3"), told(("C", 4000), place="row 4")]),
    "another payer's money": (came(7000) + came(3000, name="Florist Green"), [told(*TWO)]),
    "too long apart": (
        came(7000, value_date=DAY - timedelta(days=9)) + came(3000, value_date=DAY + timedelta(days=9)),
        [told(*TWO, payment_date=None)]),
    "five receipts": (came(2000, 2001, 2002, 1999, 1998), [told(*TWO)]),
    "more of them than can be looked through": (came(7000, 3000, *range(1, 12)), [told(*TWO)]),
    "a receipt that another list may be for as well": (
        came(7000, 3000), [told(*TWO), told(("X", 3000), place="row 8"), told(("Y", 3000), place="row 9")]),
}  # fmt: skip


@pytest.mark.parametrize("case", TOGETHER)
def test_what_adds_up_by_chance_is_left_to_a_person(case: str) -> None:
    money, lists = TOGETHER[case]
    pairing = pair(money, lists)
    assert pairing.matches == ()
    assert pairing.receipts == tuple(money)


def test_the_candidates_are_shown() -> None:
    (question,) = pair(came(7000, 3000, 3000), [told(*TWO)]).questions
    assert question.receipts == ("R1", "R2", "R3")
    assert "fits receipts R1, R2, R3" in question.why


def test_more_receipts_than_four_are_covered_by_their_reference() -> None:
    money = came(*[2000] * 5, end_to_end_id="AV-0815", name="Treasury")
    pairing = pair(money, [told(*TWO, payment_reference="AV-0815")])
    assert pairs(pairing) == [("row 2", ["R1", "R2", "R3", "R4", "R5"])]


@pytest.mark.parametrize("changes", [{"total": 9000}, {"doubt": "a row could not be read"}])
def test_of_a_list_that_is_not_to_be_believed_only_the_numbers_are_used(changes: dict[str, Any]) -> None:
    said = told(*TWO, payment_reference="AV-0815", **changes)
    (money,) = pair([money_of(end_to_end_id="AV-0815", amount=said.total)], [said]).receipts
    assert (money.references, money.amounts_by_reference) == (("INV-1", "INV-2"), ())


def test_deductions_travel_with_their_reason() -> None:
    lines = (
        RemittanceLine("INV-1", 6000, 500, "Code 25", reason_code="quality"),
        RemittanceLine("INV-2", 4000, 100, "Aktion"),
    )
    (money,) = pair([money_of(text="advice")], [told(*TWO, lines=lines)]).receipts
    assert money.deductions_told == (("INV-1", 500, "quality"), ("INV-2", 100, "Aktion"))
    assert money.remittance == "advice\nCode 25\nAktion"


BY_MAIL = {
    "payment_date": None,
    "payer_name": "",
    "sender": "Bakery Brown <pay@brown.example>",
    "sent_on": DAY,
}


def test_who_sent_the_mail_does_not_speak_against_a_payer() -> None:
    """A market place pays what its seller announces: several documents and their exact sum are enough."""
    money = [
        money_of(name="Market Place B.V."),
        money_of(receipt_id="R2", name="Market Place B.V.", amount=700),
    ]
    pairing = pair(money, [told(*TWO, **BY_MAIL), told(("INV-7", 700), place="row 9", **BY_MAIL)])
    assert pairs(pairing) == [("row 2", ["R1"])]


def test_the_mail_tells_day_and_payer_where_the_list_does_not() -> None:
    said = told(("INV-1", 10000), **BY_MAIL)
    assert pair([money_of()], [said]).unpaired == ()
    assert pair([money_of(value_date=DAY + timedelta(days=11))], [said]).matches == ()
    assert pair([money_of(name="Florist Green")], [said]).matches == ()


SMALL = st.integers(1, 3)
SOME = st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=6)


def adds_up(matches: tuple[Match, ...]) -> bool:
    """What remittances tell is what their receipts brought, and nothing is used twice."""
    receipts = {receipt for match in matches for receipt in match.receipts}
    told_ = sum(match.remittance.total or 0 for match in matches)
    several = Counter(receipt for match in matches for receipt in match.receipts)
    covering = [match for match in matches if len(match.receipts) > 1]
    once = all(several[receipt] == 1 for match in covering for receipt in match.receipts)
    return once and told_ == sum(amount for _, amount in receipts)


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
    assert len(pairing.matches) + len(pairing.unpaired) == len(lists)
    assert all(sum(amount for _, amount in each.amounts_by_reference) == each.amount for each in filled)
    assert adds_up(pairing.matches)
    shuffled = chance.sample(lists, len(lists)), chance.sample(money, len(money))
    again = pair(shuffled[1], shuffled[0])
    assert set(again.receipts) == set(pairing.receipts)
    assert set(again.unpaired) == set(pairing.unpaired)
