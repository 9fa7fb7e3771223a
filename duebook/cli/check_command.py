"""``duebook check``: are the books as they were recorded?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from duebook.cli.framework import load_framework, require_ready_books

if TYPE_CHECKING:
    from duebook.books.companies.models import Company
    from duebook.flows.verify import Finding


@click.command(name="check")
@click.option("--company", "code", help="Only this company (its code); all by default.")
def command(code: str | None) -> None:
    """Verify audit chain, seals, ledger and control totals; exit 1 if something is wrong.

    \b
    Examples:
      duebook check
      duebook check --company demo
    Nothing is changed. docs/algorithms/ledger.md says what each check proves, and what it cannot.
    """
    load_framework()
    require_ready_books()
    from duebook.books.companies.models import Company

    companies = Company.objects.order_by("code")
    if code:
        companies = companies.filter(code=code)
        if not companies:
            raise click.UsageError(f"there is no company {code!r}")
    sound = [_report(company) for company in companies]
    sys.exit(0 if all(sound) else 1)


def _report(company: Company) -> bool:
    from duebook.flows.verify import inspect

    click.echo(f"{company.name} ({company.code})")
    findings: list[Finding] = []
    for checked in inspect(company):
        verdict = f"{len(checked.findings)} findings" if checked.findings else "ok"
        click.echo(f"  {checked.name:<28} {checked.rows:>12,} rows  {verdict}")
        findings += checked.findings
    for finding in findings:
        click.echo(f"{finding.check}: {finding.row} {finding.what}; {finding.todo}", err=True)
    return not findings
