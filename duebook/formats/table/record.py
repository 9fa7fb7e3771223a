"""One row of a list, asked for its values by the names of its columns."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NoReturn

from duebook.formats.amounts import Amounts
from duebook.formats.days import Days
from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import Cell, text_of_cell
from duebook.formats.table.columns import Header

_REMEMBERED = 200_000
_MEND = "correct it in the file"


class Record:
    """One row, asked by column name. A cell that cannot be taken raises Unreadable with its column."""

    __slots__ = ("_amounts", "_cells", "_days", "_positions", "_shared", "_width", "row")

    def __init__(self, header: Header, amounts: Amounts, days: Days) -> None:
        self._positions = header.positions
        self._width = header.width
        self._amounts = amounts
        self._days = days
        self._cells: Sequence[Cell] = ()
        self._shared: dict[str, str] = {}
        self.row = 0

    def turn_to(self, row: int, cells: Sequence[Cell]) -> None:
        self.row = row
        self._cells = (*cells, *(None,) * max(1, self._width + 1 - len(cells)))
        if len(self._shared) > _REMEMBERED:
            self._shared.clear()

    def text(self, column: str) -> str:
        """The text of a cell; "" where the cell is blank or the file has no such column."""
        cell = self._cell(column)
        if cell is None or cell == "":
            return ""
        text = cell.strip() if isinstance(cell, str) else text_of_cell(cell)
        if "\0" in text:
            raise self._located(Unreadable("the text holds a NUL character", _MEND), column)
        return text[2:-1] if text[:2] == '="' and text[-1] == '"' else text

    def shared(self, column: str) -> str:
        """The same as ``text``, for texts that come again in many rows: one copy is kept of each."""
        text = self.text(column)
        return self._shared.setdefault(text, text)

    def needed(self, column: str) -> str:
        return self.shared(column) or self._blank(column)

    def amount(self, column: str, currency: str) -> int:
        """Minor units of ``currency``."""
        cell = self._filled(column)
        try:
            return self._amounts.minor(cell, currency)
        except Unreadable as error:
            raise self._located(error, column) from None

    def major_amount(self, column: str) -> Decimal:
        """Major units of a currency that the row does not name."""
        cell = self._filled(column)
        try:
            return self._amounts.major(cell)
        except Unreadable as error:
            raise self._located(error, column) from None

    def day(self, column: str) -> date:
        cell = self._filled(column)
        try:
            return self._days.day(cell)
        except Unreadable as error:
            raise self._located(error, column) from None

    def unclear(self, column: str, wanted: str) -> Unreadable:
        """The complaint that a cell is not one of what is ``wanted``."""
        error = Unreadable(f"{shown(self.text(column))!r} is not {wanted}", _MEND)
        return self._located(error, column)

    def _cell(self, column: str) -> Cell:
        """Rows end in a blank, which is the place (-1) of every column that the file does not have."""
        return self._cells[self._positions.get(column, -1)]

    def _filled(self, column: str) -> Cell:
        cell = self._cell(column)
        return self._blank(column) if cell is None or cell == "" else cell

    def _blank(self, column: str) -> NoReturn:
        raise self._located(Unreadable("the cell is empty", "fill it in, then read the file again"), column)

    def _located(self, error: Unreadable, column: str) -> Unreadable:
        error.place = f"row {self.row}, column {column}"
        return error
