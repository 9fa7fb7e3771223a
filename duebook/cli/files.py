"""What all headless commands share: files or standard streams, problems on standard error, exit codes."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import click

from duebook.core.problems import Problem

DONE, SOME_REJECTED, NOT_DONE = 0, 1, 2
"""Exit codes: all done; done, but some input was rejected; not done."""


def not_done(message: str) -> NoReturn:
    """End the command without a result; ``message`` says what is wrong and what to do."""
    click.echo(message, err=True)
    sys.exit(NOT_DONE)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; ends the command when it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        not_done(f"{path}: cannot be read ({error.strerror}); check the path and your rights to it")


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """A text file for CSV or JSON lines (UTF-8, line feeds), or standard output for ``-``.

    A file appears under its name only when it is complete, so that no reader ever sees half of it. A link
    stays a link; what is no file (a pipe, a device) is written to and never replaced.
    """
    if path == "-":
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path).resolve()
    is_special = target.exists() and not target.is_file()
    part = target if is_special else target.with_name(f".{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        if not is_special:
            part.replace(target)
    except OSError as error:
        not_done(f"{path}: cannot be written ({error.strerror}); check the folder and the free space")
    finally:
        if not is_special:
            part.unlink(missing_ok=True)


def column_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """``--map "Rechnungsnr=invoice_number"`` into ``{"Rechnungsnr": "invoice_number"}``."""
    mapping = {}
    for pair in pairs:
        theirs, equals, ours = pair.partition("=")
        if not (equals and theirs.strip() and ours.strip()):
            raise click.BadParameter(f"{pair!r} is not of the form theirs=ours", param_hint="--map")
        mapping[theirs.strip()] = ours.strip()
    return mapping


def report(problems: Iterable[Problem]) -> int:
    """Print each problem on its line of standard error; the exit code that they call for."""
    code = DONE
    for problem in problems:
        click.echo(str(problem), err=True)
        code = SOME_REJECTED
    return code
