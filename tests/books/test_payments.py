"""Payments as they come: in part, too much, too little, with a reason; and taken back."""

import pytest

from duebook.books.ledger.operations import NotPossible


def test_half_now_and_half_later_closes_the_invoice(story):
    story.invoice("R1", "100.00")
    first = story.receipt("50.00", "02-01")
    story.apply(first, ("R1", "50.00"))
    assert story.open("R1") == "50.00"
    second = story.receipt("50.00", "02-20")
    story.apply(second, ("R1", "50.00"))
    assert story.open("R1") == "0.00"
    assert story.open_on("02-19") == {"R1": "50.00"}
    assert story.balances() == {"bank": "100.00", "invoiced": "-100.00"}
    assert story.is_sound()


def test_undoing_one_allocation_of_ten_keeps_nine_and_the_history(story):
    numbers = [f"R{n}" for n in range(1, 11)]
    for number in numbers:
        story.invoice(number, "10.00")
    receipt = story.receipt("100.00")
    applied = story.apply(receipt, *((number, "10.00") for number in numbers))
    known = story.now()

    story.undo(applied[3])

    assert story.open_on("12-31") == {"R4": "10.00"}
    assert story.unapplied(receipt) == "10.00"
    assert story.open_on("12-31", known_at=known) == {}
    with pytest.raises(NotPossible, match="reversed before"):
        story.undo(applied[3])
    story.apply(receipt, ("R4", "10.00"))
    assert story.open_on("12-31") == {}
    assert story.is_sound()


def test_what_was_paid_too_much_waits_as_unapplied_cash(story):
    story.invoice("R1", "100.00")
    receipt = story.receipt("130.00", "02-10")
    story.apply(receipt, ("R1", "100.00"))
    assert story.unapplied(receipt) == "30.00"
    assert story.waiting_on("02-10") == {receipt: "30.00"}
    assert story.balances() == {"bank": "130.00", "invoiced": "-100.00", "unapplied_cash": "-30.00"}
    assert story.is_sound()


GIVEN_UP = [
    # paid, given up, why, account
    ("98.00", "2.00", "discount", "discounts"),
    ("90.00", "10.00", "bank_fee", "bank_charges"),
    ("99.99", "0.01", "rounding", "rounding"),
    ("75.00", "25.00", "deduction", "deductions"),
]


@pytest.mark.parametrize(("paid", "given_up", "why", "account"), GIVEN_UP)
def test_paid_short_for_a_reason_closes_the_invoice(story, paid, given_up, why, account):
    story.invoice("R1", "100.00")
    receipt = story.receipt(paid)
    [applied] = story.apply(receipt, ("R1", paid, given_up, why))
    assert story.open("R1") == "0.00"
    assert story.balances() == {"bank": paid, "invoiced": "-100.00", account: given_up}

    story.undo(applied)
    assert story.open("R1") == "100.00"
    assert story.balances() == {
        "bank": paid, "invoiced": "-100.00", "receivables": "100.00", "unapplied_cash": f"-{paid}",
    }  # fmt: skip
    assert story.is_sound()


def test_paid_a_cent_over_leaves_a_cent_that_is_not_swallowed(story):
    story.invoice("R1", "100.00")
    receipt = story.receipt("100.01")
    story.apply(receipt, ("R1", "100.00"))
    assert story.unapplied(receipt) == "0.01"
    assert story.is_sound()


@pytest.mark.parametrize("lines", [
    [("R1", "100.01")],
    [("R1", "100.00", "0.01", "rounding")],
    [("R1", "0.00", "100.01", "discount")],
    [("R1", "-5.00")],
    [("R1", "60.00"), ("R1", "60.00")],
    [("R2", "120.01")],
])  # fmt: skip
def test_an_allocation_never_exceeds_item_or_receipt(story, lines):
    story.invoice("R1", "100.00")
    story.invoice("R2", "500.00")
    receipt = story.receipt("120.00")
    with pytest.raises(NotPossible, match=r"open, not|left, not"):
        story.apply(receipt, *lines)
    assert story.open_on("12-31") == {"R1": "100.00", "R2": "500.00"}
    assert story.unapplied(receipt) == "120.00"
    assert story.is_sound()


@pytest.mark.parametrize("order", [("R1", "G1"), ("G1", "R1")])
def test_a_payer_who_takes_his_credit_note_off_closes_both(story, order):
    story.invoice("R1", "100.00")
    story.invoice("G1", "-10.00")
    receipt = story.receipt("90.00")
    amounts = {"R1": "100.00", "G1": "-10.00"}
    applied = story.apply(receipt, *((number, amounts[number]) for number in order))
    assert story.open_on("12-31") == {}
    assert story.unapplied(receipt) == "0.00"
    credit_note = applied[order.index("G1")]
    with pytest.raises(NotPossible, match="undo"):
        story.undo(credit_note)
    story.undo(*applied)
    assert story.open_on("12-31") == {"R1": "100.00", "G1": "-10.00"}
    assert story.is_sound()


