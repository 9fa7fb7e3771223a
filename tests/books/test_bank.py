"""Bank files: the same twice, overlapping, with a page missing; returns; charges."""

import pytest

from tests.books.story import entry, statement


def test_the_same_file_twice_books_once(story):
    lines = [entry("100.00", payer_name="Ann"), entry("-12.50", kind="charge")]
    assert story.statement(*lines).added == 2
    again = story.statement(*lines)
    assert (again.added, again.unchanged) == (0, 2)
    assert story.balances() == {
        "bank": "87.50", "bank_charges": "12.50", "unidentified_receipts": "-100.00",
    }  # fmt: skip
    assert story.is_sound()


def test_two_real_payments_that_look_alike_are_two(story):
    twins = [entry("10.00", remittance="coffee"), entry("10.00", remittance="coffee")]
    assert story.statement(*twins).added == 2
    assert story.statement(*twins).added == 0
    assert story.lines() == 2
    assert story.is_sound()


def test_overlapping_statements_book_what_is_new(story):
    monday, tuesday, wednesday = (entry(amount, on) for amount, on in (
        ("10.00", "02-02"), ("20.00", "02-03"), ("30.00", "02-04")))  # fmt: skip
    story.statement(monday, tuesday, opening=("02-02", "100.00"), closing=("02-03", "130.00"))
    second = story.statement(
        tuesday, wednesday, number="2", opening=("02-03", "110.00"), closing=("02-04", "160.00")
    )
    assert (second.added, second.unchanged, second.problems) == (1, 1, [])
    assert story.balances()["bank"] == "60.00"
    assert story.is_sound()


def test_overlap_after_an_earlier_statement_is_no_gap(story):
    story.statement(entry("5.00", "02-01"), opening=("02-01", "100.00"), closing=("02-01", "105.00"))
    week = [entry("10.00", f"02-0{n}") for n in range(2, 7)]
    story.statement(*week, number="2", opening=("02-02", "105.00"), closing=("02-06", "155.00"))
    overlap = story.statement(
        *week[2:],
        entry("7.00", "02-08"),
        number="3",
        opening=("02-04", "125.00"),
        closing=("02-08", "162.00"),
    )
    assert (overlap.added, overlap.problems) == (1, [])
    assert story.is_sound()


def test_a_missing_statement_is_told_and_booked_when_it_comes(story):
    def days(n: int, opening: str, closing: str):
        on = f"02-0{n}"
        return statement(entry(f"{n}0.00", on), number=str(n), opening=(on, opening), closing=(on, closing))

    story.bank_file(days(1, "0.00", "10.00"))
    [problem] = story.bank_file(days(3, "30.00", "60.00")).problems
    assert "with 30.00 EUR, but what is booked before it leads to 10.00 EUR" in problem.what
    assert "import it" in problem.todo
    [finding] = story.findings()
    assert finding.check == "statements follow on"
    assert finding.row.startswith("statement 3")
    assert story.bank_file(days(2, "10.00", "30.00")).problems == []
    assert story.is_sound()


def test_pages_of_one_day_follow_on_each_other(story):
    for page, (opening, amount, closing) in enumerate(
        [("0.00", "1.00", "1.00"), ("1.00", "2.00", "3.00"), ("3.00", "4.00", "7.00")], 1
    ):
        done = story.statement(
            entry(amount, "02-02", remittance=f"page {page}"),
            number=f"33/{page}", opening=("02-02", opening), closing=("02-02", closing),
        )  # fmt: skip
        assert done.problems == []
    assert story.is_sound()


def test_a_number_used_again_next_year_is_another_statement(story):
    story.statement(entry("10.00", "01-05"), number="1")
    story.statement(entry("10.00", "12-05"), number="1")
    assert story.lines() == 2
    assert story.is_sound()


RETURN = {"kind": "return", "end_to_end_id": "DD-7", "return_reason": "AC04"}


def test_a_returned_direct_debit_reopens_the_items_and_keeps_the_fee(story):
    story.invoice("R1", "60.00")
    story.invoice("R2", "40.00")
    receipt = story.receipt("100.00", "02-10", end_to_end_id="DD-7")
    story.apply(receipt, ("R1", "60.00"), ("R2", "40.00"))

    done = story.statement(entry("-103.00", "02-20", charges="3.00", **RETURN))

    assert (done.added, done.problems) == (1, [])
    assert story.open_on("02-19") == {}
    assert story.open_on("02-20") == {"R1": "60.00", "R2": "40.00"}
    assert story.unapplied(receipt) == "0.00"
    assert story.balances() == {
        "bank": "-3.00", "bank_charges": "3.00", "invoiced": "-100.00", "receivables": "100.00",
    }  # fmt: skip
    assert story.statement(entry("-103.00", "02-20", charges="3.00", **RETURN)).added == 0
    assert story.is_sound()


def test_a_return_of_money_that_a_credit_note_had_helped_reopens_all_of_it(story):
    story.invoice("R1", "100.00")
    story.invoice("C1", "-30.00", kind="credit_note")
    receipt = story.receipt("70.00", "02-10", end_to_end_id="DD-7")
    story.apply(receipt, ("C1", "-30.00"), ("R1", "100.00"))

    done = story.statement(entry("-70.00", "02-20", **RETURN))

    assert (done.added, done.problems) == (1, [])
    assert story.open_on("02-20") == {"C1": "-30.00", "R1": "100.00"}
    assert story.unapplied(receipt) == "0.00"
    assert story.is_sound()


def test_a_return_before_the_paid_invoice_counts_undoes_nothing_too_early(story):
    story.invoice("R1", "100.00", issued="03-01", due="03-31")
    receipt = story.receipt("100.00", "02-10", end_to_end_id="DD-7")
    story.apply(receipt, ("R1", "100.00"))
    story.statement(entry("-100.00", "02-20", **RETURN))
    assert (story.open_on("02-25"), story.waiting_on("02-25")) == ({}, {})
    assert story.open_on("03-01") == {"R1": "100.00"}
    assert story.is_sound()


def test_a_return_of_money_whose_owner_is_unknown(story):
    receipt = story.receipt("100.00", customer="", end_to_end_id="DD-7")
    story.statement(entry("-100.00", "02-20", **RETURN))
    assert (story.unapplied(receipt), story.balances()) == ("0.00", {})
    assert story.is_sound()


def test_a_return_of_money_that_was_not_a_customers_stays_outside(story):
    receipt = story.receipt("100.00", customer="", end_to_end_id="DD-7")
    story.park(receipt)
    story.statement(entry("-100.00", "02-20", **RETURN))
    assert story.balances() == {}
    assert story.is_sound()


@pytest.mark.parametrize("originals", [0, 2])
def test_a_return_that_fits_none_or_several_receipts_moves_the_bank_and_asks(story, originals):
    for n in range(originals):
        story.receipt("100.00", f"02-1{n}", customer="", end_to_end_id="DD-7")
    done = story.statement(entry("-100.00", "02-20", **RETURN))
    [problem] = done.problems
    assert "no receipt fits" in problem.what
    assert story.balances()["other_bank_movements"] == "100.00"
    assert story.is_sound()


def test_wages_and_interest_move_the_bank_only(story):
    story.statement(
        entry("-2000.00", remittance="wages"), entry("0.37", kind="interest"), entry("0.00", kind="debit")
    )
    assert story.balances() == {"bank": "-1999.63", "other_bank_movements": "1999.63"}
    assert story.lines() == 3
    assert story.is_sound()
