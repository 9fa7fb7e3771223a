"""``duebook read``: what Duebook understands of a bank's file or of a payer's remittance."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

import click

from duebook.cli.files import NOT_DONE, column_mapping, read_bytes, report, writing
from duebook.core.banking import (
    BankEntry,
    BankStatement,
    Box,
    Remittance,
    RemittanceFile,
    RemittanceLine,
    StatementFile,
    entry_keys,
)
from duebook.core.money import plain
from duebook.core.problems import Problem

# fmt: off
COLUMNS = (
    "format", "statement", "account", "place", "status", "booking_date", "value_date", "amount", "currency",
    "kind", "bank_reference", "end_to_end_id", "mandate_id", "payer_name", "payer_account", "ultimate_payer",
    "remittance", "references", "amounts_by_reference", "charges", "instructed_amount", "instructed_currency",
    "rate", "return_reason", "code", "batch", "key",
)
REMITTANCE_COLUMNS = (
    "format", "payment_place", "payment_reference", "payment_date", "payer_name", "payer_account", "currency",
    "total", "place", "box", "invoice_number", "gross", "amount", "deduction", "discount", "reason",
    "reason_code", "doubt", "sender", "sent_on", "remittance",
)
# fmt: on

_EINVOICE = re.compile(
    r"<(?:[\w.-]+:)?(?:CrossIndustry(?:Invoice|Document)|CreditNote|Invoice|FatturaElettronica)[\s>]"
)


@click.command(name="read")
@click.argument("file")
@click.option(
    "--out", default="-", help="CSV to write, one line per movement or paid document; - for standard output."
)
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="THEIRS=OURS",
    help="Name a column of a bank's export or a payer's list.",
)
@click.option("--date-format", help="How the dates of a list are written, such as %d/%m/%Y.")
@click.option("--decimal", type=click.Choice([".", ","]), help="The decimal mark of a list.")
def command(
    file: str, out: str, pairs: tuple[str, ...], date_format: str | None, decimal: str | None
) -> None:
    """Read a bank statement or remittance of any format (- for standard input): what was understood.

    \b
    Examples:
      duebook read bank.xml --out lines.csv
      duebook read export.csv --map "Omschrijving=remittance" --out lines.csv
      duebook read advice.xlsx --map "Zahlung=paid" --map "EUR=currency" --out paid.csv
    Problems go to standard error, one per line. Exit: 0 all read, 1 some rejected, 2 nothing read.
    """
    from duebook.formats import bank, remittance

    name = "standard input" if file == "-" else file
    data, mapping = read_bytes(file), column_mapping(pairs)
    if problem := _einvoice(data, name):
        report([problem])
        sys.exit(NOT_DONE)
    if remittance.recognises(data, mapping):
        told = remittance.read(data, name, mapping, date_format, decimal)
        _write(out, REMITTANCE_COLUMNS, _documents(told), told.problems, bool(told.remittances))
    found = bank.read(data, name, mapping, date_format, decimal)
    _write(out, COLUMNS, _rows(found), found.problems, bool(found.statements))


def _write(
    out: str, columns: Sequence[str], rows: Iterable[list[str]], problems: Iterable[Problem], understood: bool
) -> NoReturn:
    """Writes the lines, if anything was understood, and ends the command."""
    if not understood:
        report(problems)
        sys.exit(NOT_DONE)
    with writing(out) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)
    sys.exit(report(problems))


def _einvoice(data: bytes, name: str) -> Problem | None:
    from duebook.formats.reading import head_of

    if not _EINVOICE.search(head_of(data, 4096)):
        return None
    what = "this is an e-invoice, which Duebook does not read yet"
    return Problem(name, "line 1", what, "give invoices as a list: duebook match --invoices invoices.csv")


def _rows(found: StatementFile) -> Iterator[list[str]]:
    keys = iter(entry_keys(*found.statements))
    for statement in found.statements:
        for entry in statement.entries:
            status = "booked" if statement.booked else "advised"
            yield [found.format, *_row(statement, entry, status), next(keys)]
        for entry in statement.pending:
            yield [found.format, *_row(statement, entry, "pending"), ""]


def _row(statement: BankStatement, entry: BankEntry, status: str) -> list[str]:
    """One movement as text: amounts in major units with a point, days ISO 8601, lists joined by a bar."""
    currency = entry.currency
    original = entry.instructed_amount
    return [
        statement.number, statement.account, entry.place, status,
        entry.booking_date.isoformat(), entry.value_date.isoformat(), plain(entry.amount, currency), currency,
        entry.kind, entry.bank_reference, entry.end_to_end_id, entry.mandate_id,
        entry.payer_name, entry.payer_account, entry.ultimate_payer, entry.remittance,
        "|".join(entry.references),
        "|".join(f"{reference}={plain(part, currency)}" for reference, part in entry.amounts_by_reference),
        plain(entry.charges, currency) if entry.charges else "",
        plain(original, entry.instructed_currency) if original is not None else "", entry.instructed_currency,
        entry.rate, entry.return_reason, entry.code, entry.batch,
    ]  # fmt: skip


def _documents(found: RemittanceFile) -> Iterator[list[str]]:
    """One row per paid document; a remittance that names none has a row of its own."""
    for remittance in found.remittances:
        for line in remittance.lines or (None,):
            sent_on = remittance.sent_on.isoformat() if remittance.sent_on else ""
            brought = [remittance.doubt, remittance.sender, sent_on, remittance.text]
            yield [found.format, *_payment(remittance), *_document(remittance, line), *brought]


def _payment(remittance: Remittance) -> list[str]:
    return [
        remittance.place, remittance.payment_reference,
        remittance.payment_date.isoformat() if remittance.payment_date else "",
        remittance.payer_name, remittance.payer_account, remittance.currency,
        plain(remittance.total, remittance.currency) if remittance.total is not None else "",
    ]  # fmt: skip


def _document(remittance: Remittance, line: RemittanceLine | None) -> list[str]:
    """Where it stands and what it gets; the box as page, left, top, right, bottom in points."""
    if line is None:
        return [""] * 9
    gross, amount, deduction, discount = (
        "" if minor is None else plain(minor, remittance.currency)
        for minor in (line.gross, line.amount, line.deduction or None, line.discount or None)
    )
    return [
        line.place, _edges(line.box), line.reference, gross, amount, deduction, discount,
        line.reason, line.reason_code,
    ]  # fmt: skip


def _edges(box: Box | None) -> str:
    return f"{box.page} {box.left:.1f} {box.top:.1f} {box.right:.1f} {box.bottom:.1f}" if box else ""