def test_a_credit_note_is_set_off_against_an_invoice(story):
    story.invoice("R1", "100.00")
    story.invoice("G1", "-30.00", issued="02-01")
    story.set_off("G1", "R1", "20.00", "02-05")
    assert story.open_on("02-05") == {"R1": "80.00", "G1": "-10.00"}
    assert story.open_on("02-04") == {"R1": "100.00", "G1": "-30.00"}
    with pytest.raises(NotPossible, match="can give"):
        story.set_off("G1", "R1", "10.01", "02-06")
    assert story.balances() == {"invoiced": "-70.00", "receivables": "70.00"}
    assert story.is_sound()


def test_an_advance_is_used_when_the_invoice_comes(story):
    story.invoice("A1", "-40.00", kind="advance", issued="01-05")
    story.invoice("R1", "100.00", issued="02-01", due="03-01")
    story.set_off("A1", "R1", "40.00", "02-01")
    assert story.open_on("02-01") == {"R1": "60.00"}
    assert story.is_sound()


def test_a_bad_debt_is_written_off_and_can_be_taken_back(story):
    story.invoice("R1", "100.00")
    story.write_off("R1", "60.00", "bad_debts", "11-30")
    assert story.open_on("11-29") == {"R1": "100.00"}
    assert story.open_on("11-30") == {"R1": "40.00"}
    assert story.balances() == {"bad_debts": "60.00", "invoiced": "-100.00", "receivables": "40.00"}
    with pytest.raises(NotPossible, match="open"):
        story.write_off("R1", "40.01", "bad_debts", "11-30")
    story.undo("write off 2|C1/R1")
    assert story.open("R1") == "100.00"
    assert story.is_sound()


def test_what_the_accounting_system_settled_is_not_open_here(story):
    story.invoice("R1", "100.00", left="40.00", settled="01-20")
    assert story.open_on("01-19") == {"R1": "100.00"}
    assert story.open_on("01-20") == {"R1": "40.00"}
    assert story.balances() == {"invoiced": "-100.00", "receivables": "40.00", "settled_elsewhere": "60.00"}
    assert story.is_sound()


def test_an_unidentified_receipt_finds_its_owner_and_is_applied(story):
    story.invoice("R1", "100.00")
    receipt = story.receipt("100.00", customer="")
    assert story.balances()["unidentified_receipts"] == "-100.00"
    with pytest.raises(NotPossible, match="identify it first"):
        story.apply(receipt, ("R1", "100.00"))
    story.identify(receipt, "C1")
    assert story.balances()["unapplied_cash"] == "-100.00"
    with pytest.raises(NotPossible, match="already"):
        story.identify(receipt, "C1")
    story.apply(receipt, ("R1", "100.00"))
    assert story.balances() == {"bank": "100.00", "invoiced": "-100.00"}
    assert story.is_sound()


def test_money_that_is_not_from_a_customer_leaves_the_receivables(story):
    receipt = story.receipt("1234.56", customer="", payer_name="Tax office")
    story.park(receipt)
    assert story.waiting_on("12-31") == {}
    assert story.balances() == {"bank": "1234.56", "other_bank_movements": "-1234.56"}
    with pytest.raises(NotPossible, match="parked"):
        story.park(receipt)
    assert story.is_sound()


def test_one_receipt_pays_for_three_customers(story):
    for number in ("C1/R1", "C2/R1", "C3/R9"):
        story.invoice(number, "10.00")
    receipt = story.receipt("30.00", customer="C1", payer_name="Factor Bank")
    story.apply(receipt, ("C1/R1", "10.00"), ("C2/R1", "10.00"), ("C3/R9", "10.00"))
    assert story.open_on("12-31") == {}
    assert story.is_sound()


def test_only_settlements_are_undone_never_what_came_in(story):
    story.invoice("R1", "100.00")
    receipt = story.receipt("100.00")
    for key in ("invoice C1/R1", f"receipt {receipt}"):
        with pytest.raises(NotPossible):
            story.undo(key)
    assert story.is_sound()


def test_money_booked_after_its_value_day_is_never_applied_before_it_is_there(story):
    story.invoice("R1", "100.00")
    receipt = story.receipt("100.00", "02-12", value="02-10")
    story.apply(receipt, ("R1", "100.00"))
    for on in ("02-09", "02-10", "02-11"):
        assert (story.open_on(on), story.waiting_on(on)) == ({"R1": "100.00"}, {})
    assert story.open_on("02-12") == {}
    assert story.is_sound()


def test_paid_before_the_invoice_is_issued_waits_until_then(story):
    story.invoice("R1", "100.00", issued="03-01", due="03-31")
    receipt = story.receipt("100.00", "02-10")
    story.apply(receipt, ("R1", "100.00"))
    assert story.waiting_on("02-28") == {receipt: "100.00"}
    assert (story.waiting_on("03-01"), story.open_on("03-01")) == ({}, {})
    assert story.is_sound()
