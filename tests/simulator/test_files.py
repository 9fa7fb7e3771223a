"""Duebook's own readers understand what the simulator writes, and the same seed writes the same bytes."""

import email
import hashlib
import tomllib
from datetime import date
from email import policy
from pathlib import Path

import pytest
from click.testing import CliRunner

from duebook.cli.simulate_command import command
from duebook.core.banking.values import BankEntry, BankStatement, StatementFile
from duebook.formats import bank
from duebook.formats.table import read_applied, read_customers, read_invoices
from duebook.simulator import COMPANY, Day, inbox_files, simulate, write_days

SAID_BY_CAMT = (
    "amount", "currency", "kind", "booking_date", "value_date", "payer_account", "remittance", "references",
    "end_to_end_id", "mandate_id", "batch", "code", "instructed_amount", "instructed_currency", "rate",
    "return_reason", "charges", "ultimate_payer",
)  # fmt: skip
SAID_BY_MT940 = ("amount", "currency", "kind", "booking_date", "value_date", "payer_account")


def statements(days: list[Day], ending: str) -> list[tuple[BankStatement, StatementFile]]:
    """Each statement as meant and as read."""
    return [
        (next(s for s in day.statements if f"-{s.currency}." in name), bank.read(content, name))
        for day in days
        for name, content in inbox_files(day, COMPANY)
        if name.endswith(ending)
    ]


def said(entries: tuple[BankEntry, ...], words: tuple[str, ...]) -> dict[str, list[object]]:
    return {entry.bank_reference: [getattr(entry, word) for word in words] for entry in entries}


@pytest.mark.parametrize(("ending", "words"), [(".camt053.xml", SAID_BY_CAMT), (".sta", SAID_BY_MT940)])
def test_the_bank_reader_reads_what_the_bank_meant(half_year, ending, words):
    pairs = statements(half_year, ending)
    assert len(pairs) > 20
    for meant, file in pairs:
        assert file.problems == ()
        (read,) = file.statements
        assert (read.account, read.opening.amount, read.closing.amount) == (
            meant.account, meant.opening.amount, meant.closing.amount,
        )  # fmt: skip
        assert said(read.entries, words) == said(meant.entries, words)


def test_mt940_loses_nothing_of_the_purpose_but_letters_and_line_ends(half_year):
    for meant, file in statements(half_year, ".sta"):
        read = {entry.bank_reference: entry for entry in file.statements[0].entries}
        for entry in meant.entries:
            for number in entry.references:
                assert number in read[entry.bank_reference].remittance.replace("\n", "")


def test_the_invoice_reader_reads_the_same_invoices(half_year):
    for day in half_year:
        for name, content in inbox_files(day, COMPANY):
            if name == "invoices.csv":
                table = read_invoices(content, name)
                assert table.problems == ()
                assert table.invoices == day.invoices


def test_mails_are_real_messages_with_readable_parts(half_year):
    mails = [
        email.message_from_bytes(content, policy=policy.default)
        for day in half_year
        for name, content in inbox_files(day, COMPANY)
        if name.endswith(".eml")
    ]
    assert len(mails) > 20
    for mail in mails:
        assert mail["From"].addresses[0].domain.endswith(".example")
        assert mail["Message-ID"]
        assert mail.get_body().get_content().strip()
        assert not mail.defects
    attached = {part.get_content_type() for mail in mails for part in mail.iter_attachments()}
    assert attached >= {"text/csv", "application/pdf"}


def test_the_folder_can_be_read_as_a_whole(tmp_path):
    result = CliRunner().invoke(
        command, ["--customers", "30", "--months", "2", "--out", str(tmp_path / "demo")]
    )
    assert result.exit_code == 0, result.output
    folder = tmp_path / "demo"
    customers = read_customers((folder / "customers.csv").read_bytes(), "customers.csv")
    assert not customers.problems
    assert 25 <= len(customers.customers) <= 30
    past = read_applied((folder / "applied.csv").read_bytes(), "applied.csv")
    assert not past.problems
    assert {line.value_date < date(2025, 5, 1) for line in past.allocations} == {True}
    company = tomllib.loads((folder / "company.toml").read_text("utf-8"))
    assert [account["currency"] for account in company["bank_accounts"]] == ["EUR", "USD", "CHF"]


def test_a_full_folder_is_not_written_into(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    result = CliRunner().invoke(command, ["--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "is not empty" in result.output


def fingerprint(seed: int, folder: Path) -> str:
    for _ in write_days(simulate(seed, 25, date(2025, 5, 1), date(2025, 7, 1)), COMPANY, folder):
        pass
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(tmp_path):
    first, again, other = (
        fingerprint(seed, tmp_path / name) for seed, name in ((1, "a"), (1, "b"), (2, "c"))
    )
    assert first == again
    assert first != other
