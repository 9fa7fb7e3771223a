"""``duebook worker``: run what is queued."""

import click

from duebook.cli.framework import load_framework, require_ready_books


@click.command(name="worker")
@click.option("--concurrency", default=2, show_default=True, help="Jobs at a time.")
@click.option("--until-idle", is_flag=True, help="Stop when nothing is left to do now.")
def command(concurrency: int, until_idle: bool) -> None:
    """Run queued jobs until Ctrl-C; a running job is finished first.

    \b
    Example:
      duebook worker --concurrency 4
    Start as many workers as wanted. The jobs of a worker that is killed are taken over by the others.
    """
    load_framework()
    require_ready_books()
    from duebook.jobs import worker

    worker.run(concurrency, until_idle)
