"""``duebook read``: what Duebook understands of a bank's file."""

import csv
import sys
from collections.abc import Iterator

import click

from duebook.cli.files import NOT_DONE, column_mapping, read_bytes, report, writing
from duebook.core.banking import BankEntry, BankStatement, StatementFile, entry_keys
from duebook.core.money import plain

# fmt: off
COLUMNS = (
    "format", "statement", "account", "place", "status", "booking_date", "value_date", "amount", "currency",
    "kind", "bank_reference", "end_to_end_id", "mandate_id", "payer_name", "payer_account", "ultimate_payer",
    "remittance", "references", "amounts_by_reference", "charges", "instructed_amount", "instructed_currency",
    "rate", "return_reason", "code", "batch", "key",
)
# fmt: on


@click.command(name="read")
@click.argument("file")
@click.option("--out", default="-", help="CSV to write, one line per movement; - for standard output.")
@click.option(
    "--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="Name a column of a bank's CSV export."
)
@click.option("--date-format", help="How the dates of an export are written, such as %d/%m/%Y.")
@click.option("--decimal", type=click.Choice([".", ","]), help="The decimal mark of an export.")
def command(
    file: str, out: str, pairs: tuple[str, ...], date_format: str | None, decimal: str | None
) -> None:
    """Read a bank statement of any format (- for standard input) and write what was understood.

    \b
    Examples:
      duebook read bank.xml --out lines.csv
      duebook read export.csv --map "Omschrijving=remittance" --out lines.csv
    Problems go to standard error, one per line. Exit: 0 all read, 1 some rejected, 2 nothing read.
    """
    from duebook.formats import bank

    name = "standard input" if file == "-" else file
    found = bank.read(read_bytes(file), name, column_mapping(pairs), date_format, decimal)
    if not found.statements:
        report(found.problems)
        sys.exit(NOT_DONE)
    with writing(out) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(_rows(found))
    sys.exit(report(found.problems))


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
