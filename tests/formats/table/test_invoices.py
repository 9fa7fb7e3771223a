"""Invoice lists: what is read, and what is said about what cannot be."""

from datetime import date

import pytest

from tests.formats.table.lists import HEAD, listed


def test_one_plain_row():
    table = listed("C1,Käfer KG,R-001,2025-01-02,2025-02-01,EUR,1234.50")
    assert not table.problems
    (invoice,) = table.invoices
    assert invoice.customer_name == "Käfer KG"
    assert invoice.invoice_number == "R-001"
    assert (invoice.issue_date, invoice.due_date) == (date(2025, 1, 2), date(2025, 2, 1))
    assert (invoice.amount, invoice.open_amount, invoice.kind) == (123450, 123450, "invoice")


def test_an_unreadable_amount_is_quarantined_with_its_place_and_never_nought():
    table = listed(
        "C1,A,1,2025-01-02,2025-02-01,EUR,10.00",
        "C1,A,2,2025-01-02,2025-02-01,EUR,ten",
        "C1,A,3,2025-01-02,2025-02-01,EUR,",
        "C1,A,4,2025-01-02,2025-02-01,EUR,40.00",
    )
    assert [invoice.amount for invoice in table.invoices] == [1000, 4000]
    assert [problem.place for problem in table.problems] == ["row 3, column amount", "row 4, column amount"]
    assert "'ten' is not an amount" in table.problems[0].what


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("amount", "100", (10000, 10000, "invoice")),
        ("amount,settled_date", "100,2025-03-01", (10000, 0, "invoice")),
        ("amount,open_amount", "100,40", (10000, 4000, "invoice")),
        ("amount", "-100", (-10000, -10000, "credit_note")),
        ("amount,kind", "100,Credit Note", (-10000, -10000, "credit_note")),
        ("amount,open_amount,kind", "100,40,advance", (-10000, -4000, "advance")),
        ("amount,kind", "5,fee", (500, 500, "fee")),
        ("amount,kind", "-5,invoice", (-500, -500, "credit_note")),
    ],
)
def test_kind_and_open_amount(columns, cells, expected):
    head = HEAD.replace("amount", columns)
    (invoice,) = listed(f"C1,A,1,2025-01-02,2025-02-01,EUR,{cells}", head=head).invoices
    assert (invoice.amount, invoice.open_amount, invoice.kind) == expected
