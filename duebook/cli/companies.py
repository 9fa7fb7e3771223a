"""Which company a command works for, and the channel its letters go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from duebook.books.companies.models import Company
    from duebook.connectors.channel.smtp import SmtpChannel

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


def mail_channel() -> SmtpChannel | None:
    """The mail server of the settings; None when none is named, and letters wait in the outbox."""
    from django.conf import settings

    from duebook.connectors.channel.smtp import SmtpChannel

    if not settings.EMAIL_HOST:
        return None
    tls = "tls" if settings.EMAIL_USE_SSL else "starttls" if settings.EMAIL_USE_TLS else "none"
    return SmtpChannel(
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        tls,
        settings.EMAIL_TIMEOUT,
    )
