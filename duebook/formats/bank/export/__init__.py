"""A bank's own export as CSV, XLSX or Parquet: any shape of table with a row of column names.

Columns are known by their names in several languages or by the user's mapping. What can be read in two ways
(which column is the amount, day before month, decimal mark) is refused with what to say, never guessed.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from duebook.core.banking import BankEntry, BankStatement, StatementFile
from duebook.formats.amounts import Amounts, decimal_mark
from duebook.formats.bank.export.columns import HEADER_WITHIN, Columns, find_columns
from duebook.formats.bank.export.dates import days_of
from duebook.formats.bank.export.rows import Reading, currency_sign, without_symbol
from duebook.formats.reading import Complaints, Unreadable
from duebook.formats.table.cells import Row, Table, text_of_cell
from duebook.formats.table.opening import open_table


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
) -> StatementFile:
    """One statement per account and currency. ``mapping``: their column name -> ours; a currency or account
    number that is no column name holds for all rows (``{"EUR": "currency"}``).
    """
    complaints = Complaints(name)
    groups: dict[tuple[str, str], tuple[list[BankEntry], list[BankEntry]]] = {}
    try:
        table = open_table(data)
        columns = find_columns(list(islice(table.rows(), HEADER_WITHIN)), mapping or {})
        reading = _manner(table, columns, date_format, decimal)
        for row in _body(table, columns):
            _take(row, reading, groups, complaints)
    except Unreadable as error:
        complaints.unreadable("line 1", error)
        return StatementFile("", (), tuple(complaints.problems))
    if not groups and not complaints.problems:
        complaints.add(f"line {columns.row}", "the table has no movements", "check the period of the export")
    statements = [
        BankStatement(account, currency, "", None, None, tuple(booked), pending=tuple(pending))
        for (account, currency), (booked, pending) in groups.items()
    ]
    return StatementFile(table.format, tuple(statements), tuple(complaints.problems))


def _take(
    row: Row,
    reading: Reading,
    groups: dict[tuple[str, str], tuple[list[BankEntry], list[BankEntry]]],
    complaints: Complaints,
) -> None:
    line, cells = row
    try:
        found = reading.entry(line, cells)
    except Unreadable as error:
        complaints.unreadable(f"line {line}", error)
        return
    if found is not None:
        account, entry, pending = found
        groups.setdefault((account, entry.currency), ([], []))[pending].append(entry)


def _manner(table: Table, columns: Columns, date_format: str | None, decimal: str | None) -> Reading:
    """How this file writes days and amounts, proved by all its rows."""
    amounts, debits = [], []
    days = []
    for _, cells in _body(table, columns):
        days += [cells[at] for at in columns.days() if at < len(cells)]
        amounts += [cells[at] for at in columns.amounts() if at < len(cells)]
        debits += [cells[at] for at in columns.at("debit") if at < len(cells)]
    texts = [without_symbol(cell) for cell in amounts if isinstance(cell, str) and cell.strip()]
    mark = Amounts(decimal or decimal_mark(texts))
    if not (columns.currency or columns.at("currency") or any(map(currency_sign, amounts))):
        raise Unreadable("the currency is not told", 'say it, for example: --map "EUR=currency"')
    return Reading(columns, mark, days_of(days, date_format), _debits_are_negative(debits))


def _debits_are_negative(debits: list[object]) -> bool:
    """Whether a column of money out carries a minus; refused when some rows do and others do not."""
    told = [text_of_cell(cell).strip() for cell in debits]
    signs = {text.startswith(("-", "−", "(")) for text in told if text.strip("0.,- ")}
    if len(signs) > 1:
        raise Unreadable(
            "the column of money out has amounts with and without a minus",
            'name one column with signed amounts: --map "THEIR COLUMN=amount"',
        )
    return signs == {True}


def _body(table: Table, columns: Columns) -> Iterator[Row]:
    return (row for row in table.rows() if row[0] > columns.row and any(row[1]))
