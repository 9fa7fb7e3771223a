"""BAI2: implied decimals, funds types, continuation records, control totals."""

from datetime import date

import pytest

from duebook.formats import bank
from tests.formats.bank.reading import SAMPLES, amounts, read_sample, told


def test_a_day_of_an_american_account() -> None:
    found = read_sample("day.bai2")
    (statement,) = found.statements
    assert (statement.account, statement.currency, found.problems) == ("0975312468", "USD", ())
    assert statement.opening is not None
    assert statement.closing is not None
    assert (statement.opening.amount, statement.closing.amount) == (100000, 256500)
    assert [(each.amount, each.kind, each.bank_reference) for each in statement.entries] == [
        (150000, "credit", "ACH0001"), (8000, "credit", "WIRE9"),
        (-1000, "charge", "FEE1"), (-500, "return", "RET1"),
    ]  # fmt: skip
    assert told(statement.entries[0], "remittance", "references") == {
        "remittance": "OHIO PARTS INC\nINV 5551, INV 5552", "references": ("CUST77",),
    }  # fmt: skip
    assert statement.entries[1].value_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        (b"16,195,8000,", b"16,195,80.00,", "line 7", "not a whole number of minor units"),
        (b"16,195,", b"16,x95,", "line 7", "tells neither credit nor debit"),
        (b"1,240304,", b"1,241304,", "line 2", "not a day of six digits"),
        (b"49,675500,7/", b"49,675501,7/", "line 10", "control total 675501 differs"),
        (b"88,INV 5551", b"INV 5551", "line 6", "is no BAI2 record"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: bytes, new: bytes, place: str, what: str) -> None:
    found = bank.read((SAMPLES / "day.bai2").read_bytes().replace(old, new), "f")
    assert any(problem.place == place and what in problem.what for problem in found.problems)


def test_a_same_day_report_is_not_booked() -> None:
    text = (SAMPLES / "day.bai2").read_bytes().replace(b",USD,2/", b",USD,4/")
    found = bank.read(text, "f")
    assert (found.statements[0].booked, len(amounts(found))) == (False, 4)
