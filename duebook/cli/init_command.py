"""``duebook init``: make the books ready."""

import click

from duebook.cli.framework import load_framework


@click.command(name="init")
def command() -> None:
    """Create the tables of the books, or bring them up to this version.

    \b
    Examples:
      duebook init
      DATABASE_URL=postgresql://duebook@db.example/duebook duebook init
    """
    load_framework()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    click.echo(
        f"The books are ready in {connection.settings_dict['NAME']} at {connection.settings_dict['HOST']}."
    )
