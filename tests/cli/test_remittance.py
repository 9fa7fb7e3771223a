"""Remittances on the command line: ``duebook match --remittance`` and ``duebook read``."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from duebook.cli.match_command import command as match
from duebook.cli.read_command import REMITTANCE_COLUMNS
from duebook.cli.read_command import command as read
from tests.cli.examples import csv_blocks
from tests.cli.test_match import statement

SAMPLES = Path(__file__).parents[1] / "formats/remittance/samples"
COUNT = 800


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A retailer pays 800 of 1,000 invoices in one transfer, and mails what each gets."""
    amounts = [f"{10 + n * 7 % 90}.{n % 100:02}" for n in range(1000)]
    invoices = ["customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount"]
    invoices += [f"C1,Big Retail,R-{1000 + n},2025-02-12,2025-03-14,EUR,{a}" for n, a in enumerate(amounts)]
    advice = ["invoice_number;invoice_date;amount;paid;deducted;currency"]
    advice += [f"R-{1000 + n};2025-02-12;{a};{a};0.00;EUR" for n, a in enumerate(amounts[:COUNT])]
    total = sum(int(a.replace(".", "")) for a in amounts[:COUNT])
    (tmp_path / "invoices.csv").write_text("\n".join(invoices), encoding="utf-8")
    (tmp_path / "advice.csv").write_text("\n".join(advice), encoding="utf-8")
    receipt = ("B1", f"{total // 100}.{total % 100:02}", "BIG RETAIL", "", "as advised")
    (tmp_path / "bank.xml").write_text(statement([receipt]), encoding="utf-8")
    return tmp_path


def given(folder: Path) -> list[str]:
    return ["--invoices", str(folder / "invoices.csv"), "--statement", str(folder / "bank.xml"), "--out", "-"]


def test_a_payment_of_800_lines_is_applied_at_once(folder: Path) -> None:
    program = [sys.executable, "-m", "duebook", "match", *given(folder)]
    done = subprocess.run(
        [*program, "--remittance", str(folder / "advice.csv")], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert [(line["decision"], line["invoice_number"]) for line in rows(done.stdout)] == [
        ("auto", f"R-{1000 + n}") for n in range(COUNT)
    ]
    without = subprocess.run(program, capture_output=True, text=True, check=True)
    assert "auto" not in {line["decision"] for line in rows(without.stdout)}


def test_a_list_without_its_money_is_told_and_is_no_error(folder: Path) -> None:
    other = str(SAMPLES / "simulated.csv")
    done = CliRunner().invoke(match, [*given(folder), "--remittance", other])
    assert done.exit_code == 0
    assert done.stderr == (
        f"{other}:row 2: the remittance without reference of 1416.20 EUR fits no receipt; "
        "give it again together with the statement that holds its money\n"
    )


def test_a_list_that_cannot_be_read_is_an_error(folder: Path) -> None:
    (folder / "broken.csv").write_text("invoice,paid,currency\n1,x,EUR\n", encoding="utf-8")
    done = CliRunner().invoke(match, [*given(folder), "--remittance", str(folder / "broken.csv")])
    assert (done.exit_code, "row 2, column paid" in done.stderr) == (1, True)


def test_read_shows_what_each_document_gets() -> None:
    done = CliRunner().invoke(read, [str(SAMPLES / "advice.remt.xml")])
    assert (done.exit_code, done.stderr) == (0, "")
    lines = rows(done.stdout)
    assert list(lines[0]) == list(REMITTANCE_COLUMNS)
    shown = ("payment_reference", "total", "invoice_number", "amount")
    assert [tuple(line[column] for column in shown) for line in lines] == [
        ("E2E-1", "900.00", "INV-1", "950.00"),
        ("E2E-1", "900.00", "CN-9", "-50.00"),
        ("E2E-2", "", "INV-2", ""),
    ]
    assert (lines[0]["deduction"], lines[0]["reason"]) == ("50.00", "broken glass; discount")


def test_read_asks_for_what_a_list_does_not_tell(tmp_path: Path) -> None:
    advice = tmp_path / "advice.csv"
    advice.write_text("Rechnung;Zahlung\n4711;98,00\n", encoding="utf-8")
    mapped = [str(advice), "--map", "Zahlung=paid"]
    done = CliRunner().invoke(read, mapped)
    assert (done.exit_code, '--map "EUR=currency"' in done.stderr) == (2, True)
    done = CliRunner().invoke(read, [*mapped, "--map", "EUR=currency"])
    assert [(line["invoice_number"], line["amount"]) for line in rows(done.stdout)] == [("4711", "98.00")]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
        "<rsm:CrossIndustryInvoice xmlns:rsm='urn:un:unece:uncefact:data:standard'/>",
    ],
)
def test_read_says_that_it_does_not_read_invoices_yet(tmp_path: Path, text: str) -> None:
    file = tmp_path / "invoice.xml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(read, [str(file)])
    assert (done.exit_code, "is an e-invoice, which Duebook does not read yet" in done.stderr) == (2, True)


def test_the_worked_example_of_the_page(tmp_path: Path) -> None:
    (list_of_page,) = csv_blocks("docs/formats/remittance.md")
    (tmp_path / "advice.csv").write_text(list_of_page, encoding="utf-8")
    (tmp_path / "invoices.csv").write_text(
        "customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount\n"
        "C1,Brown,R-2025-100001,2025-02-03,2025-03-05,EUR,1190.00\n"
        "C1,Brown,R-2025-100002,2025-02-04,2025-03-06,EUR,250.00\n"
        "C1,Brown,R-2025-100003,2025-02-04,2025-03-06,EUR,1416.20\n",
        encoding="utf-8",
    )
    one = ("B1", "1416.20", "BROWN", "", "see our advice")
    (tmp_path / "bank.xml").write_text(statement([one]), encoding="utf-8")
    told = [*given(tmp_path), "--remittance", str(tmp_path / "advice.csv")]
    lines = rows(CliRunner().invoke(match, told).stdout)
    assert [(line["invoice_number"], line["amount_applied"]) for line in lines] == [
        ("R-2025-100001", "1166.20"),
        ("R-2025-100002", "250.00"),
    ]
    (tmp_path / "bank.xml").write_text(statement([one, ("B2", *one[1:])]), encoding="utf-8")
    done = CliRunner().invoke(match, told)
    assert "fits receipts B1, B2; apply the one it is for by hand" in done.stderr
