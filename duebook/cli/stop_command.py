"""``duebook stop``: end the embedded database."""

import click


@click.command(name="stop")
def command() -> None:
    """Stop the embedded database, even if something still uses it.

    \b
    Example:
      duebook stop
    It is rarely needed: the last process that uses the database stops it.
    """
    from django.conf import settings

    server = settings.DATABASES["default"].get("SERVER")
    if server is None:
        click.echo("The books are on the server of DATABASE_URL, which Duebook does not stop.")
        return
    server.stop()
    click.echo("The database is stopped.")
