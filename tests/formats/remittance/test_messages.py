"""ISO 20022 remt.001, X12 820 and a bank's camt.054."""

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
