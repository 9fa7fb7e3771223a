"""ISO 20022 remt.001, X12 820, EDIFACT REMADV and a bank's camt.054."""

from datetime import date

import pytest

from duebook.formats import remittance
from tests.formats.remittance.reading import SAMPLES, lines, read_sample


def test_remt_001() -> None:
    found = read_sample("advice.remt.xml")
    assert (found.format, found.problems) == ("remt.001", ())
    first, second = found.remittances
    assert lines(first) == [("INV-1", 95000, 5000, "broken glass; discount"), ("CN-9", -5000, 0, "")]
    assert (first.total, first.currency, first.payment_reference) == (90000, "EUR", "E2E-1")
    assert (first.payer_name, first.payer_account) == ("Bakery Brown Ltd", "DE75512108001245126199")
    assert (first.payment_date, first.text) == (date(2025, 3, 14), "March run")
    assert first.lines[1].place == "line 5, RmtInf[1]/Strd[2]"
    assert (second.total, lines(second)) == (None, [("INV-2", None, 0, "")]), (
        "what is due is not what is paid"
    )


def test_x12_820() -> None:
    """An adjustment lowers the document before it, or stands for itself at the head of its loop."""
    found = read_sample("retail.x12")
    assert (found.format, found.problems) == ("X12 820", ())
    first, second = found.remittances
    assert lines(first) == [
        ("RTV-55", -1450, 0, "adjustment ZZ"),
        ("INV-1", 49000, 1000, "discount"),
        ("INV-2", 41000, 4000, "adjustment 59"),
    ]
    assert (first.total, first.currency, first.payment_reference) == (88550, "USD", "TRACE-4711")
    assert (first.payer_name, first.payer_account) == ("BIG RETAIL INC", "4455667788")
    assert (first.payment_date, first.lines[1].place) == (date(2025, 3, 14), "segment 10, RMR")
    assert (second.currency, second.total, second.payment_date) == ("CAD", 12000, date(2025, 3, 15))


def test_edifact_remadv() -> None:
    """A credit note is taken off; a reason without an amount explains what is missing to the gross."""
    found = read_sample("retail.remadv")
    assert (found.format, found.problems) == ("EDIFACT REMADV", ())
    first, second = found.remittances
    assert lines(first) == [
        ("R-2025-1001", 116620, 2380, "discount"),
        ("R-2025-1002", 45000, 5000, "Bruch, 2 Kartons"),
        ("G-77", -11620, 0, ""),
    ]
    assert [(line.reason_code, line.discount, line.gross) for line in first.lines] == [
        ("discount", 2380, 119000),
        ("quality", 0, 50000),
        ("", 0, -11620),
    ]
    assert (first.total, first.currency, first.payment_reference) == (150000, "EUR", "E2E-4711")
    assert (first.payer_name, first.payer_account) == ("Kaufhaus M'Bach AG", "DE02120300000000202051")
    assert (first.payment_date, first.lines[1].place) == (date(2025, 3, 14), "segment 16, DOC")
    assert (second.payer_name, second.total) == ("Energie Süd GmbH", 6000)
    assert lines(second) == [("R-2025-1003", 6000, 2000, "adjustment 4")]
    assert second.lines[0].reason_code == "quantity"


def test_remadv_with_signs_of_its_own() -> None:
    usual = (SAMPLES / "retail.remadv").read_text(encoding="utf-8").replace("M?'Bach", "Bach")
    other = usual.replace("UNA:+.? '", "UNA|~.# !").translate(str.maketrans("+:'", "~|!")).encode()
    told = remittance.read(other, "f").remittances
    assert [lines(one) for one in told] == [
        lines(one) for one in remittance.read(usual.encode(), "f").remittances
    ]


@pytest.mark.parametrize(
    ("reason", "code"), [("Skonto 2 %", "discount"), ("palette cassée", "quality"), ("zu spät", "other")]
)
def test_a_payers_word_has_a_reason_of_ours(reason: str, code: str) -> None:
    text = (SAMPLES / "retail.remadv").read_text(encoding="utf-8")
    told = text.replace("AJT+3'", "AJT+ZZZ'").replace("Bruch, 2 Kartons", reason)
    assert remittance.read(told.encode(), "f").remittances[0].lines[1].reason_code == code


def test_a_banks_notification_brings_the_remittance_with_it() -> None:
    sample = SAMPLES.parents[1] / "bank/samples/day.camt053.xml"
    found = remittance.read(sample.read_bytes(), "bank.xml")
    assert lines(found.remittances[0])[:2] == [("R-100", 50000, 0, ""), ("R-101", 30000, 0, "")]
    assert not remittance.recognises(sample.read_bytes()), "as a file of its own it is a statement"


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("advice.remt.xml", "950.00", "9,50,0", "RmtInf[1]/Strd[1]: the amount '9,50,0' is not a number"),
        ("advice.remt.xml", 'RmtdAmt Ccy="EUR"', 'RmtdAmt Ccy="USD"', "is in USD, the payment in EUR"),
        ("advice.remt.xml", "<r:Nb>CN-9</r:Nb>", "", "has no document number"),
        ("advice.remt.xml", "950.00", "940.00", "add up to 890.00, the payment is 900.00"),
        ("advice.remt.xml", "<?xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><?xml", "XML"),
        ("retail.x12", "*490*", "*4,90,0*", "segment 10, RMR: the amount '4,90,0' is not a number"),
        ("retail.x12", "IV*INV-1", "IV*", "segment 10, RMR: the document has no number (RMR02)"),
        ("retail.x12", "SE*11*0001~", "", "segment 3, ST: the transaction breaks off"),
        ("retail.x12", "BPR*I*885.5", "BPR*I*88S.5", "segment 4, BPR: the amount '88S.5'"),
        ("retail.x12", "PR*CAD", "PR*Dollar", "segment 18, CUR: 'Dollar' is not an ISO 4217 currency"),
        ("retail.remadv", "MOA+12:450.00", "MOA+12:4,50,0", "segment 16, DOC: the amount '4,50,0'"),
        ("retail.remadv", "381+G-77", "381+", "segment 22, DOC: the document has no number"),
        ("retail.remadv", "DOC+381", "DOC+380", "add up to 1732.40, the payment is 1500.00"),
        ("retail.remadv", "UNT+25+1'", "", "segment 2, UNH: the message breaks off"),
        ("retail.remadv", "20250203:102", "20251303:102", "segment 15, DTM: '20251303' is not a date"),
        ("retail.x12", "ADX*-14.5*ZZ*CM*RTV-55", "ADX*-14.5*ZZ", "names no document (ADX04)"),
    ],
)  # fmt: skip
def test_damage_is_told_with_its_place(name: str, old: str, new: str, what: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert old in text
    found = remittance.read(text.replace(old, new, 1).encode(), name)
    problems = [str(problem) for problem in found.problems]
    assert any(what in problem for problem in problems), problems
    assert all(problem.todo for problem in found.problems)
