"""``duebook aging``: what is open on a day, by how long it is overdue."""

import csv
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from duebook.cli.files import NOT_DONE, writing
from duebook.cli.lists import DAY, InvoiceStream, list_options
from duebook.core.money import plain

if TYPE_CHECKING:
    from duebook.core.analytics import AgingRow, Buckets


@click.command(name="aging")
@click.option(
    "--invoices", required=True, help="The invoice list: CSV, XLSX or Parquet; - for standard input."
)
@click.option("--as-of", type=DAY, required=True, help="The day, 2025-12-31; what was settled later is open.")
@click.option("--buckets", default="30,60,90,120", show_default=True, help="Last day overdue of each bucket.")
@click.option("--by", type=click.Choice(["currency", "customer"]), default="currency", show_default=True)
@click.option("--out", required=True, help="CSV to write; - for standard output.")
@list_options
def command(invoices: str, as_of: date, buckets: str, by: str, out: str, **manner: Any) -> None:
    """Age the open items of an invoice list, per currency or per customer.

    \b
    Example:
      duebook aging --invoices invoices.csv --as-of 2025-12-31 --by customer --out aging.csv
    Credit notes and unapplied cash have columns of their own and are netted in the total.
    Problems go to standard error, one per line. Exit: 0 done, 1 some input rejected, 2 not done.
    """
    from duebook.core.analytics import aging, items_of

    edges = _buckets(buckets)
    listed = InvoiceStream(invoices, **manner)
    rows = aging(items_of(listed), as_of, edges, "customer" if by == "customer" else "currency")
    code = listed.done()
    if code == NOT_DONE:
        sys.exit(code)
    with writing(out) as stream:
        table = csv.writer(stream, lineterminator="\n")
        named = ("customer_id", "customer_name") if by == "customer" else ()
        table.writerow([*named, "currency", *edges.names, "credit_notes", "unapplied_cash", "total"])
        table.writerows(_line(row, by) for row in rows)
    sys.exit(code)


def _line(row: "AgingRow", by: str) -> list[str]:
    named = [row.customer_id, row.customer_name] if by == "customer" else []
    amounts = (*row.buckets, row.credit_notes, row.unapplied_cash, row.total)
    return [*named, row.currency, *(plain(amount, row.currency) for amount in amounts)]


def _buckets(text: str) -> "Buckets":
    from duebook.core.analytics import Buckets

    try:
        return Buckets(tuple(int(part) for part in text.split(",")))
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no rising list of days such as 30,60,90,120", param_hint="--buckets"
        ) from None
