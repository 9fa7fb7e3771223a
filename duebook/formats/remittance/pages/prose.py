"""A text without a table: lines such as ``Invoice 4711   1.234,56 EUR``, ``less 2 % discount 24,69``."""

import re
from collections.abc import Sequence

from duebook.formats.document import Line
from duebook.formats.remittance.names import CARRIED, NAMES, TOTALS, plain_name
from duebook.formats.remittance.pages.cells import Cell, cells_of, is_mark
from duebook.formats.remittance.pages.rows import Row, Sheet, beginning
from duebook.formats.remittance.reasons import reason_of

_INVOICE = frozenset(NAMES["invoice_number"]) | {
    "inv", "invnr", "re", "rg", "rechn", "rechnungnr", "fact", "fatt", "ft", "fra", "fv", "fs", "ff", "nr",
    "no",
    "n", "num", "number", "nummer", "creditnote", "credit", "note", "gutschrift", "avoir", "notadicredito",
    "abono",
    "notadeabono", "creditnota", "korekta", "of", "vom", "du", "del", "van", "z", "din", "dated", "dd",
    "datum",
}  # fmt: skip
"""Words that may stand in the line of a document beside its number, its day and its amount."""
_NUMBER = re.compile(r"(?=.*\d.*\d.*\d)[A-Za-z0-9][A-Za-z0-9./_-]{2,29}")
_PERCENT = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?%?")
_MOST_STRANGERS = 2
"""Words of a line that are none of these: more of them, and it is a sentence."""


def rows_in(lines: Sequence[Line]) -> Sheet:
    """The documents, deductions and totals that lines tell one by one. Sentences are left alone."""
    sheet = Sheet(frozenset({"invoice_number", "amount"}))
    for line in lines:
        cells, aside = _aside(cells_of(line))
        amounts = [cell.text for cell in cells if cell.kind in ("money", "unclear")]
        words = [word.text.strip(":;,()") for cell in cells if cell.kind == "text" for word in cell.words]
        if len(amounts) == 1 and not beginning(cells) & CARRIED and (row := _row(line, cells, words, sheet)):
            row.cells |= {"deduction" if row.kind == "kept" else "amount": amounts[0]} | aside
            sheet.columns |= aside.keys()
            sheet.used.add(id(line))
            sheet.rows.append(row)
        elif amounts and (sheet.rows or any(cell.kind == "unclear" for cell in cells)):
            sheet.unread.append(line)
    return sheet


def _aside(cells: Sequence[Cell]) -> tuple[Sequence[Cell], dict[str, str]]:
    """A line, and what its brackets say: why and how much is kept back, ``(discount 24.69)``."""
    start = next((at for at, cell in enumerate(cells) if cell.text.startswith("(")), len(cells))
    inside = cells[start:]
    amounts = [cell.text.rstrip(")") for cell in inside if cell.kind == "money"]
    words = " ".join(cell.text for cell in inside if cell.kind == "text").strip("( )")
    if len(amounts) != 1 or not words:
        return cells, {}
    return cells[:start], {"deduction": amounts[0], "reason": words}


def _row(line: Line, cells: Sequence[Cell], words: Sequence[str], sheet: Sheet) -> Row | None:
    if beginning(cells) & _TOTALS:
        return Row("total", line)
    if any(cell.kind == "unclear" for cell in cells):
        return None
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    strangers = [word for word in words if not _NUMBER.fullmatch(word) and not _usual(word)]
    if len(numbers) == 1 and len(strangers) <= _MOST_STRANGERS:
        credit = " ".join(word for word in words if word not in numbers)
        return Row("document", line, {"invoice_number": numbers[0], "reason": credit if strangers else ""})
    reason = " ".join(words)
    known = reason_of(reason) not in ("", "other")
    if sheet.rows and not numbers and known and len(words) <= 2 * _MOST_STRANGERS + 2:
        return Row("kept", line, {"reason": reason})
    return None


_TOTALS = TOTALS | frozenset(NAMES["paid"])


def _usual(word: str) -> bool:
    name = plain_name(word)
    return not name or name in _INVOICE or is_mark(word) or _PERCENT.fullmatch(word) is not None
