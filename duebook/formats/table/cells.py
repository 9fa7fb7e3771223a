"""A table of cells, whatever file it came in: rows with their numbers, recognised by content."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Cell = object
"""Text as it stands in the file; number, day, yes or no, None where a workbook or Parquet file has types."""

Row = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows()`` starts again from the first row on each call; row numbers count from 1 as a clerk would."""

    format: str
    rows: Callable[[], Iterator[Row]]


def text_of_cell(cell: Cell) -> str:
    """A cell as text without surrounding space: whole numbers without ``.0``, days in ISO 8601."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
