"""``duebook init``: make the books ready, and open companies in them."""

import re
import tomllib
from typing import TYPE_CHECKING

import click

from duebook.cli.files import not_done, read_bytes
from duebook.cli.framework import connected, load_framework

if TYPE_CHECKING:
    from duebook.books.companies.models import Company


@click.command(name="init")
@click.option("--company", "path", help="A company to open: a TOML file with name, currency, country...")
def command(path: str | None) -> None:
    """Create the tables of the books, or bring them up to this version; open a company.

    \b
    Examples:
      duebook init
      duebook init --company company.toml
      DATABASE_URL=postgresql://duebook@db.example/duebook duebook init
    company.toml: name = "Nordwind", currency = "EUR", country = "DE", language = "de",
                  email = "receivables@nordwind.example", iban = "DE..."; code = "nordwind" if you like.
    """
    load_framework()
    from django.core.management import call_command
    from django.db import connection

    with connected():
        call_command("migrate", interactive=False, verbosity=0)
    click.echo(
        f"The books are ready in {connection.settings_dict['NAME']} at {connection.settings_dict['HOST']}."
    )
    if path:
        click.echo(f"Company: {open_from_toml(read_bytes(path), path).code}")


def open_from_toml(data: bytes, name: str) -> "Company":
    """The company a file describes, opened if it is new."""
    from duebook.books.companies.operations import open_company

    try:
        told = tomllib.loads(data.decode())
        code = told.get("code") or re.sub(r"[^a-z0-9]+", "-", told["name"].split()[0].lower()).strip("-")
        accounts = told.get("bank_accounts", [])
        details = {key: told[key] for key in ("country", "language", "email", "iban") if key in told}
        if accounts and "iban" not in details:
            details["iban"] = accounts[0]["iban"]
        return open_company(code, told["name"], told["currency"], **details)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        not_done(f"{name} is not TOML: {wrong}")
    except KeyError as missing:
        not_done(f"{name} needs {missing}; see duebook init --help")
