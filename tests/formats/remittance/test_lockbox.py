"""Checks that the bank opened: the lockbox file of fixed columns, and lockbox items of a BAI2 report."""

from datetime import date

import pytest

from duebook.formats import remittance


def lockbox(*records: str) -> bytes:
    lines = [
        "100021000021 NORDWIND H2506190930",
        "2021000021           400080",
        "50010014410093250619021000021",
    ]
    return "".join(f"{line:<80}\n" for line in (*lines, *records, "9000006")).encode()


CHECK = "60010010000148000021000021 41902914150000008954250618Maplecrest Foods Inc."
FIRST = f"40010016010{'RE2603087':<16}0000098000000000200001"
LAST = f"40010016029{'RE2603088':<16}0000050000000000000000"


def test_checks_with_their_stubs() -> None:
    found = remittance.read(lockbox(CHECK, FIRST, LAST), "lockbox.txt")
    (told,) = found.remittances
    assert (found.format, found.problems) == ("BAI lockbox", ())
    assert (told.total, told.currency, told.payment_reference) == (148000, "USD", "8954")
    assert (told.payment_date, told.payer_name) == (date(2025, 6, 18), "Maplecrest Foods Inc.")
    assert [(line.reference, line.amount, line.deduction, line.reason_code) for line in told.lines] == [
        ("RE2603087", 98000, 2000, "discount"),
        ("RE2603088", 50000, 0, ""),
    ]
    assert told.lines[1].place == "line 6"
    assert remittance.recognises(lockbox(CHECK))


@pytest.mark.parametrize(
    ("records", "what"),
    [
        ((FIRST,), "line 4: the invoice (record 4) has no check"),
        ((CHECK.replace("148000", "14x000"), LAST), "line 4: the amount '000014x000' is not a number"),
        ((CHECK, LAST), "add up to 500.00, the payment is 1480.00"),
        ((CHECK, FIRST.replace("RE2603087", " " * 9)), "line 5: the invoice has no number"),
        ((), "holds no checks"),
    ],
)
def test_damage_is_told_with_its_place(records: tuple[str, ...], what: str) -> None:
    problems = [str(problem) for problem in remittance.read(lockbox(*records), "f").problems]
    assert any(what in problem for problem in problems), problems


BAI2 = b"""01,BANK,US,250619,0900,1,80,,2/
02,US,BANK,1,250619,,USD,2/
03,12345,USD,010,0,,,015,148000,,/
16,115,148000,Z,BR0,,LOCKBOX DEPOSIT/
16,116,98000,Z,BR1,8954,MAPLECREST INV: RE2603087 AMT 980.00
16,116,50000,Z,BR2,8955,LONE PRAIRIE
88,INVOICE NO. RE2603088
49,444000,5/
98,444000,1,7/
99,444000,1,9/
"""


def test_the_items_of_a_deposit_and_not_the_deposit() -> None:
    found = remittance.read(BAI2, "report.bai")
    assert not remittance.recognises(BAI2), "as a file of its own it is a statement"
    assert [(one.total, one.payment_reference) for one in found.remittances] == [
        (98000, "8954"),
        (50000, "8955"),
    ]
    lines = [(line.reference, line.amount) for one in found.remittances for line in one.lines]
    assert lines == [("RE2603087", 98000), ("RE2603088", None)]
