"""The rows of a table on a page: documents, deductions of their own, the total; nothing else counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from duebook.formats.document import Line
from duebook.formats.remittance.columns import MONEY
from duebook.formats.remittance.names import CARRIED, TOTALS, plain_name
from duebook.formats.remittance.pages.cells import Cell, cells_of, is_day, is_mark
from duebook.formats.remittance.pages.header import Header, columns_called, find_header
from duebook.formats.remittance.reasons import reason_of

Kind = Literal["document", "kept", "total"]
AMOUNTS = (*MONEY, "discount", "deduction")
"""Columns that hold amounts."""
_INTEGER = re.compile(r"[(+−-]?\d{1,12}\)?-?")
_LONGEST_LABEL = 5


@dataclass(slots=True)
class Row:
    """``kept`` is a row that takes something off the document above it. ``cells``: our column -> text."""

    kind: Kind
    line: Line
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """What a document says in rows. ``columns``: ours that it has; ``unread``: lines with an amount that are
    none of the kinds; ``used``: all lines that belong to the table."""

    columns: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def tables_of(lines: Sequence[Line], mapping: Mapping[str, str]) -> Sheet:
    """The rows below each header, to the total or the next header; a table may go on over pages."""
    sheet = Sheet()
    known = columns_called(mapping)
    header: Header | None = None
    at = 0
    while at < len(lines):
        found = find_header(lines, at, known)
        if found:
            header = found
            sheet.columns |= header.names
            sheet.used.update(id(line) for line in lines[at : at + found.lines])
            at += found.lines
            continue
        if header and (row := _row(lines[at], header, sheet, known)):
            sheet.used.add(id(lines[at]))
            sheet.rows.append(row)
            if row.kind == "total":
                header = None
        at += 1
    return sheet


def blocks_of(lines: Sequence[Line], mapping: Mapping[str, str]) -> Sheet:
    """Documents that are told as labels and values, one below the other, each beginning with its number."""
    sheet = Sheet()
    known = columns_called(mapping)
    for line in lines:
        told = labelled(cells_of(line), known)
        if "invoice_number" in told:
            sheet.rows.append(Row("document", line, told))
        elif told and sheet.rows:
            sheet.rows[-1].cells = told | sheet.rows[-1].cells
        else:
            continue
        sheet.used.add(id(line))
        sheet.columns |= told.keys()
    sheet.rows = [row for row in sheet.rows if row.cells.keys() & set(MONEY)]
    return sheet


def labelled(cells: Sequence[Cell], known: Mapping[str, str]) -> dict[str, str]:
    """Our column -> value, of a line of labels each with its value behind it; {} if more is said."""
    told: dict[str, str] = {}
    label = ""
    for cell in cells:
        name, _, value = cell.text.partition(":")
        ours = known.get(plain_name(name)) if cell.kind == "text" and not label else None
        if ours and ours not in told:
            told[ours] = value.strip()
            label = "" if told[ours] else ours
        elif label:
            told[label] = cell.text
            label = ""
        elif cell.kind == "money":
            return {}
    return told if all(told.values()) else {}


def _row(line: Line, header: Header, sheet: Sheet, known: Mapping[str, str]) -> Row | None:
    cells = cells_of(line)
    placed = _placed(cells, header)
    money = [column for column in AMOUNTS if column in placed]
    amounts = [cell.text for cell in cells if cell.kind in ("money", "unclear")]
    opening = beginning(cells)
    if opening & CARRIED:
        return None
    if opening & TOTALS and (money or amounts):
        return _total(line, cells, placed)
    number = placed.get("invoice_number", "")
    if money and any(map(str.isdigit, number)) and not is_day(number):
        return Row("document", line, placed)
    if not amounts or not sheet.rows:
        _add_words(placed, sheet)
        return None
    if sheet.rows[-1].kind == "document" and (more := labelled(cells, known)):
        sheet.rows[-1].cells = more | sheet.rows[-1].cells
        sheet.columns |= more.keys()
        return None
    words = " ".join(cell.text for cell in cells if cell.kind == "text")
    if len(amounts) == 1 and reason_of(words) not in ("", "other"):
        return Row("kept", line, {"deduction": amounts[0], "reason": words})
    sheet.unread.append(line)
    return None


def _add_words(placed: Mapping[str, str], sheet: Sheet) -> None:
    """The reason of the document above may go on in a line of its own."""
    if set(placed) == {"reason"} and sheet.rows and sheet.rows[-1].cells.get("reason"):
        sheet.rows[-1].cells["reason"] += f" {placed['reason']}"


def _total(line: Line, cells: Sequence[Cell], placed: dict[str, str]) -> Row:
    """The total stands in a column of amounts, or where there is only one amount anywhere."""
    amounts = [cell.text for cell in cells if cell.kind in ("money", "unclear")]
    told = {column: text for column, text in placed.items() if column in AMOUNTS}
    if not told or (len(amounts) == 1 and not told.keys() & set(MONEY)):
        told = {"": amounts[-1]}
    return Row("total", line, told)


def _placed(cells: Sequence[Cell], header: Header) -> dict[str, str]:
    """Our column -> the text that stands in it. An amount never stands in a column of words, nor words in
    one of amounts."""
    placed: dict[str, str] = {}
    for cell in cells:
        column = header.column_of(cell)
        if column is None or not column.name:
            continue
        if is_mark(cell.text):
            continue
        numeric = cell.kind == "money" or bool(_INTEGER.fullmatch(cell.text))
        number = column.name == "invoice_number" and cell.kind == "text"
        if (column.name in AMOUNTS) == numeric or number:
            placed[column.name] = f"{placed.get(column.name, '')} {cell.text}".strip()
    return placed


def beginning(cells: Sequence[Cell]) -> set[str]:
    """What a line begins with, as plain names: its first word, first two words... up to five."""
    first = next((cell for cell in cells if cell.kind == "text"), None)
    words = [word.text for word in first.words[:_LONGEST_LABEL]] if first else []
    return {plain_name("".join(words[:count])) for count in range(1, len(words) + 1)}
