"""The same list as CSV in many manners, as a workbook and as Parquet gives the same invoices."""

import io
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from duebook.formats.table import read_customers, read_invoices

HEAD = ["customer_id", "customer_name", "invoice_number", "issue_date", "due_date", "currency", "amount"]
ROWS = [
    ["C1", "Müller Straßenbau", "0017", date(2025, 1, 2), date(2025, 2, 1), "EUR", 1234.5],
    ["C2", "Łódź Wąsik", "0018", date(2025, 1, 3), date(2025, 2, 2), "EUR", -20],
]


def delimited(separator=",", rows=ROWS):
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in [HEAD, *rows]) + "\n"


def workbook(rows, title_rows=0, sheets_before=()):
    book = openpyxl.Workbook()
    sheet = book.active
    for state in sheets_before:
        sheet.sheet_state = state
        sheet = book.create_sheet()
    book.active = book.index(sheet)
    for _ in range(title_rows):
        sheet.append(["Open items as of today"])
    for row in [HEAD, *rows]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(tmp_path, query):
    path = tmp_path / "x.parquet"
    duckdb.sql(query).write_parquet(str(path))
    return path.read_bytes()


EXPECTED = read_invoices(delimited().encode(), "plain.csv").invoices


def test_the_plain_list_is_what_it_says():
    assert [(i.customer_name, i.invoice_number, i.amount) for i in EXPECTED] == [
        ("Müller Straßenbau", "0017", 123450),
        ("Łódź Wąsik", "0018", -2000),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_separator_and_encoding(separator, encoding):
    table = read_invoices(delimited(separator).encode(encoding), "list")
    assert table.invoices == EXPECTED
    assert not table.problems


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end(end):
    assert read_invoices(delimited().replace("\n", end).encode(), "list").invoices == EXPECTED


@pytest.mark.parametrize("manner", [{}, {"title_rows": 3}, {"sheets_before": ["hidden"]}])
def test_a_workbook(manner):
    table = read_invoices(workbook(ROWS, **manner), "list")
    assert not table.problems
    assert table.invoices == EXPECTED


def test_a_workbook_names_the_row_that_the_clerk_sees():
    rows = [*ROWS, ["C3", "x", "0019", "soon", date(2025, 2, 2), "EUR", 1]]
    (problem,) = read_invoices(workbook(rows, title_rows=2), "list").problems
    assert problem.place == "row 6, column issue_date"


def test_numbers_and_days_of_a_workbook():
    morning = datetime(2025, 1, 2, 8, 30)  # noqa: DTZ001 (workbooks know no time zones)
    rows = [["C1", "x", 17, morning, "2025-02-01", "EUR", 0.1 + 0.2]]
    (invoice,) = read_invoices(workbook(rows), "list").invoices
    assert (invoice.invoice_number, invoice.issue_date, invoice.amount) == ("17", date(2025, 1, 2), 30)


def test_a_parquet_file(tmp_path):
    query = """
        select * from (values
            ('C1', 'Müller Straßenbau', '0017', date '2025-01-02', '2025-02-01', 'EUR', 1234.50),
            ('C2', 'Łódź Wąsik', '0018', timestamp '2025-01-03 00:00', '2025-02-02', 'EUR', -20)
        ) as list(Customer_ID, "Customer Name", "invoice number", issueDate, due_date, currency, amount)"""
    table = read_invoices(parquet(tmp_path, query), "list")
    assert not table.problems
    assert table.invoices == EXPECTED


def test_customers():
    text = (
        "Customer ID;Customer name;Country;IBAN;Credit limit;City\n"
        "C1;Käfer;de;DE02 1203 0000 0000 2020 51, DE02500105170137075030;10.000,50;Bonn\n"
        "C2;Nobody;Germany;;;\n"
        ";No number;DE;;;\n"
    )
    table = read_customers(text.encode(), "customers.csv")
    (customer,) = table.customers
    assert customer.bank_accounts == ("DE02120300000000202051", "DE02500105170137075030")
    assert str(customer.credit_limit) == "10000.50"
    assert (customer.country, customer.city) == ("DE", "Bonn")
    assert [problem.place for problem in table.problems] == [
        "row 3, column country",
        "row 4, column customer_id",
    ]
