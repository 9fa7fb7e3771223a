"""From rows of cells to values: one way for every list (invoices, customers, past receipts)."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from duebook.core.problems import Problem
from duebook.formats.amounts import Amounts, decimal_mark
from duebook.formats.days import Days, advice
from duebook.formats.reading import Complaints, Unreadable, shown
from duebook.formats.table.cells import Cell, Row, Table
from duebook.formats.table.columns import Header, find_header
from duebook.formats.table.opening import open_table
from duebook.formats.table.record import Record
from duebook.formats.table.repeats import Repeats

T = TypeVar("T")
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Manner:
    """How a foreign file is written, where it must be told: None means found out, or ISO 8601 for dates."""

    mapping: Mapping[str, str] | None = None
    date_format: str | None = None
    decimal: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """What a list must hold, what it may hold, and how a row becomes a value."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    amounts: tuple[str, ...]
    days: tuple[str, ...]
    build: Callable[[Record], T]
    identity: Callable[[T], Hashable] | None
    """What may stand only once in a file; None where rows may repeat."""
    thing: str
    """What one row is called in a Problem."""


def read_once(
    data: bytes, name: str, shape: Shape[T], manner: Manner
) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """All values, and all that was wrong, each in the order of the file."""
    values: list[T] = []
    problems: list[Problem] = []
    for found in stream(data, name, shape, manner):
        problems.append(found) if isinstance(found, Problem) else values.append(found)
    return tuple(values), tuple(problems)


def stream(data: bytes, name: str, shape: Shape[T], manner: Manner) -> Iterator[T | Problem]:
    """Values and Problems as they come; only fingerprints of the rows are remembered."""
    complaints = Complaints(name)
    told = 0
    try:
        for found in _values(data, shape, manner):
            if not isinstance(found, Unreadable):
                yield found
                continue
            complaints.unreadable("", found)
            yield from complaints.problems[told:]
            told = len(complaints.problems)
    except Unreadable as error:
        complaints.unreadable("file", error)
        yield from complaints.problems[told:]


def _values(data: bytes, shape: Shape[T], manner: Manner) -> Iterator[T | Unreadable]:
    """Raises Unreadable for what ends the reading; what a row alone suffers from is returned in its place."""
    table = open_table(data, manner.encoding)
    header = find_header(table, shape.required + shape.optional, shape.required, manner.mapping)
    record = _opened(table, header, shape, manner)
    repeats = Repeats()
    for row, cells in _body(table, header):
        try:
            _check_width(header, row, cells)
            record.turn_to(row, cells)
            value = shape.build(record)
            if shape.identity is None or repeats.is_first(row, shape.thing, shape.identity(value), value):
                yield value
        except Unreadable as error:
            yield error


def _opened(table: Table, header: Header, shape: Shape[T], manner: Manner) -> Record:
    """Looks through the file once for the decimal mark, and at its beginning for the manner of dates."""
    days = Days(manner.date_format)
    for column in shape.days:
        _check_days(column, list(islice(_cells(table, header, (column,)), _SAMPLE)), days)
    amounts = (cell for cell in _cells(table, header, shape.amounts) if isinstance(cell, str))
    return Record(header, Amounts(manner.decimal or decimal_mark(amounts)), days)


def _check_days(column: str, examples: Sequence[Cell], days: Days) -> None:
    """Refuses the file in one sentence when no date of a column can be read, not in one per row."""
    if examples and not any(_readable(days, cell) for cell in examples):
        raise Unreadable(
            f"no date of column {column} can be read, such as {shown(str(examples[0]))!r}",
            advice(str(cell) for cell in examples),
        )


def _readable(days: Days, cell: Cell) -> bool:
    try:
        return bool(days.day(cell))
    except Unreadable:
        return False


def _cells(table: Table, header: Header, columns: Sequence[str]) -> Iterator[Cell]:
    """The cells of some columns that are not blank, row by row."""
    positions = [header.positions[column] for column in columns if column in header.positions]
    for _, cells in _body(table, header) if positions else ():
        for position in positions:
            if position < len(cells) and (cell := cells[position]) not in (None, ""):
                yield cell


def _body(table: Table, header: Header) -> Iterator[Row]:
    return (row for row in table.rows() if row[0] > header.row and any(row[1]))


def _check_width(header: Header, number: int, cells: Sequence[Cell]) -> None:
    if len(cells) > header.width and any(cells[header.width :]):
        raise Unreadable(
            f"the row has {len(cells)} cells, the column names are {header.width}",
            "put cells that hold the separator in quotation marks", f"row {number}",
        )  # fmt: skip
