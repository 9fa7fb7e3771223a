"""init, import, day and check, as their users type them."""

import pytest

from tests.flows.processes import Books

COMPANY = 'name = "Acme Ltd"\ncurrency = "EUR"\nemail = "us@acme.example"\n'
CUSTOMERS = "customer_id,customer_name,email\nC1,Customer One,one@customer.example\n"
INVOICES = """\
customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount
C1,Customer One,RE-2601,2026-02-01,2026-03-01,EUR,119.00
C1,Customer One,RE-2602,2026-02-01,2026-03-01,EUR,12o.00
"""
DAY = ("day", "--as-of", "2026-03-01", "--now", "2026-03-01T06:00:00")


@pytest.fixture
def books(database_url) -> Books:
    return Books(database_url)


@pytest.fixture
def files(tmp_path):
    """A folder with company.toml, and an inbox with a list that is wrong in one row."""
    (tmp_path / "company.toml").write_text(COMPANY)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "customers.csv").write_text(CUSTOMERS)
    (inbox / "invoices.csv").write_text(INVOICES)
    return tmp_path


def test_from_an_empty_database_to_a_day_that_is_checked(books, files):
    assert "Company: acme" in books.run("init", "--company", str(files / "company.toml"))
    assert "Company: acme" in books.run("init", "--company", str(files / "company.toml"))

    said = books.run(*DAY, "--inbox", str(files / "inbox"), code=1)
    assert "1 new and 0 changed invoices" in said
    assert "1 letters written" in said
    assert "invoices.csv:" in said
    assert "12o.00" in said

    again = books.run(*DAY, "--inbox", str(files / "inbox"))
    assert "0 files" in again
    assert "0 letters written" in again

    assert "audit chain" in books.run("check")
    books.run("check", "--company", "acme")


def test_import_says_what_each_file_did_and_what_was_wrong(books, files):
    books.run("init", "--company", str(files / "company.toml"))
    inbox = files / "inbox"
    said = books.run("import", str(inbox / "customers.csv"), str(inbox / "invoices.csv"), code=1)
    assert "customers.csv: customers; 1 new" in said
    assert "invoices.csv: invoices; 1 new" in said
    assert "12o.00" in said
    assert "invoices.csv: known" in books.run("import", str(inbox / "invoices.csv"))
    (inbox / "letter.doc").write_bytes(b"\xd0\xcf\x11\xe0 dear all")
    assert "letter.doc: not recognised" in books.run("import", str(inbox / "letter.doc"), code=2)
    assert "cannot be read" in books.run("import", str(inbox / "nothing.csv"), code=2)


def test_books_that_were_tampered_with_are_told_by_the_exit_code(books, files):
    books.run("init", "--company", str(files / "company.toml"))
    books.run("import", str(files / "inbox" / "invoices.csv"), code=1)
    books.execute("UPDATE ledger_openitem SET due_date = '2027-01-01'")
    assert "RE-2601" in books.run("check", code=1)


def test_before_init_every_command_says_what_to_do(books, files):
    assert "Run: duebook init" in books.run(*DAY, code=2)
    assert "there is no company 'other'" in books.run("check", "--company", "other", code=2)
