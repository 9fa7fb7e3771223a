"""``duebook aging``: files in, files out."""

import csv
import io

import pytest
from click.testing import CliRunner

from duebook.cli import duebook
from tests.cli.examples import csv_blocks

LIST, BY_CUSTOMER = csv_blocks("docs/algorithms/aging.md")


def run(*arguments, stdin=None):
    return CliRunner().invoke(duebook, ["aging", *arguments], input=stdin)


def test_the_worked_example_of_the_documentation(tmp_path):
    (tmp_path / "invoices.csv").write_text(LIST)
    out = tmp_path / "aging.csv"
    done = run(
        "--invoices",
        f"{tmp_path}/invoices.csv",
        "--as-of",
        "2025-03-31",
        "--by",
        "customer",
        "--out",
        f"{out}",
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert out.read_text() == BY_CUSTOMER


def test_by_currency_on_the_standard_streams():
    done = run("--invoices", "-", "--as-of", "2025-03-31", "--buckets", "49,50", "--out", "-", stdin=LIST)
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["currency", "current", "1-49", "50-50", "51+", "credit_notes", "unapplied_cash", "total"],
        ["CHF", "0.00", "0.00", "0.00", "300.00", "0.00", "0.00", "300.00"],
        ["EUR", "250.50", "0.00", "1000.00", "0.00", "-100.00", "-75.00", "1075.50"],
    ]


def test_a_row_that_cannot_be_read_is_told_and_the_rest_is_aged():
    done = run("--invoices", "-", "--as-of", "2025-03-31", "--out", "-", stdin=LIST.replace("250.50", "much"))
    assert done.exit_code == 1
    assert done.stderr.startswith("standard input:row 3, column amount: 'much' is not an amount; ")
    assert "EUR,0.00,0.00,1000.00" in done.stdout


def test_a_foreign_export():
    foreign = (
        "Kundennr;Kunde;Rechnungsnr;Datum;Fällig;Währung;Betrag\n"
        "1;Käfer;R1;02.01.2025;01.02.2025;EUR;1.234,50\n"
    )
    pairs = ["Kundennr=customer_id", "Kunde=customer_name", "Rechnungsnr=invoice_number", "datum=issue_date",
             "fällig=due_date", "währung=currency", "BETRAG=amount"]  # fmt: skip
    told = [word for pair in pairs for word in ("--map", pair)]
    arguments = ["--invoices", "-", "--as-of", "2025-02-02", "--out", "-", "--date-format", "%d.%m.%Y", *told]
    for encoding in ("utf-8", "cp1252", "utf-16"):
        done = run(*arguments, stdin=foreign.encode(encoding))
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.endswith("EUR,0.00,1234.50,0.00,0.00,0.00,0.00,0.00,0.00,1234.50\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["--as-of", "yesterday"], LIST, "2025-12-31"),
        (["--as-of", "2025-03-31", "--buckets", "60,30"], LIST, "30,60,90,120"),
        (["--as-of", "2025-03-31", "--buckets", "a"], LIST, "30,60,90,120"),
        (["--as-of", "2025-03-31", "--map", "amount"], LIST, "theirs=ours"),
        (["--as-of", "2025-03-31"], "a,b\n1,2\n", "missing columns customer_id"),
        (["--as-of", "2025-03-31"], "", "empty"),
        (["--as-of", "2025-03-31", "--encoding", "klingon"], LIST, "klingon"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments, stdin, said, tmp_path):
    out = tmp_path / "aging.csv"
    done = run("--invoices", "-", "--out", str(out), *arguments, stdin=stdin)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not out.exists()


def test_a_missing_file():
    done = run("--invoices", "/nowhere.csv", "--as-of", "2025-03-31", "--out", "-")
    assert (done.exit_code, done.stdout) == (2, "")


def test_an_empty_list_is_an_empty_table():
    done = run("--invoices", "-", "--as-of", "2025-03-31", "--out", "-", stdin=LIST.splitlines()[0])
    assert done.exit_code == 0
    assert done.stdout.count("\n") == 1
