"""Money that is not from customers is parked; customers with such names are not."""

import pytest

from duebook.core.banking import BankEntry, BankStatement
from duebook.core.matching import Receipt, receipts
from duebook.core.matching.strangers import stranger
from tests.core.matching.book import DAY, decide, item, paid, paid_before, receipt

SPOKEN = [
    # payer, text, what it is
    ("FINANZAMT MITTE", "ERSTATTUNG 11/2019", "tax"),
    ("HMRC", "refund", "tax"),
    ("", "TVA REMBOURSEMENT", "tax"),
    ("AGENCIA TRIBUTARIA", "DEVOLUCION IVA", "tax"),
    ("AGENZIA DELLE ENTRATE", "RIMBORSO", "tax"),
    ("Belastingdienst", "teruggaaf btw", "tax"),
    ("URZAD SKARBOWY", "ZWROT", "tax"),
    ("ANAF", "RAMBURSARE", "tax"),
    ("", "HABENZINSEN BIS 31.12.2019", "interest"),
    ("", "INTÉRÊTS CRÉDITEURS", "interest"),
    ("Hanse-Assekuranz AG", "77-41902", "insurance"),
    ("Allianz Versicherung", "Schaden 4711-19", "insurance"),
    ("AXA ASSURANCES", "SINISTRE 12", "insurance"),
    ("PZU", "UBEZPIECZENIE SZKODA", "insurance"),
    ("Own Ltd", "SWEEP", "transfer"),
    ("Nordwind Handels GmbH", "UMBUCHUNG", "transfer"),
    ("Kartenakzeptanz Nord", "TERMINAL 0041", "cards"),
    ("", "CARD SETTLEMENT 0312", "cards"),
    ("J Smith", "SALARY RETURNED", "payroll"),
    ("", "RUECKGABE LOHN 03/2020", "payroll"),
    ("Amtsgericht Nordstadt", "KOSTENVORSCHUSS", "authority"),
]


@pytest.mark.parametrize(("name", "text", "kind"), SPOKEN)
def test_words_tell(name: str, text: str, kind: str) -> None:
    money = receipt(12_345, text, name)
    found = stranger(money)
    assert found is not None
    assert found.kind == kind
    (proposal,) = decide(money, [item("INV-20001", 10_013, "Florist Green Ltd")])
    assert (proposal.decision, proposal.allocations) == ("not_customer", ())


CODES = [
    ("ACMT-MCOP-INTR", "interest"), ("354", "interest"), ("interest", "interest"),
    ("CAMT-ACCB-ZABA", "transfer"), ("275", "transfer"), ("PMNT-MCRD-POSP", "cards"),
    ("PMNT-RCDT-SALA", "payroll"), ("LDAS-CSLN-DDWN", "finance"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_the_banks_code_tells_whatever_the_words_say(code: str, kind: str) -> None:
    money = receipt(10_013, "INV-20001", code=code)
    found = stranger(money)
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)
    assert decide(money, [item("INV-20001", 10_013)])[0].decision == "not_customer"


@pytest.mark.parametrize("code", ["", "PMNT-RCDT-ESCT", "PMNT-RCDT-BOOK", "NTRF", "195", "142", "2751"])
def test_codes_of_payments_tell_nothing(code: str) -> None:
    assert stranger(receipt(10_013, "INV-20001", code=code)) is None


CUSTOMERS = [
    # customer, payer, account, text: nothing of it fits an open item
    ("Tax Consulting Ltd", "TAX CONSULTING LTD", "", "thank you"),
    ("Tax Consulting Ltd", "Tax Consulting", "", "fee"),
    ("Interest Group plc", "INTEREST GROUP PLC", "", ""),
    ("Hanse-Assekuranz AG", "HANSE-ASSEKURANZ AG", "", "Beitrag"),
    ("Steuerberater Meyer", "STEUERBERATER MEYER", "", ""),
    ("Bakery Brown Ltd", "BAKERY BROWN LTD", "", "paid incl. VAT, late interest follows"),
    ("Florist Green Ltd", "FG Treasury", "A1", "loan repayment, tax"),
]


@pytest.mark.parametrize(("customer", "payer", "account", "text"), CUSTOMERS)
def test_a_customer_with_such_words_is_not_parked(customer: str, payer: str, account: str, text: str) -> None:
    history = paid_before("A1", customer) if account else []
    money = receipt(12_345, text, payer, payer_account=account)
    (proposal,) = decide(money, [item("INV-20001", 10_013, customer)], history)
    assert proposal.decision in ("unmatched", "review")


@pytest.mark.parametrize("payer", ["FINANZAMT MITTE", "Allianz Versicherung AG", "HMRC"])
def test_whoever_names_an_item_pays_it(payer: str) -> None:
    (proposal,) = decide(receipt(10_013, "invoice INV-20001", payer), [item("INV-20001", 10_013)])
    assert (proposal.decision, paid(proposal)) == ("auto", {"INV-20001": 10_013})


def _entry(payer_account: str) -> BankEntry:
    return BankEntry("line 1", DAY, DAY, 10_013, "EUR", "credit", payer_account=payer_account)


def _statement(account: str, *entries: BankEntry) -> BankStatement:
    return BankStatement(account, "EUR", "1", None, None, entries)


def test_what_comes_from_an_account_of_ours_is_a_transfer_however_it_is_spelt() -> None:
    first = _statement("DE02 1203 0000 0000 2020 51", _entry("DE75512108001245126199"), _entry("DE11"))
    second = _statement("DE75 5121 0800 1245 1261 99")
    found: list[Receipt] = receipts([[first], [second]])
    assert [r.from_own_account for r in found] == [True, False]
    ours = receipt(10_013, "INV-20001", from_own_account=True, payer_account="DE75512108001245126199")
    (proposal,) = decide(ours, [item("INV-20001", 10_013)])
    assert proposal.decision == "not_customer"
    assert "an account of the company itself" in proposal.reason
