"""Which company a command works for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from duebook.books.companies.models import Company

company_option = click.option("--company", "code", help="Code of the company; needed when there are several.")


def company_named(code: str | None) -> Company:
    """The company with this code, or the only one there is; else the command ends and says what to do."""
    from duebook.books.companies.models import Company

    companies = list(Company.objects.order_by("code"))
    if not companies:
        raise click.ClickException("There is no company yet. Run: duebook init --company company.toml")
    if code is None and len(companies) == 1:
        return companies[0]
    codes = ", ".join(company.code for company in companies)
    for company in companies:
        if company.code == code:
            return company
    raise click.ClickException(f"Name one of the companies with --company: {codes}")
