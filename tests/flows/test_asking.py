"""Whoever owes is asked once per step, for what is really owed, in one letter, or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duebook.books.dunning.models import Hold, Reminder
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.books.matching.decisions import settle
from duebook.books.messaging.models import Message
from duebook.books.messaging.operations import send_again
from duebook.connectors.channel.smtp import Outcome
from duebook.flows.rates import rates_for
from tests.books.story import day, invoice
from tests.flows.firm import Firm

BILL = invoice("RE-2601", "119.00", issued="02-01", due="03-01")
"""Steps: 24 February, 1, 8, 15 and 22 March; a call on 31 March, the last letter on 15 April."""
NO_ANSWER = Outcome("not_sent", 0, "no connection")


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    firm = Firm.opened(tmp_path)
    firm.bills(BILL)
    return firm


def days(first: str, last: str) -> list[str]:
    start, count = day(first), (day(last) - day(first)).days + 1
    return [f"{start + timedelta(n):%m-%d}" for n in range(count)]


def steps(firm: Firm) -> list[str]:
    reminders = Reminder.objects.filter(company=firm.company, cancelled=False).order_by("id")
    return [f"{reminder.as_of:%m-%d} {reminder.step}" for reminder in reminders]


# once


def test_asked_every_few_minutes_of_a_day_the_customer_hears_once(firm):
    for minute in range(0, 24 * 60, 5):
        firm.lives("03-01", hour=minute // 60, minute=minute % 60)
    assert len(firm.letters()) == 1


def test_every_step_is_done_on_its_day(firm):
    for on in days("02-01", "05-10"):
        firm.lives(on)
    assert steps(firm) == [
        "02-24 friendly", "03-01 due_today", "03-08 first", "03-15 first", "03-22 second", "03-31 call",
        "04-15 final", "04-30 decide",
    ]  # fmt: skip
    assert len(firm.letters()) == 6


@pytest.mark.parametrize(
    ("lived", "asked"),
    [
        (["03-07", "03-11", "03-12"], ["03-07 due_today", "03-11 first"]),
        (["03-10", "03-16"], ["03-10 first", "03-16 first"]),
        (["03-20"], ["03-20 first"]),
        (["02-20", "04-20", "04-21"], ["04-20 final"]),
    ],
)
def test_days_that_were_missed_are_made_up_for_by_one_letter(firm, lived, asked):
    for on in lived:
        firm.lives(on)
    assert steps(firm) == asked


def test_all_that_is_due_goes_in_one_letter_to_each_customer(firm):
    firm.bills(
        invoice("RE-2602", "50.00", issued="02-01", due="03-01"),
        invoice("RE-2603", "30.00", issued="02-01", due="02-20"),
        invoice("C2/RE-2604", "80.00", issued="02-01", due="03-01"),
    )
    firm.lives("03-01")
    assert sorted(who.partition(":")[0] for who in firm.letters()) == ["c1", "c2"]
    assert "199.00" in " ".join(firm.post.letters[0].text.split())


def test_a_note_on_what_is_not_due_yet_does_not_follow_a_demand(firm):
    firm.bills(invoice("RE-2602", "50.00", issued="02-10", due="03-13"))
    firm.lives("03-08")
    firm.lives("03-08", hour=9)
    firm.lives("03-09")
    assert steps(firm) == ["03-08 first"]


# what is true when it is sent


def test_paid_after_the_letter_was_written_it_is_not_sent(firm):
    firm.lives("03-01", mail=False)
    firm.is_paid("119.00", "RE-2601", on="03-02")
    firm.lives("03-02")
    assert firm.open("RE-2601") == "0.00"
    assert firm.letters() == []


def test_paid_in_part_the_letter_asks_for_the_rest(firm):
    firm.lives("03-01", mail=False)
    with_part = replace(BILL, open_amount=60_00)
    firm.bills(with_part, on="03-02")
    did = firm.lives("03-02")
    assert did.asked.withdrawn == 1
    assert len(firm.letters()) == 1
    assert "60.00" in firm.last_letter()
    assert "To pay (EUR) 119.00" not in firm.last_letter()


def test_a_letter_that_could_not_be_sent_gives_way_to_the_next_one(firm):
    firm.post.answer = NO_ANSWER
    firm.lives("03-01")
    firm.lives("03-08")
    firm.post.answer = Outcome("sent", 250, "kept")
    firm.lives("03-09")
    assert len(firm.letters()) == 1
    assert steps(firm) == ["03-08 first"]


def test_credit_notes_and_unapplied_cash_are_shown_and_taken_off(firm):
    firm.bills(invoice("GS-2601", "-19.00", issued="02-10", due="02-10"))
    firm.lives("03-01")
    assert "GS-2601" in firm.last_letter()
    assert "100.00" in firm.last_letter()


def test_who_has_more_to_his_credit_than_he_owes_is_left_alone(firm):
    firm.bills(invoice("GS-2601", "-200.00", issued="02-10", due="02-10"))
    for on in days("02-20", "03-20"):
        firm.lives(on)
    assert firm.letters() == []


def test_credit_in_another_currency_changes_nothing(firm):
    firm.bills(invoice("GS-2601", "-200.00", issued="02-10", due="02-10", currency="USD"))
    firm.lives("03-01")
    assert steps(firm) == ["03-01 due_today"]
    assert "To pay (EUR) 119.00" in firm.last_letter()


def test_unapplied_cash_is_shown_and_taken_off(firm):
    firm.bills(invoice("RE-2602", "500.00", issued="02-01", due="03-01"))
    firm.is_paid("200.00", "thank you", on="02-10")
    settle(
        firm.company, Receipt.objects.get().key, "C1", [], rates_for(firm.company), "ann", firm.at("02-10")
    )
    firm.lives("03-01")
    assert "Payment not yet allocated 10 Feb 2026 -200.00" in firm.last_letter()
    assert "To pay (EUR) 419.00" in firm.last_letter()


def test_a_cancelled_credit_note_is_not_taken_off(firm):
    credit = invoice("GS-2601", "-19.00", issued="02-10", due="02-10")
    firm.bills(credit)
    firm.bills(replace(credit, open_amount=0, settled_date=day("02-20")), on="02-20")
    firm.lives("03-01")
    assert "GS-2601" not in firm.last_letter()
    assert "To pay (EUR) 119.00" in firm.last_letter()


def test_what_is_disputed_is_not_asked_for(firm):
    firm.bills(invoice("RE-2602", "50.00", issued="02-01", due="03-01", disputed=True))
    OpenItem.objects.filter(number="RE-2601").update(disputed_amount=19_00)
    assert OpenItem.objects.get(number="RE-2602").disputed_amount == 50_00
    firm.lives("03-01")
    assert "RE-2602" not in firm.last_letter()
    assert "To pay (EUR) 100.00" in firm.last_letter()


# silence


def silence(firm: Firm, kind: str, until: str, number: str = "") -> None:
    item = OpenItem.objects.get(number="RE-2601")
    Hold.objects.create(
        company=firm.company, customer=item.customer, item=item if number else None, kind=kind,
        until=day(until), reason="asked us to wait", set_by="ann", set_at=firm.at("01-01"),
    )  # fmt: skip


@pytest.mark.parametrize("number", ["", "RE-2601"])
def test_a_hold_silences_until_its_last_day_and_no_longer(firm, number):
    silence(firm, "hold", "03-10", number)
    for on in days("02-20", "03-16"):
        firm.lives(on)
    assert steps(firm) == ["03-11 first", "03-15 first"]


def test_a_hold_set_after_the_letter_was_written_stops_it(firm):
    firm.lives("03-01", mail=False)
    silence(firm, "hold", "03-10")
    firm.lives("03-01", hour=9)
    assert firm.letters() == []


def test_of_several_silences_the_longest_counts(firm):
    silence(firm, "promise", "03-05", "RE-2601")
    silence(firm, "hold", "03-20", "RE-2601")
    silence(firm, "hold", "03-02", "RE-2601")
    for on in days("02-20", "03-21"):
        firm.lives(on)
    assert steps(firm) == ["03-21 first"]


@pytest.mark.parametrize("number", ["", "RE-2601"])
def test_a_promise_silences_until_its_day_and_three_more_then_it_is_broken_once(firm, number):
    firm.lives("03-01")
    silence(firm, "promise", "03-09", number)
    for on in days("03-02", "03-14"):
        firm.lives(on)
    assert steps(firm) == ["03-01 due_today", "03-13 second"]


# the outbox


def test_one_mailbox_that_is_full_holds_nobody_up(firm):
    firm.bills(invoice("C2/RE-2602", "50.00", issued="02-01", due="03-01"))
    firm.post.refuses = "c1@customer.example"
    did = firm.lives("03-01")
    assert (did.delivered.sent, did.delivered.not_sent) == (1, 1)
    firm.post.refuses = ""
    firm.lives("03-01", hour=9)
    assert [letter[:2] for letter in firm.letters()] == ["c2", "c1"]


def test_an_address_that_is_none_is_refused_and_holds_nobody_up(firm):
    firm.bills(invoice("C2/RE-2602", "50.00", issued="02-01", due="03-01"))
    firm.file("customers.csv", b"customer_id,customer_name,email\nC1,Customer C1,not an address\n", "02-01")
    did = firm.lives("03-01")
    assert did.delivered.sent == 1
    assert did.delivered.refused + did.asked.for_people == 1


def test_a_message_stays_as_it_was_and_can_be_sent_again(firm):
    firm.lives("03-01")
    firm.is_paid("119.00", "RE-2601", on="03-05")
    firm.lives("03-05")
    send_again(Message.objects.get(), "ann", firm.at("03-06"))
    firm.lives("03-06")
    first, again = firm.post.letters
    assert again == replace(first, date=again.date)
    assert steps(firm) == ["03-01 due_today"]


def test_what_waits_is_not_sent_again(firm):
    firm.lives("03-01", mail=False)
    with pytest.raises(ValueError, match="waits to be sent"):
        send_again(Message.objects.get(), "ann", firm.at("03-01"))
