"""Which company a command works for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from duebook.cli.files import not_done

if TYPE_CHECKING:
    from duebook.books.companies.models import Company

company_option = click.option("--company", "code", help="Code of the company; needed when there are several.")


def company_named(code: str | None) -> Company:
    """The company with this code, or the only one there is; else the command ends and says what to do."""
    from duebook.books.companies.models import Company

    companies = list(Company.objects.order_by("code"))
    if not companies:
        not_done("There is no company yet. Run: duebook init --company company.toml")
    chosen = companies if code is None else [company for company in companies if company.code == code]
    if len(chosen) != 1:
        codes = ", ".join(company.code for company in companies)
        not_done(f"Name one of the companies with --company: {codes}")
    return chosen[0]
