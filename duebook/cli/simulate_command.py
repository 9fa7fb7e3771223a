"""duebook simulate: a made-up company, as files."""

import sys
from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--customers", type=click.IntRange(20), default=300, show_default=True)
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), default="2025-05-01", show_default=True)
@click.option("--months", type=click.IntRange(1), default=18, show_default=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="A new or empty folder."
)
def command(seed: int, customers: int, start: datetime, months: int, out: Path) -> None:
    """Write what the ERP, the banks and the customers of a made-up company send, day after day.

    \b
    Example:
      duebook simulate --seed 1 --customers 40 --months 3 --out demo
      ls demo/inbox/2025-05-15
    """
    from duebook.simulator import COMPANY, simulate, write_days
    from duebook.simulator.workdays import add_months

    if out.exists() and any(out.iterdir()):
        raise click.UsageError(f"{out} is not empty; name a new folder, so that two stories do not mix")
    end = add_months(start.date(), months)
    story = write_days(simulate(seed, customers, start.date(), end), COMPANY, out)
    invoices = receipts = mails = 0
    with click.progressbar(story, length=(end - start.date()).days, label="days", file=sys.stderr) as days:
        for day in days:
            invoices += len(day.invoices)
            receipts += sum(receipt.amount > 0 for receipt in day.receipts)
            mails += len(day.mails) + len(day.advices)
    click.echo(f"{COMPANY.name}, {start:%Y-%m-%d} up to {end}:")
    click.echo(f"{invoices} invoices, {receipts} receipts, {mails} mails and advices, {customers} customers.")
    click.echo(f"Written to {out}: customers.csv, rates.csv, company.toml, inbox/ (one folder a day),")
    click.echo("applied.csv (the three months before), truth/ (what every receipt really paid).")
