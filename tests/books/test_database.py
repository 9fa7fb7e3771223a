"""What the database itself refuses, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction


@pytest.fixture
def books(story):
    story.invoice("R1", "100.00")
    story.invoice("R1", "100.00", due="03-01")
    story.apply(story.receipt("60.00"), ("R1", "60.00"))
    return story


def refused(statement: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


KEPT = ("audit_event", "ledger_journalentry", "ledger_journalline", "ledger_openitemchange")


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_is_recorded_is_never_edited(books, table, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


LINE = """
INSERT INTO ledger_journalline
    (entry_id, company_id, account, item_id, receipt_id, currency, amount, base)
SELECT entry_id, company_id, '{account}', {item}, {receipt}, '{currency}', {amount}, {base}
FROM ledger_journalline WHERE account = 'invoiced' LIMIT 1"""
LINES = [
    ({"amount": 5, "base": 5}, "out of balance by 5 EUR"),
    ({"amount": 0, "base": 5}, "out of balance by 5 in company currency"),
    ({"account": "receivables", "amount": 0, "base": 0}, "receivables_name_an_item"),
    ({"account": "unapplied_cash", "amount": 0, "base": 0}, "waiting_cash_names_a_receipt"),
]


@pytest.mark.parametrize(("values", "message"), LINES)
def test_lines_that_do_not_balance_or_name_nothing_are_refused(books, values, message):
    line = {"account": "bank", "item": "NULL", "receipt": "NULL", "currency": "EUR", **values}
    refused(LINE.format(**line), message)


OVERSPENT = [
    ("UPDATE ledger_openitem SET open_amount = -1", "item_not_overspent"),
    ("UPDATE ledger_openitem SET open_amount = amount + 1", "item_not_overspent"),
    ("UPDATE ledger_receipt SET unapplied = -1", "receipt_not_overspent"),
    ("UPDATE ledger_receipt SET unapplied = amount + 1", "receipt_not_overspent"),
]


@pytest.mark.parametrize(("statement", "constraint"), OVERSPENT)
def test_more_than_there_is_cannot_be_allocated(books, statement, constraint):
    refused(statement, constraint)
