"""``duebook import``: take files into the books."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from duebook.cli.companies import company_named, company_option
from duebook.cli.files import DONE, NOT_DONE, SOME_REJECTED, column_mapping, read_bytes, report
from duebook.cli.framework import load_framework, require_ready_books
from duebook.cli.lists import DAY
from duebook.cli.progress import progress_bar


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True)
@company_option
@click.option("--as-of", "as_of", type=DAY, help="The day the files count for; default: today.")
@click.option("--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="Name a column of your list.")
@click.option("--date-format", help='Dates in your list when not ISO 8601: "%d.%m.%Y".')
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    code: str | None,
    as_of: date | None,
    pairs: tuple[str, ...],
    date_format: str | None,
) -> None:
    """Take in invoices, customers, rates, bank statements and remittances, known by content, all or nothing.

    \b
    Examples:
      duebook import customers.csv invoices.xlsx statement.xml
      duebook import advice.eml remittance.pdf
      duebook import export.csv --map "Rechnungsnr=invoice_number" --date-format %d.%m.%Y
    The same file again changes nothing; a corrected one changes what was corrected.
    """
    load_framework()
    require_ready_books()
    from duebook.flows.receive_files import Arrived, receive_file

    company, mapping, now = company_named(code), column_mapping(pairs), datetime.now(UTC)
    worst = DONE
    for path in paths:
        arrived = Arrived(Path(path).name, read_bytes(path), as_of or now.date(), mapping, date_format)
        with progress_bar() as progress:
            outcome = receive_file(company, arrived, "duebook import", now, progress)
        click.echo(
            f"{outcome.name}: {outcome.kind}; {outcome.added} new, {outcome.changed} changed, "
            f"{outcome.unchanged} as before, {len(outcome.problems)} problems"
        )
        worst = max(worst, report(outcome.problems), _exit_code(outcome.kind))
    ctx.exit(worst)


def _exit_code(kind: str) -> int:
    return {"not recognised": NOT_DONE, "refused": SOME_REJECTED}.get(kind, DONE)
