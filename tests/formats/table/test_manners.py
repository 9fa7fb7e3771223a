"""Foreign lists: column names, mappings, dates, repetitions, and what is suggested when they do not fit."""

import pytest

from duebook.formats.table import read_applied, read_invoices
from tests.formats.table.lists import HEAD, listed


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        HEAD.upper(),
        HEAD.replace("_", " ").title(),
        HEAD.replace("_", ""),
        HEAD.replace("customer_id", " Customer-ID "),
        HEAD + ",unknown,,another",
    ],
)
def test_column_names_without_regard_to_case_and_space(head):
    table = listed("C1,A,1,2025-01-02,2025-02-01,EUR,10.00", head=head)
    assert (len(table.invoices), table.problems) == (1, ())


def test_a_mapping_wins_over_a_column_of_that_name():
    head = HEAD.replace("amount", "Betrag") + ",amount"
    table = listed("C1,A,1,2025-01-02,2025-02-01,EUR,10.00,99.00", head=head, mapping={"betrag": "amount"})
    assert table.invoices[0].amount == 1000


def test_a_mapping_for_another_file_does_no_harm():
    table = listed("C1,A,1,2025-01-02,2025-02-01,EUR,10.00", mapping={"Zahler": "payer_name", "x": "amount"})
    assert table.invoices[0].amount == 1000


def test_missing_columns_are_one_problem_with_the_likely_names():
    table = listed(
        "C1,A,1,2025-01-02,2025-02-01,EUR,10.00", head=HEAD.replace("invoice_number", "Invoice No.")
    )
    (problem,) = table.problems
    assert "missing column invoice_number" in problem.what
    assert "Invoice No." in problem.what
    assert '--map "Invoice No.=invoice_number"' in problem.todo


def test_two_columns_of_one_name():
    (problem,) = listed("C1,A,1,2025-01-02,2025-02-01,EUR,10,10", head=HEAD + ",Amount").problems
    assert "two columns are named amount" in problem.what


def test_dates_in_another_form_are_refused_once_with_the_forms_that_fit():
    rows = [f"C1,A,{day},{day:02}.01.2025,2025-02-01,EUR,10.00" for day in range(1, 20)]
    (problem,) = listed(*rows).problems
    assert "issue_date" in problem.what
    assert problem.todo == 'say how dates are written: --date-format "%d.%m.%Y"'


@pytest.mark.parametrize(("day", "fitting"), [("13/04/2025", 1), ("03/04/2025", 2)])
def test_american_and_european_days_are_told_apart_only_where_they_can_be(day, fitting):
    (problem,) = listed(f"C1,A,1,{day},2025-02-01,EUR,10.00").problems
    assert problem.todo.count("--date-format") == fitting


@pytest.mark.parametrize("form", ["%d.%m.%Y", "DD.MM.YYYY"])
def test_dates_as_told(form):
    (invoice,) = listed("C1,A,1,02.01.2025,01.02.2025,EUR,10.00", date_format=form).invoices
    assert (invoice.issue_date.isoformat(), invoice.due_date.isoformat()) == ("2025-01-02", "2025-02-01")


def test_the_same_row_twice_is_one_invoice_and_a_contradiction_is_a_problem():
    table = listed(
        "C1,A,1,2025-01-02,2025-02-01,EUR,10.00",
        "C2,B,1,2025-01-02,2025-02-01,EUR,10.00",
        "C1,A,1,2025-01-02,2025-02-01,EUR,10.00",
        "C1,A,1,2025-01-02,2025-02-01,EUR,11.00",
    )
    assert [(i.customer_id, i.amount) for i in table.invoices] == [("C1", 1000), ("C2", 1000)]
    (problem,) = table.problems
    assert problem.place == "row 5"
    assert "row 2" in problem.what


def test_instalments_of_one_invoice_are_not_repetitions():
    rows = [f"C1,A,1,2025-01-02,2025-0{month}-01,EUR,10.00,instalment" for month in (2, 3, 4)]
    assert len(listed(*rows, head=HEAD + ",kind").invoices) == 3


def test_a_comma_that_should_have_been_quoted_is_found():
    table = listed(
        "C1,A,1,2025-01-02,2025-02-01,EUR,10.00",
        "C1,A,2,2025-01-02,2025-02-01,EUR,1,234.00",
    )
    assert len(table.invoices) == 1
    assert table.problems[0].place == "row 3"
    assert "8 cells" in table.problems[0].what


def test_rows_are_numbered_by_the_line_they_start_on():
    table = listed('C1,"two\nlines",1,2025-01-02,2025-02-01,EUR,10.00', "", "C1,A,2,never,2025-02-01,EUR,1")
    assert table.problems[0].place == "row 5, column issue_date"


def test_numbers_kept_as_text_by_a_workbook_export():
    (invoice,) = listed('C1,A,"=""0012""",2025-01-02,2025-02-01,EUR,10.00').invoices
    assert invoice.invoice_number == "0012"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("kind", "receipt", "one of invoice, credit_note"),
        ("disputed", "perhaps", "yes or no"),
        ("open_amount", "some", "not an amount"),
        ("settled_date", "soon", "ISO 8601"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(column, cell, said):
    good = f"C1,A,1,2025-01-02,2025-02-01,EUR,10.00,{'2025-03-01' if column == 'settled_date' else ''}"
    table = listed(good, f"C1,A,2,2025-01-02,2025-02-01,EUR,10.00,{cell}", head=f"{HEAD},{column}")
    (problem,) = table.problems
    assert problem.place == f"row 3, column {column}"
    assert said in problem.what
    assert len(table.invoices) == 1


def test_past_allocations():
    text = (
        "receipt_id,value_date,amount,currency,payer_name,payer_account,remittance_text,customer_id,"
        "invoice_number,amount_applied\nR1,2025-03-01,100.00,EUR,Käfer,DE02,RE 1 and 2,C1,1,60.00\n"
        "R1,2025-03-01,100.00,EUR,Käfer,DE02,RE 1 and 2,C1,2,40.00\n"
    )
    table = read_applied(text.encode(), "applied.csv")
    assert [(a.invoice_number, a.amount, a.amount_applied) for a in table.allocations] == [
        ("1", 10000, 6000),
        ("2", 10000, 4000),
    ]
    assert not table.problems


def test_an_empty_list():
    assert read_invoices(HEAD.encode(), "x") == read_invoices(f"{HEAD}\n\n".encode(), "x")
    assert not read_invoices(HEAD.encode(), "x").problems
    assert "empty" in read_invoices(b"", "x").problems[0].what
