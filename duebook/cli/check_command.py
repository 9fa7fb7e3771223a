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
@click.option("--digest", is_flag=True, help="Print the fingerprint of the books instead.")
def command(code: str | None, digest: bool) -> None:
    """Verify audit chain, seals, ledger and control totals; exit 1 if something is wrong.

    \b
    Examples:
      duebook check
      duebook check --company demo
      duebook check --digest      (last event's hash, then a hash over all that stands)
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
    report = _fingerprint if digest else _report
    sound = [report(company) for company in companies]
    sys.exit(0 if all(sound) else 1)


def _fingerprint(company: Company) -> bool:
    from duebook.flows.verify import books_digest

    click.echo(f"{company.code} {books_digest(company)}")
    return True


def _report(company: Company) -> bool:
    from duebook.flows.verify import inspect

    click.echo(f"{company.name} ({company.code})")
    findings: list[Finding] = []
    for checked in inspect(company):
        verdict = _verdict(len(checked.findings))
        click.echo(f"  {checked.name:<28} {checked.rows:>12,} rows  {verdict}")
        findings += checked.findings
    for finding in findings:
        click.echo(f"{finding.check}: {finding.row} {finding.what}; {finding.todo}", err=True)
    return not findings


def _verdict(findings: int) -> str:
    if not findings:
        return "ok"
    from duebook.flows.verify import FINDINGS_KEPT

    return f"{findings} finding{'s' * (findings > 1)}" + " or more" * (findings == FINDINGS_KEPT)
