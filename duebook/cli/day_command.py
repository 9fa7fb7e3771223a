"""``duebook day``: run a company's receivables day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duebook.cli.companies import company_named, company_option
from duebook.cli.files import SOME_REJECTED
from duebook.cli.framework import load_framework, require_ready_books
from duebook.cli.lists import DAY
from duebook.cli.progress import progress_bar

if TYPE_CHECKING:
    from duebook.books.companies.models import Company
    from duebook.books.work.queries import Task
    from duebook.flows.day import Day


@click.command(name="day")
@click.option("--as-of", "as_of", type=DAY, help="The day to run; default: today.")
@click.option("--inbox", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Folder with invoice lists and bank statements, maybe in folders by day.")  # fmt: skip
@company_option
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S"]), help="The instant to record, in UTC.")
@click.option("--no-mail", is_flag=True, help="Leave the letters in the outbox.")
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date | None,
    inbox: Path | None,
    code: str | None,
    now: datetime | None,
    no_mail: bool,
) -> None:
    """Take in what arrived, apply cash, write and send reminders, and say what people must decide.

    \b
    Example:
      duebook day --as-of 2026-10-30 --inbox /var/duebook/inbox
    Run it as often as you like: what is done is not done again. Kill it anywhere: the next run completes it.
    """
    load_framework()
    require_ready_books()
    from django.conf import settings

    from duebook.flows.day import run_day

    instant = now.replace(tzinfo=UTC) if now else datetime.now(UTC)
    company = company_named(code)
    channel = None if no_mail else settings.MAIL_CHANNEL
    with progress_bar() as progress:
        day = run_day(company, as_of or instant.date(), inbox, channel, instant, progress=progress)
    click.echo(summary(day))
    click.echo(largest(company, day.as_of), nl=False)
    problems = [problem for outcome in day.files for problem in outcome.problems]
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        ctx.exit(SOME_REJECTED)


def summary(day: Day) -> str:
    """The day in lines a controller reads."""
    lists = [outcome for outcome in day.files if outcome.kind == "invoices"]
    movements = sum(outcome.added for outcome in day.files if outcome.kind == "bank statement")
    applied, asked, out = day.applied, day.asked, day.delivered
    return SUMMARY.format(
        title=f"{day.company}, {day.as_of:%A %d %B %Y}",
        files=len(day.files),
        new=sum(outcome.added for outcome in lists),
        changed=sum(outcome.changed for outcome in lists),
        movements=movements,
        problems=sum(len(outcome.problems) for outcome in day.files),
        applied=applied,
        set_off=day.set_off,
        asked=asked,
        out=out,
    )


def largest(company: Company, as_of: date) -> str:
    """The tasks with the most money, a line each; nothing when nobody needs to do anything."""
    from duebook.books.work.queries import largest_tasks

    tasks = largest_tasks(company, as_of, TASKS_SHOWN)
    lines = [f"    {task.money!s:>18}  {_told(task)}\n" for task in tasks]
    return "".join(["  most money waits at\n", *lines]) if lines else ""


def _told(task: Task) -> str:
    return f"{task.customer or task.subject}: {task.why.split('; ')[0]}"


TASKS_SHOWN = 5
SUMMARY = """\
{title}
  came in   {files} files: {new} new and {changed} changed invoices; {movements} bank movements; \
{problems} problems
  applied   {applied.applied} receipts by themselves; {applied.parked} not from customers; \
{applied.waiting} wait for a decision; {set_off} credit notes set off
  asked     {asked.letters} letters written; {asked.withdrawn} taken back; \
{asked.for_people} calls and decisions for people
  went out  {out.sent} letters; {out.cancelled} no longer true; {out.refused} refused; \
{out.not_sent} to try again; {out.unknown} unknown"""
