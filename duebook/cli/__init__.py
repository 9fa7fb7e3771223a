"""The command line: translates words into one call inward. One file per command, loaded when asked for."""

import importlib

import click

COMMANDS = (
    # files in, files out: no database, no web framework
    "match", "read", "aging", "kpis", "simulate",
    # the books
    "init", "import", "day", "cash", "check", "explain", "serve", "worker", "mailbox", "stop", "demo",
)  # fmt: skip


class Commands(click.Group):
    """Loads ``duebook.cli.<name>_command`` only when that command is called, so that start-up stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"duebook.cli.{cmd_name}_command").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="duebook")
def duebook() -> None:
    """Duebook: accounts receivable that runs by itself.

    \b
    One minute with your own files:
      duebook match --invoices invoices.csv --statement bank.xml --out matches.csv
    """
