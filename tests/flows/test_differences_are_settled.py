"""Payers pay another amount than they owe: what is given up is posted, what is claimed is opened and not
dunned, what is not from customers is parked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duebook.books.companies.models import Company
from duebook.books.deductions.models import Deduction
from duebook.books.deductions.operations import decide
from duebook.books.deductions.policies import Chosen, change_policy
from duebook.books.deductions.queries import deductions_of
from duebook.books.ledger.models import JournalLine, Receipt
from duebook.books.ledger.queries import waiting_cash_as_of
from duebook.books.matching.decisions import undo
from duebook.core.money import plain
from duebook.flows.verify import verify
from duebook.simulator.camt_file import camt053
from tests.books.story import day, entry, invoice, statement
from tests.flows.firm import TRANSFER, Firm
from tests.flows.test_remittances import advice

TERMS = "2% 10 Tage, 30 Tage netto"


@pytest.fixture
def firm(db: None, tmp_path) -> Firm:
    firm = Firm.opened(tmp_path)
    firm.bills(invoice("RE-2601", "1000.00", issued="02-01", due="03-03", terms=TERMS))
    return firm


def posted(company: Company, account: str) -> str:
    lines = JournalLine.objects.filter(company=company, account=account)
    return plain(sum(line.base for line in lines), "EUR")


def standings(firm: Firm) -> list[tuple[str, str, str, str]]:
    """Item, standing, what it is about, what is missing."""
    rows = deductions_of(firm.company).order_by("id")
    return [(r.item.number, r.standing, r.about, plain(r.left, "EUR")) for r in rows]


CASES = [
    # paid, on, remittance text, left open, account, posted, deduction
    ("980.00", "02-13", "RE-2601", "0.00", "discounts", "20.00", []),
    ("980.00", "02-20", "RE-2601", "20.00", "discounts", "0.00", ["discount"]),
    ("970.00", "02-05", "RE-2601 Skonto", "30.00", "discounts", "0.00", ["discount"]),
    ("985.00", "02-20", "RE-2601", "0.00", "bank_charges", "15.00", []),
    ("999.99", "02-20", "RE-2601", "0.00", "rounding", "0.01", []),
    ("912.34", "02-20", "RE-2601 abzgl. Fehlmenge", "87.66", "deductions", "0.00", ["quantity"]),
    ("500.00", "02-20", "Teilzahlung RE-2601", "500.00", "deductions", "0.00", []),
]


@pytest.mark.parametrize(("amount", "on", "text", "left", "account", "given_up", "claims"), CASES)
def test_short_payments(firm, amount, on, text, left, account, given_up, claims):
    firm.is_paid(amount, text, on=on)
    firm.lives(on)
    firm.apply_what_is_proposed(on)
    assert (firm.open("RE-2601"), posted(firm.company, account)) == (left, given_up)
    assert [row[2] for row in standings(firm)] == claims
    assert not verify(firm.company)


def test_half_and_half_closes_the_invoice(firm):
    for on in ("02-20", "02-27"):
        firm.is_paid("500.00", "RE-2601", on=on)
        firm.lives(on)
        firm.apply_what_is_proposed(on)
    assert (firm.open("RE-2601"), standings(firm)) == ("0.00", [])
    assert not verify(firm.company)


def test_what_is_paid_too_much_stays_as_unapplied_cash(firm):
    firm.is_paid("1130.00", "RE-2601", on="02-20")
    firm.lives("02-20")
    firm.apply_what_is_proposed("02-20")
    [waiting] = waiting_cash_as_of(firm.company, day("02-20"))
    assert (firm.open("RE-2601"), plain(waiting.amount, "EUR")) == ("0.00", "130.00")
    assert waiting.customer_number == "C1"


def test_a_claim_is_not_dunned_until_it_is_rejected(firm):
    firm.is_paid("912.34", "RE-2601 abzgl. Fehlmenge", on="02-20")
    firm.lives("02-20")
    firm.apply_what_is_proposed("02-20")
    for on in ("03-10", "03-20"):
        firm.lives(on)
    assert firm.letters() == []
    decide(firm.company, Deduction.objects.get().pk, "reject", "delivered in full", day("03-21"), "ann",
           firm.at("03-21"))  # fmt: skip
    firm.lives("03-23")
    assert len(firm.letters()) == 1
    assert "87.66" in firm.last_letter()
    assert not verify(firm.company)


def test_the_remittance_says_what_is_kept_back_why_and_where(firm):
    firm.bills(invoice("RE-2602", "300.00", issued="02-01", due="03-03"), on="02-02")
    gets = (("RE-2601", "1000.00"), ("RE-2602", "250.00", "50.00", "Preisdifferenz"))
    advice(firm, *gets, on="02-09", total="1250.00")
    firm.is_paid("1250.00", "laut Avis", on="02-10")
    firm.lives("02-10")
    firm.apply_what_is_proposed("02-10")
    [row] = deductions_of(firm.company)
    assert standings(firm) == [("RE-2602", "open", "price", "50.00")]
    assert (row.because, row.words) == ("remittance", "Preisdifferenz")
    assert row.place.startswith("advice.csv, ")
    assert not verify(firm.company)


def test_undoing_the_allocation_reverses_the_claim(firm):
    firm.is_paid("912.34", "RE-2601 abzgl. Fehlmenge", on="02-20")
    firm.lives("02-20")
    firm.apply_what_is_proposed("02-20")
    undo(firm.company, Deduction.objects.get().entry.key, "ann", firm.at("02-21"))
    assert standings(firm) == [("RE-2601", "reversed", "quantity", "0.00")]
    assert firm.open("RE-2601") == "1000.00"
    assert not verify(firm.company)


def test_the_credit_note_that_is_sent_closes_the_claim(firm):
    firm.is_paid("912.34", "RE-2601 abzgl. Fehlmenge", on="02-20")
    firm.lives("02-20")
    firm.apply_what_is_proposed("02-20")
    firm.bills(
        invoice("RE-2601", "1000.00", issued="02-01", due="03-03", terms=TERMS, left="87.66"),
        invoice("GS-1", "-87.66", issued="02-25", due="02-25"),
        on="02-25",
    )
    firm.lives("02-26")
    assert (firm.open("RE-2601"), standings(firm)) == ("0.00", [("RE-2601", "settled", "quantity", "0.00")])
    assert not verify(firm.company)


def test_the_companys_policy_is_obeyed(firm):
    limits = {"EUR": {"tolerance": 0, "fee": 20_00, "write_off": 100_00}}
    chosen = Chosen(limits, Decimal(1), (), we_bear_fees=False, grace_days=10, rates_beyond_terms=True)
    change_policy(firm.company, chosen, day("02-01"), "ann", firm.at("02-01"))
    firm.bills(invoice("RE-2602", "1000.00", issued="02-01", due="03-03"), on="02-02")
    firm.is_paid("912.34", "RE-2601 abzgl. Fehlmenge", on="02-20")
    firm.lives("02-20")
    firm.apply_what_is_proposed("02-20")
    assert (firm.open("RE-2601"), posted(firm.company, "deductions")) == ("0.00", "87.66")
    firm.is_paid("985.00", "RE-2602", on="02-21")
    firm.lives("02-21")
    firm.apply_what_is_proposed("02-21")
    assert standings(firm) == [("RE-2602", "open", "bank_fee", "15.00")]
    assert not verify(firm.company)


def test_a_transfer_from_an_account_of_our_own_is_parked_whatever_it_says(firm):
    own = "DE75512108001245126199"
    Company.objects.filter(pk=firm.company.pk).update(iban="DE75 5121 0800 1245 1261 99")
    line = entry("1000.00", "02-20", remittance="RE-2601", payer_account=own, code=TRANSFER)
    told = statement(line, opening=("02-20", "0"), closing=("02-20", "1000.00"))
    firm.file("bank.xml", camt053(told), "02-20")
    firm.lives("02-20")
    assert Receipt.objects.get().parked
    assert firm.open("RE-2601") == "1000.00"


def test_a_dollar_invoice_paid_in_euro_at_the_banks_own_rate(firm):
    firm.bills(invoice("US-1", "1000.00", issued="02-01", due="03-03", currency="USD"), on="02-02")
    worth = JournalLine.objects.get(account="invoiced", currency="USD").base
    line = entry("917.43", "02-20", remittance="US-1", payer_name="Customer C1", code=TRANSFER)
    line = replace(line, instructed_amount=1_000_00, instructed_currency="USD", rate="1.09")
    told = statement(line, opening=("02-20", "0"), closing=("02-20", "917.43"))
    firm.file("bank.xml", camt053(told), "02-20")
    firm.lives("02-20")
    key = firm.apply_what_is_proposed("02-20")
    assert (firm.open("US-1"), Receipt.objects.get(key=key).unapplied) == ("0.00", 0)
    assert posted(firm.company, "exchange_difference") == plain(-worth - 917_43, "EUR")
    assert not verify(firm.company)
