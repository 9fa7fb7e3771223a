"""``duebook demo``: a made-up company's receivables, to look at and to play with."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duebook.cli.day_command import summary
from duebook.cli.framework import connected, load_framework
from duebook.cli.init_command import open_from_toml
from duebook.cli.together import together, wait_for_end

if TYPE_CHECKING:
    from duebook.books.companies.models import Company
    from duebook.flows.day import Day

SEED, CUSTOMERS = 1, 180
START, TODAY = date(2025, 11, 1), date(2026, 10, 30)
SWITCHED_ON = TODAY - timedelta(weeks=2)
"""Until then the books are only kept, a fortnight at a time; from then on every working day runs whole."""
TRUSTED = START + timedelta(weeks=8)
"""Until then people confirm each proposal; from then on what is certain is posted by itself."""
FEW_SCANS = {"scanned_pdf": 0.1, "picture": 0.1}
"""Reading a scan takes seconds: one or two in the year show how it is done."""
MAIL_PORT = 2525


@click.command(name="demo")
@click.option("--headless", is_flag=True, help="Run the day and end, without serving the pages.")
@click.option("--port", default=8000, show_default=True, help="Where the pages are served.")
def command(headless: bool, port: int) -> None:
    """Load a made-up company with 180 customers and a year behind it, run its day, serve its desk.

    \b
    Examples:
      duebook demo
      duebook demo --headless
    Letters go by real SMTP to a mailbox on this machine; nothing leaves it.
    """
    load_framework()
    from django.conf import settings

    folder = settings.POSTBOX.parent / "demo"
    company, password = _prepare(folder)
    with together(["mailbox", "--port", str(MAIL_PORT)], environment={}):
        day = _live_through(company, folder)
    click.echo(f"\n{summary(day)}\n" if day else "\nAll days have been run before; nothing was left to do.\n")
    if headless:
        return
    click.echo(f"Sign in at http://127.0.0.1:{port}/ as demo with password {password}")
    click.echo(f"The letters that went out: http://127.0.0.1:{port}/mailbox/   Ctrl-C ends it all.\n")
    mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(MAIL_PORT)}
    commands = (["mailbox", "--port", str(MAIL_PORT)], ["worker"], ["serve", "--port", str(port)])
    with together(*commands, environment=mail) as running:
        wait_for_end(running)


def _prepare(folder: Path) -> tuple[Company, str]:
    """Books, the company with its files, and somebody who may sign in, with his password."""
    from django.core.management import call_command

    from duebook.books.companies.models import Role
    from duebook.books.companies.operations import let_in
    from duebook.simulator import COMPANY, SHARES, simulate, write_days

    with connected():
        call_command("migrate", interactive=False, verbosity=0)
    if not (folder / "complete").exists():
        click.echo(f"Writing the files of {COMPANY.name} and its banks to {folder}", err=True)
        end, shares = TODAY + timedelta(days=1), {**SHARES, **FEW_SCANS}
        for _ in write_days(simulate(SEED, CUSTOMERS, START, end, advice_shares=shares), COMPANY, folder):
            pass
        (folder / "complete").touch()
    company = open_from_toml((folder / "company.toml").read_bytes(), "company.toml")
    password = folder / "password"
    if not password.exists():
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(9))
    let_in(company, "demo", Role.CONTROLLER, password.read_text())
    return company, password.read_text()


def _live_through(company: Company, folder: Path) -> Day | None:
    """Run the days that have not been run yet; returns the last, None when there was nothing to do."""
    from django.db import connection

    from duebook.connectors.channel.smtp import SmtpChannel
    from duebook.flows.example import live, post_by_itself, read_truth

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")  # made-up books need not survive a power cut

    done = folder / "lived_until"
    until = date.fromisoformat(done.read_text()) if done.exists() else date.min
    channel, truth = SmtpChannel("127.0.0.1", MAIL_PORT, tls="none"), read_truth(folder)
    result = None
    days = [day for day in _days() if day > until]
    with click.progressbar(days, label="Living through a year", file=sys.stderr) as bar:
        for day in bar:
            if day > TRUSTED:
                post_by_itself(company, day)
            result = live(company, folder, day, truth, channel, remind=day > SWITCHED_ON)
            done.write_text(day.isoformat())
    return result


def _days() -> Iterator[date]:
    """Every second Friday until the reminders are switched on, then every working day."""
    day = TODAY
    days = []
    while day >= START:
        days.append(day)
        step = timedelta(days=3 if day.weekday() == 0 else 1)
        day -= step if day > SWITCHED_ON else timedelta(weeks=2)
    return reversed(days)
