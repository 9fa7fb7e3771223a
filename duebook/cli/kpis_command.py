"""``duebook kpis``: the figures of collection for a period."""

import csv
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from duebook.cli.files import NOT_DONE, writing
from duebook.cli.lists import DAY, InvoiceStream, list_options
from duebook.core.money import plain

if TYPE_CHECKING:
    from duebook.core.analytics import Kpis

COLUMNS = (
    "currency", "from", "to", "credit_sales", "opening_receivables", "closing_receivables", "overdue",
    "receivables_turnover", "dso", "dso_count_back", "best_possible_dso", "average_days_delinquent",
    "collection_effectiveness_index", "overdue_share",
)  # fmt: skip


@click.command(name="kpis")
@click.option(
    "--invoices", required=True, help="The invoice list: CSV, XLSX or Parquet; - for standard input."
)
@click.option("--from", "first", type=DAY, required=True, help="First day of the period, 2025-01-01.")
@click.option("--to", "last", type=DAY, required=True, help="Last day of the period, 2025-03-31.")
@click.option("--out", required=True, help="CSV to write, one line per currency; - for standard output.")
@list_options
def command(invoices: str, first: date, last: date, out: str, **manner: Any) -> None:
    """Turnover, DSO, delinquency, collection effectiveness and overdue share of a period, per currency.

    \b
    Example:
      duebook kpis --invoices invoices.csv --from 2025-01-01 --to 2025-03-31 --out kpis.csv
    Each figure is defined in docs/algorithms/kpis.md. Blank means that the period cannot tell.
    Problems go to standard error, one per line. Exit: 0 done, 1 some input rejected, 2 not done.
    """
    from duebook.core.analytics import figures, items_of, kpis

    if last < first:
        raise click.BadParameter(f"the period ends ({last}) before it begins ({first})", param_hint="--to")
    listed = InvoiceStream(invoices, **manner)
    found = [kpis(one) for one in figures(items_of(listed), first, last)]
    code = listed.done()
    if code == NOT_DONE:
        sys.exit(code)
    with writing(out) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(_line(one, first, last) for one in found)
    sys.exit(code)


def _line(found: "Kpis", first: date, last: date) -> list[str]:
    base = found.figures
    amounts = (base.sales, base.opening, base.closing, base.overdue)
    ratios = (
        found.turnover, found.dso, found.dso_count_back, found.best_possible_dso,
        found.average_days_delinquent, found.collection_effectiveness, found.overdue_share,
    )  # fmt: skip
    return [
        base.currency, first.isoformat(), last.isoformat(),
        *(plain(amount, base.currency) for amount in amounts),
        *("" if value is None else f"{value:f}" for value in ratios),
    ]  # fmt: skip
