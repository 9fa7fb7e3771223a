"""From rows of cells to values: one way for every list (invoices, customers, past receipts)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from duebook.core.problems import Problem
from duebook.formats.amounts import Amounts, decimal_mark
from duebook.formats.days import Days, advice
from duebook.formats.reading import Complaints, Unreadable, shown
from duebook.formats.table.cells import Cell, Row, Table, open_table, text_of_cell
from duebook.formats.table.columns import Header, find_header

T = TypeVar("T")
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Manner:
    """How a foreign file is written, where it must be told: None means found out, or ISO 8601 for dates."""

    mapping: Mapping[str, str] | None = None
    date_format: str | None = None
    decimal: str | None = None


class Record:
    """One row, asked by column name. A cell that cannot be taken raises Unreadable with its column."""

    __slots__ = ("_amounts", "_cells", "_days", "_positions", "_shared", "row")

    def __init__(self, header: Header, amounts: Amounts, days: Days) -> None:
        self._positions = header.positions
        self._amounts = amounts
        self._days = days
        self._cells: Sequence[Cell] = ()
        self._shared: dict[str, str] = {}
        self.row = 0

    def turn_to(self, row: int, cells: Sequence[Cell]) -> None:
        self.row = row
        self._cells = cells

    def text(self, column: str) -> str:
        """The text of a cell; "" where the cell is blank or the file has no such column."""
        cell = self._cell(column)
        text = cell.strip() if isinstance(cell, str) else text_of_cell(cell)
        return text[2:-1] if text.startswith('="') and text.endswith('"') else text

    def shared(self, column: str) -> str:
        """The same as ``text``, for texts that come again in many rows: one copy is kept of each."""
        text = self.text(column)
        if len(self._shared) > 200_000:
            self._shared.clear()
        return self._shared.setdefault(text, text)

    def needed(self, column: str) -> str:
        return self.shared(column) or self._blank(column)

    def amount(self, column: str, currency: str) -> int:
        """Minor units of ``currency``."""
        cell = self._cell(column)
        if cell is None or cell == "":
            self._blank(column)
        try:
            return self._amounts.minor(cell, currency)
        except Unreadable as error:
            raise self._located(error, column) from None

    def day(self, column: str) -> date:
        cell = self._cell(column)
        if cell is None or cell == "":
            self._blank(column)
        try:
            return self._days.day(cell)
        except Unreadable as error:
            raise self._located(error, column) from None

    def unclear(self, column: str, wanted: str) -> Unreadable:
        """The complaint that a cell is not one of what is ``wanted``."""
        error = Unreadable(f"{shown(self.text(column))!r} is not {wanted}", "correct it in the file")
        return self._located(error, column)

    def _cell(self, column: str) -> Cell:
        position = self._positions.get(column, -1)
        return self._cells[position] if 0 <= position < len(self._cells) else None

    def _blank(self, column: str) -> str:
        raise self._located(Unreadable("the cell is empty", "fill it in, then read the file again"), column)

    def _located(self, error: Unreadable, column: str) -> Unreadable:
        error.place = f"row {self.row}, column {column}"
        return error


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """What a list must hold, what it may hold, and how a row becomes a value."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    amounts: tuple[str, ...]
    days: tuple[str, ...]
    build: Callable[[Record], T]


def read_records(
    data: bytes, name: str, shape: Shape[T], manner: Manner
) -> Iterator[tuple[int, T] | Problem]:
    """Values with their row numbers, and Problems, in the order of the file."""
    complaints = Complaints(name)
    told = 0
    try:
        table = open_table(data)
        header = find_header(table, shape.required + shape.optional, shape.required, manner.mapping)
        record = _opened(table, header, shape, manner)
        for number, cells in _body(table, header):
            try:
                _check_width(header, number, cells)
                record.turn_to(number, cells)
                yield number, shape.build(record)
            except Unreadable as error:
                complaints.unreadable(f"row {number}", error)
                yield from complaints.problems[told:]
                told = len(complaints.problems)
    except Unreadable as error:
        complaints.unreadable("file", error)
        yield from complaints.problems[told:]


def _opened(table: Table, header: Header, shape: Shape[T], manner: Manner) -> Record:
    """Looks through the file once for the decimal mark, and at its beginning for the manner of dates."""
    _check_days(table, header, shape, Days(manner.date_format))
    mark = manner.decimal or decimal_mark(_texts(table, header, shape.amounts))
    return Record(header, Amounts(mark), Days(manner.date_format))


def _check_days(table: Table, header: Header, shape: Shape[T], days: Days) -> None:
    """Refuses the file in one sentence when no date of a column can be read, not in one per row."""
    for column in shape.days:
        examples = list(islice(_texts(table, header, (column,)), _SAMPLE))
        if examples and not any(_readable(days, text) for text in examples):
            raise Unreadable(
                f"no date of column {column} can be read, such as {shown(examples[0])!r}", advice(examples),
                f"row {header.row}, column {column}",
            )  # fmt: skip


def _readable(days: Days, text: str) -> bool:
    try:
        return bool(days.day(text))
    except Unreadable:
        return False


def _texts(table: Table, header: Header, columns: Sequence[str]) -> Iterator[str]:
    positions = [header.positions[column] for column in columns if column in header.positions]
    for _, cells in _body(table, header) if positions else ():
        for position in positions:
            if position < len(cells) and isinstance(cell := cells[position], str) and cell:
                yield cell


def _body(table: Table, header: Header) -> Iterator[Row]:
    return (row for row in table.rows() if row[0] > header.row and any(row[1]))


def _check_width(header: Header, number: int, cells: Sequence[Cell]) -> None:
    if len(cells) > header.width and any(cells[header.width :]):
        raise Unreadable(
            f"the row has {len(cells)} cells, the column names are {header.width}",
            "put cells that hold the separator in quotation marks", f"row {number}",
        )  # fmt: skip
