"""Long work is shown with a bar: on standard error, when a person watches, after two seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duebook.flows.receive_files import Progress

PATIENCE = 2.0


@contextmanager
def progress_bar() -> Iterator["Progress"]:
    """What to hand to a flow that takes long. The bar is gone when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)

    def tell(word: str, done: int = 0, total: int = 0) -> None:
        bar.update(task, description=word, completed=done, total=total or None)

    start = Timer(PATIENCE, bar.start)
    if sys.stderr.isatty():
        start.start()
    try:
        yield tell
    finally:
        start.cancel()
        if start.ident:
            start.join()
        bar.stop()
