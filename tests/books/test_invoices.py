"""Invoice lists that come again: the same, overlapping, corrected."""

import pytest

from tests.books.story import invoice


def counts(received):
    return received.added, received.changed, received.unchanged, len(received.refused)


def test_the_same_list_again_changes_nothing(story):
    rows = [
        invoice("R1", "100.00"),
        invoice("R2", "50.00", left="20.00", settled="01-20"),
        invoice("G1", "-5.00"),
    ]
    assert counts(story.invoices(*rows)) == (3, 0, 0, 0)
    assert counts(story.invoices(*rows)) == (0, 0, 3, 0)
    assert story.open_on("12-31") == {"R1": "100.00", "R2": "20.00", "G1": "-5.00"}
    assert story.is_sound()


def test_an_overlapping_list_adds_what_is_new(story):
    story.invoices(invoice("R1", "1.00"), invoice("R2", "2.00"))
    assert counts(story.invoices(invoice("R2", "2.00"), invoice("R3", "3.00"))) == (1, 0, 1, 0)
    assert story.is_sound()


def test_a_list_that_does_not_know_our_receipt_does_not_reopen(story):
    story.invoice("R1", "100.00")
    story.apply(story.receipt("60.00"), ("R1", "60.00"))
    assert counts(story.invoice("R1", "100.00")) == (0, 0, 1, 0)
    assert story.open("R1") == "40.00"
    assert story.is_sound()


def test_a_list_that_closes_more_than_we_know_is_followed(story):
    story.invoice("R1", "100.00")
    assert counts(story.invoice("R1", "100.00", left="30.00", settled="01-25")) == (0, 1, 0, 0)
    assert story.open_on("01-24") == {"R1": "100.00"}
    assert story.open_on("01-25") == {"R1": "30.00"}
    assert counts(story.invoice("R1", "100.00", left="0.00", settled="01-28")) == (0, 1, 0, 0)
    assert story.balances() == {"invoiced": "-100.00", "settled_elsewhere": "100.00"}
    assert story.is_sound()


def test_the_amount_is_corrected_up_and_down_by_entries_of_their_day(story):
    story.invoice("R1", "100.00")
    story.invoice("R1", "120.00", as_of="02-05")
    story.invoice("R1", "90.00", as_of="02-10")
    assert [story.open_on(on)["R1"] for on in ("02-04", "02-05", "02-09", "02-10")] == [
        "100.00", "120.00", "120.00", "90.00",
    ]  # fmt: skip
    assert story.balances() == {"invoiced": "-90.00", "receivables": "90.00"}
    assert story.is_sound()


def test_corrected_below_what_was_paid_sets_the_newest_payment_free(story):
    story.invoice("R1", "100.00")
    first, second = story.receipt("50.00", "02-01"), story.receipt("50.00", "02-05")
    story.apply(first, ("R1", "50.00"))
    story.apply(second, ("R1", "50.00"))
    story.invoice("R1", "70.00", as_of="02-20")
    assert (story.unapplied(first), story.unapplied(second)) == ("0.00", "50.00")
    assert story.open("R1") == "20.00"
    story.apply(second, ("R1", "20.00"))
    assert story.balances() == {"bank": "100.00", "invoiced": "-70.00", "unapplied_cash": "-30.00"}
    assert story.is_sound()


def test_a_cancelled_invoice_is_corrected_to_nil(story):
    story.invoice("R1", "100.00")
    story.invoice("R1", "0.00", as_of="02-02")
    assert (story.open_on("02-01"), story.open_on("02-02")) == ({"R1": "100.00"}, {})
    assert story.is_sound()


@pytest.mark.parametrize(("amount", "left"), [("100.00", "120.00"), ("100.00", "-1.00"), ("-5.00", "-6.00")])
def test_what_cannot_be_open_is_refused_and_the_rest_of_the_list_goes_on(story, amount, left):
    received = story.invoices(invoice("R1", amount, left=left, settled="01-20"), invoice("R2", "1.00"))
    assert counts(received) == (1, 0, 0, 1)
    assert "correct the open amount" in received.refused[0][1]
    assert story.open_on("12-31") == {"R2": "1.00"}
    assert story.is_sound()


@pytest.mark.parametrize(("amount", "more"), [
    ("100.00", {"currency": "USD"}),
    ("-100.00", {}),
    ("-100.00", {"kind": "invoice"}),
])  # fmt: skip
def test_a_document_that_becomes_another_is_refused_with_advice(story, amount, more):
    story.invoice("R1", "100.00")
    received = story.invoice("R1", amount, **more)
    assert counts(received) == (0, 0, 0, 1)
    assert "credit note" in received.refused[0][1]
    assert story.open("R1") == "100.00"
    assert story.is_sound()


def test_a_changed_due_date_is_known_from_then_on(story):
    story.invoice("R1", "100.00", due="02-09")
    before = story.now()
    story.invoice("R1", "100.00", due="03-31", as_of="02-20")
    between = story.now()
    story.invoice("R1", "100.00", due="03-15", as_of="02-21")
    dues = [story.due_on("02-10", known_at)["R1"] for known_at in (before, between, None)]
    assert dues == ["2026-02-09", "2026-03-31", "2026-03-15"]
    assert story.is_sound()


def test_disputed_and_settled_again(story):
    story.invoice("R1", "100.00")
    story.invoices(invoice("R1", "100.00", disputed=True))
    assert story.item("R1").disputed_amount == 100_00
    story.invoices(invoice("R1", "100.00", disputed=True))
    story.invoices(invoice("R1", "100.00"))
    assert story.item("R1").disputed_amount == 0
    assert story.is_sound()


def test_the_same_number_of_two_customers_is_two_invoices(story):
    assert counts(story.invoices(invoice("C1/7", "1.00"), invoice("C2/7", "2.00"))) == (2, 0, 0, 0)
    assert story.is_sound()


def test_a_correction_back_and_forth_ends_where_it_was(story):
    for amount in ("100.00", "30.00", "100.00", "30.00", "100.00"):
        story.invoice("R1", amount)
    assert story.open("R1") == "100.00"
    assert story.is_sound()
