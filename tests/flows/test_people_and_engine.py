"""How far the engine goes, what people decide beside it, and what it learns from them."""

from dataclasses import replace

import pytest

from duebook.books.audit.models import Event
from duebook.books.companies.operations import open_company
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.operations import Application, NotPossible, allocations_of
from duebook.books.matching.decisions import accept, reject, review, set_aside, settle, undo
from duebook.books.matching.models import CashSetting, Proposal
from duebook.books.matching.review import open_proposals
from duebook.books.matching.setting import setting_of, switch
from duebook.books.matching.verdicts import decided_by_people, outcomes, posted, reviewed, to_review
from duebook.core.matching.recommending import Tried
from duebook.core.matching.setting import Setting
from duebook.flows.rates import rates_for
from duebook.flows.verify import verify
from tests.books.story import START, invoice
from tests.flows.firm import Firm


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    """Posts by itself; R-1 and R-2 of 119.00 and 50.00 are open at C1, R-3 of 70.00 at C2."""
    firm = Firm.opened(tmp_path)
    firm.bills(
        invoice("RE-2601", "119.00", issued="02-01", due="03-01"),
        invoice("RE-2602", "50.00", issued="02-01", due="03-01"),
        invoice("C2/RE-2603", "70.00", issued="02-01", due="03-01"),
    )
    return firm


def chooses(firm: Firm, mode: str, on: str = "01-02", **more) -> None:
    switch(firm.company, Setting(mode, **{"seed": f"seed of {on}", **more}), "ann", firm.at(on))


def proposed(firm: Firm) -> Proposal:
    return open_proposals(firm.company).get()


def take(firm: Firm, *proposals: Proposal) -> None:
    accept(firm.company, proposals, rates_for(firm.company), "ann", firm.at("02-11"))


def by_hand(firm: Firm, receipt: str, customer: str, *lines: tuple[str, int], hour: int = 9) -> None:
    applications = [Application(receipt, item, amount) for item, amount in lines]
    settle(
        firm.company, receipt, customer, applications, rates_for(firm.company), "ann", firm.at("02-11", hour)
    )


# the setting


def test_a_new_company_has_proposals_and_nothing_is_posted_unattended(firm):
    chooses(firm, "suggest")
    firm.is_paid("119.00", "RE-2601", on="02-10")
    did = firm.lives("02-10").applied
    assert (did.applied, did.waiting, firm.open("RE-2601")) == (0, 1, "119.00")
    assert proposed(firm).decision == "auto"
    take(firm, proposed(firm))
    assert firm.open("RE-2601") == "0.00"
    assert not verify(firm.company)


def test_before_any_choice_people_confirm(db):
    assert setting_of(open_company("new", "New", "EUR")).mode == "suggest"


def test_off_means_that_nothing_is_proposed(firm):
    chooses(firm, "suggest")
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    chooses(firm, "off", on="02-11")
    assert not open_proposals(firm.company).exists()
    assert firm.lives("02-11").applied.receipts == 0
    assert not open_proposals(firm.company).exists()
    assert not verify(firm.company)


def test_after_the_switch_what_waits_and_is_certain_is_posted(firm):
    chooses(firm, "suggest")
    firm.is_paid("119.00", "RE-2601", on="02-10")
    assert firm.lives("02-10").applied.applied == 0
    assert firm.lives("02-10", hour=9).applied.applied == 0
    chooses(firm, "automatic", on="02-11")
    assert firm.lives("02-11").applied.applied == 1
    assert not verify(firm.company)


def test_money_that_is_not_from_customers_waits_for_a_word_too(firm):
    chooses(firm, "suggest")
    firm.is_paid("812.40", "Umsatzsteuer Erstattung Finanzamt", on="02-10", payer="Finanzamt Bremen")
    assert firm.lives("02-10").applied.parked == 0
    take(firm, proposed(firm))
    assert Receipt.objects.get().parked
    assert not verify(firm.company)


def test_a_change_of_the_setting_is_on_the_record_and_its_seed_is_not_told(firm):
    chooses(firm, "automatic", on="02-11", max_error=0.005, review_share=0.1)
    event = Event.objects.filter(company=firm.company).latest("number")
    assert event.facts == {"mode": "automatic", "max_error": 0.005, "review_share": 0.1}
    assert CashSetting.objects.filter(company=firm.company).count() == 2
    assert setting_of(firm.company).max_error == 0.005


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"max_error": 0.0}, "errors"), ({"review_share": 1.1}, "look at again"), ({"seed": ""}, "seed")],
)
def test_a_setting_that_makes_no_sense_is_refused(firm, wrong, told):
    with pytest.raises(NotPossible, match=told):
        switch(firm.company, replace(Setting("automatic", seed="s"), **wrong), "ann", START)


# what decisions say about proposals


def suggested(firm: Firm) -> Proposal:
    chooses(firm, "suggest")
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    return proposed(firm)


def decided(firm: Firm) -> Tried:
    return decided_by_people(firm.company, START)


def test_what_is_taken_was_right(firm):
    take(firm, suggested(firm))
    assert decided(firm) == Tried(1, 0)


def test_what_is_turned_down_was_wrong_and_does_not_come_again(firm):
    reject(firm.company, suggested(firm), "ann", firm.at("02-10", 9))
    assert decided(firm) == Tried(0, 1)
    firm.lives("02-11")
    assert not open_proposals(firm.company).exists()


def test_what_was_turned_down_and_then_done_by_hand_was_right_after_all(firm):
    proposal = suggested(firm)
    reject(firm.company, proposal, "ann", firm.at("02-10", 9))
    by_hand(firm, proposal.receipt.key, "C1", ("C1/RE-2601", 119_00))
    assert decided(firm) == Tried(1, 0)


