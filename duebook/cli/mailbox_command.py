"""``duebook mailbox``: a mail server that keeps every letter on this machine."""

from pathlib import Path

import click

from duebook.cli.files import not_done


@click.command(name="mailbox")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=2525, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where letters are kept [the state folder].")
def command(host: str, port: int, folder: Path | None) -> None:
    """Take in all mail by SMTP and keep it here, to look at. For demos and trials: nothing is sent on.

    \b
    Example:
      duebook mailbox --port 2525 &
      SMTP_HOST=127.0.0.1 SMTP_PORT=2525 duebook day --as-of 2026-03-31
    """
    from django.conf import settings

    from duebook.connectors.channel.postbox import Clerk, Postbox, serve

    try:
        serve(Clerk(Postbox(folder or settings.POSTBOX)), host, port)
    except OSError as wrong:
        not_done(f"Port {port} cannot be used: {wrong.strerror}. Choose another with --port.")
