"""The options of commands that read lists, and the reading of an invoice list as a stream."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any

import click

from duebook.cli.files import DONE, NOT_DONE, column_mapping, read_bytes, report
from duebook.core.invoicing import Invoice
from duebook.core.problems import Problem


class Day(click.ParamType[date]):
    """A day on the command line, ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2025-12-31", param, ctx)


DAY = Day()
_STEP = 20_000
_PATIENCE = 2.0

_OPTIONS = (
    click.option("--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="Name a column of your list."),
    click.option("--date-format", help='Dates in your list when not ISO 8601: "%d.%m.%Y" or DD.MM.YYYY.'),
    click.option(
        "--decimal", type=click.Choice([".", ","]), help="The decimal mark, where the list is unclear."
    ),
    click.option("--encoding", help="The encoding, where the list is unclear: cp1252, cp1250..."),
)


def list_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --map, --date-format, --decimal and --encoding."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass
class InvoiceStream:
    """Iterates once over the invoices of a file; afterwards ``problems`` and ``count`` say how it went."""

    path: str
    pairs: tuple[str, ...] = ()
    date_format: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    told: bool = False
    started: float = field(default_factory=monotonic)

    def __iter__(self) -> Iterator[Invoice]:
        from duebook.formats.table import stream_invoices

        name = "standard input" if self.path == "-" else self.path
        mapping = column_mapping(self.pairs)
        data = read_bytes(self.path)
        for found in stream_invoices(data, name, mapping, self.date_format, self.decimal, self.encoding):
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                self.count += 1
                if self.count % _STEP == 0:
                    self._progress()
                yield found

    def done(self) -> int:
        """Prints the problems; the exit code."""
        if self.told:
            click.echo(err=True)
        code = report(self.problems)
        return code if self.count or code == DONE else NOT_DONE

    def _progress(self) -> None:
        if sys.stderr.isatty() and monotonic() - self.started > _PATIENCE:
            self.told = True
            click.echo(f"\r{self.path}: {self.count:,} invoices read", err=True, nl=False)