@pytest.mark.parametrize(
    ("lines", "tried"),
    [
        ([("C1/RE-2601", 119_00)], Tried(1, 0)),
        ([("C1/RE-2601", 69_00), ("C1/RE-2602", 50_00)], Tried(0, 1)),
        ([("C1/RE-2601", 100_00)], Tried(0, 1)),
    ],
)
def test_what_is_settled_by_hand_was_right_if_items_and_amounts_are_the_same(firm, lines, tried):
    by_hand(firm, suggested(firm).receipt.key, "C1", *lines)
    assert decided(firm) == tried
    assert not verify(firm.company)


def test_what_was_taken_and_then_undone_was_wrong(firm):
    take(firm, suggested(firm))
    ((allocation, _),) = allocations_of(Receipt.objects.get())
    undo(firm.company, allocation, "ann", firm.at("02-12"))
    assert decided(firm) == Tried(0, 1)


def test_a_customers_money_that_is_set_aside_was_proposed_wrongly(firm):
    set_aside(firm.company, suggested(firm).receipt.key, "a loan", "ann", firm.at("02-11"))
    assert decided(firm) == Tried(0, 1)


def test_several_are_taken_together_or_none(firm):
    chooses(firm, "suggest")
    transfers = (("119.00", "RE-2601", "Customer C1"), ("70.00", "RE-2603", "Customer C2"))
    firm.file("bank.xml", firm.bank_file("02-10", *transfers), "02-10")
    firm.lives("02-10")
    first, second = open_proposals(firm.company)
    reject(firm.company, second, "bob", firm.at("02-10", 8))
    with pytest.raises(NotPossible, match="decided otherwise already"):
        take(firm, first, second)
    assert firm.open("RE-2601") == "119.00"
    take(firm, first)
    assert decided(firm) == Tried(1, 1)
    assert not verify(firm.company)


# automatic receipts that are looked at again


def automatic(firm: Firm) -> Proposal:
    firm.is_paid("119.00", "RE-2601", on="02-10")
    firm.lives("02-10")
    return to_review(firm.company).get()


def test_nobody_has_said_anything_of_an_automatic_receipt_until_it_is_looked_at(firm):
    proposal = automatic(firm)
    assert (outcomes(firm.company), posted(firm.company, START)) == ([], Tried(1, 0))
    review(firm.company, proposal, True, "ann", firm.at("02-11"))
    assert (reviewed(firm.company, START), decided(firm)) == (Tried(1, 0), Tried())
    assert not to_review(firm.company).exists()


def test_one_found_wrong_is_taken_back_and_waits(firm):
    proposal = automatic(firm)
    review(firm.company, proposal, False, "ann", firm.at("02-11"))
    assert (firm.open("RE-2601"), reviewed(firm.company, START)) == ("119.00", Tried(0, 1))
    did = firm.lives("02-11").applied
    assert (did.applied, did.waiting) == (0, 1)
    assert not verify(firm.company)


def test_one_is_looked_at_once(firm):
    proposal = automatic(firm)
    review(firm.company, proposal, True, "ann", firm.at("02-11"))
    with pytest.raises(Exception, match="review"):
        review(firm.company, proposal, False, "bob", firm.at("02-11", 9))


def test_one_that_was_taken_back_before_counts_as_wrong_in_the_sample(firm):
    automatic(firm)
    ((allocation, _),) = allocations_of(Receipt.objects.get())
    undo(firm.company, allocation, "ann", firm.at("02-12"))
    assert reviewed(firm.company, START) == posted(firm.company, START) == Tried(0, 1)
    assert not to_review(firm.company).exists()


def test_nobody_can_take_a_receipt_out_of_the_sample(firm):
    automatic(firm)
    Proposal.objects.update(for_review=False)
    (finding,) = verify(firm.company)
    assert (finding.check, "left out" in finding.what) == ("draws = seed", True)


# learning


def test_a_payer_is_learned_from_one_decision_and_forgotten_with_another(firm):
    """Two customers owe the same, the payer has a strange name and writes nothing: only what people decided
    can tell whose money it is."""
    chooses(firm, "automatic", max_error=0.05)
    for n, amount in enumerate(AMOUNTS):
        firm.bills(
            invoice(f"N-{n}", amount, issued="02-01", due="03-01"),
            invoice(f"C2/M-{n}", amount, issued="02-01", due="03-01"),
            on=f"02-0{n + 1}",
        )
    first, applied = pays(firm, AMOUNTS[0], "02-10")
    assert applied == 0
    by_hand(firm, first.key, "C1", ("C1/N-0", first.amount))

    second, applied = pays(firm, AMOUNTS[1], "02-12")
    assert (applied, firm.open("N-1")) == (1, "0.00")

    ((allocation, _),) = allocations_of(second)
    undo(firm.company, allocation, "ann", firm.at("02-12", 9))
    by_hand(firm, second.key, "C2", ("C2/M-1", second.amount), hour=10)

    third, applied = pays(firm, AMOUNTS[2], "02-14")
    assert (applied, third.unapplied) == (0, third.amount)
    assert not verify(firm.company)


AMOUNTS = ("61.37", "48.19", "93.53")


def pays(firm: Firm, amount: str, on: str) -> tuple[Receipt, int]:
    """Money of that payer; the receipt, and how many receipts that day applied by itself."""
    firm.is_paid(amount, "Danke", on=on, payer="Zentrale Verrechnung KG")
    applied = firm.lives(on).applied.applied
    return Receipt.objects.latest("id"), applied
