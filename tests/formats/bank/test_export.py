"""CSV exports: what is told is read, what can be read in two ways is refused with what to say."""

from datetime import date

import pytest

from duebook.formats import bank
from tests.formats.bank.reading import amounts, read_sample, told


def test_a_german_export() -> None:
    found = read_sample("german.csv")
    (statement,) = found.statements
    assert (statement.account, statement.currency) == ("DE02120300000000202051", "EUR")
    assert told(statement.entries[0]) == {
        "place": "line 5", "booking_date": date(2024, 3, 4), "value_date": date(2024, 3, 5),
        "amount": 175000, "currency": "EUR", "kind": "credit", "payer_name": "Möbel Nord GmbH",
        "payer_account": "DE89370400440532013000", "remittance": "GUTSCHRIFT\nRechnung R-100",
    }  # fmt: skip
    assert [entry.amount for entry in statement.pending] == [10000]
    (problem,) = found.problems
    assert (problem.place, "'1O0,00' is not an amount" in problem.what) == ("line 7", True)


def test_an_american_export() -> None:
    found = read_sample("american.csv")
    assert amounts(found) == [150000, -1000]
    assert [entry.booking_date for entry in found.statements[0].entries] == [
        date(2024, 3, 4),
        date(2024, 3, 15),
    ]


def test_columns_by_mapping_and_a_currency_for_all_rows() -> None:
    text = b"Wann;Wieviel;Wozu\n2024-03-04;1,50;Rechnung 7\n"
    found = bank.read(
        text, "f", {"Wann": "booking_date", "wieviel": "amount", "Wozu": "remittance", "EUR": "currency"}
    )
    assert (amounts(found), found.statements[0].entries[0].remittance) == ([150], "Rechnung 7")


def test_credit_and_debit_in_a_column_of_their_own() -> None:
    text = b"Date,Amount,D/C,Currency\n2024-03-04,1.50,C,EUR\n2024-03-04,2.50,D,EUR\n2024-03-04,3.50,?,EUR\n"
    found = bank.read(text, "f")
    assert amounts(found) == [150, -250]
    assert "does not tell money in from money out" in found.problems[0].what


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("Date,Amount,Currency\n03/04/2024,1.50,EUR\n", "can be read in two ways", "--date-format"),
        ("Date,Amount,Currency\n2024-03-04,\"1,500\",EUR\n", "thousands separator", "--decimal"),
        ("Date,Amount\n2024-03-04,1.50\n", "currency is not told", '--map "EUR=currency"'),
        ("Date,Gross,Net,Currency\n2024-03-04,2,1,EUR\n", "'Gross' and 'Net' could both", "--map"),
        ("Date,Debit,Credit,Currency\n2024-03-04,-2.00,,EUR\n2024-03-04,3.00,,EUR\n", "without", "--map"),
        ("one,two\n1,2\n", "no row of column names", "--map"),
    ],
)  # fmt: skip
def test_what_is_ambiguous_is_refused(text: str, what: str, todo: str) -> None:
    found = bank.read(text.encode(), "f")
    assert found.statements == ()
    assert what in found.problems[0].what
    assert todo in found.problems[0].todo


@pytest.mark.parametrize(
    ("manner", "day", "amount"),
    [
        ({"date_format": "%d/%m/%Y", "decimal": "."}, date(2024, 4, 3), 150000),
        ({"date_format": "%m/%d/%Y", "decimal": ","}, date(2024, 3, 4), 150),
    ],
)
def test_what_was_ambiguous_can_be_said(manner: dict[str, str], day: date, amount: int) -> None:
    found = bank.read(b'Date,Amount,Currency\n03/04/2024,"1,500",EUR\n', "f", None, **manner)
    assert [(entry.booking_date, entry.amount) for entry in found.statements[0].entries] == [(day, amount)]


def test_a_mapping_to_a_column_that_is_not_there() -> None:
    found = bank.read(b"Date,Amount\n2024-03-04,1\n", "f", {"Betrag": "amount", "Date": "booking_date"})
    assert found.problems
