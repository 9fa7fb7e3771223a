"""``duebook serve``: the pages."""

import click

from duebook.cli.files import not_done
from duebook.cli.framework import load_framework, require_ready_books


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=4, show_default=True, help="Pages made at a time.")
def command(host: str, port: int, threads: int) -> None:
    """Serve the pages until Ctrl-C.

    \b
    Examples:
      duebook serve
      ALLOWED_HOSTS=books.example.com BEHIND_PROXY=1 duebook serve --host 0.0.0.0 --port 80
    """
    load_framework()
    require_ready_books()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        settings.WSGI_APPLICATION.replace(".application", ":application"),
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: click.echo(f"Duebook is at http://{host}:{port}/ (Ctrl-C ends it)."))
    try:
        server.serve()
    except RuntimeError as wrong:
        reason = str(wrong).splitlines()[0]
        not_done(f"Port {port} cannot be used: {reason}. Choose another with --port.")
