"""From rows of text to one remittance: which mark parts decimals, what is paid for each, does it add up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duebook.core.banking import Remittance, RemittanceLine
from duebook.core.money import plain
from duebook.formats.amounts import Amounts, decimal_mark
from duebook.formats.reading import Complaints, Unreadable, shown
from duebook.formats.remittance.columns import MONEY
from duebook.formats.remittance.deductions import after_deductions
from duebook.formats.remittance.pages.cells import MONEY as AMOUNT
from duebook.formats.remittance.pages.facts import Facts, account_in, day_of
from duebook.formats.remittance.pages.rows import AMOUNTS, Row, Sheet
from duebook.formats.remittance.reasons import reason_of

_ASK = "compare it with the document, or ask the payer for a list (CSV, XLSX)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's rows and facts, and in which ways a person said it is written."""

    name: str
    sheet: Sheet
    facts: Facts
    currency: str
    mark: str | None

    @property
    def money(self) -> str:
        """The column that says what a document gets: an amount beside the gross one is after deductions."""
        return next(column for column in ("paid", "amount", "gross") if column in self.sheet.columns)


def remittance_of(reading: Reading, complaints: Complaints) -> Remittance | None:
    """The remittance; None, with a Problem, where its amounts can be read in no way or in several."""
    documents = [row for row in reading.sheet.rows if row.kind == "document"]
    place = documents[0].line.place
    try:
        lines, total = _in_one_way(reading)
    except Unreadable as error:
        complaints.add(error.place or place, str(error), error.todo or _ASK)
        return None
    doubt = next(_doubts(reading, lines), "")
    if doubt:
        complaints.add(place, doubt, _ASK)
    told = reading.facts.told
    added = [line.amount or 0 for line in lines]
    return Remittance(
        reading.name, place, reading.currency, total if total is not None else sum(added), tuple(lines),
        told.get("payment_reference", ""), day_of(told.get("payment_date", "")), told.get("payer_name", ""),
        account_in(told.get("payer_account", "")), doubt=doubt,
    )  # fmt: skip


def _in_one_way(reading: Reading) -> tuple[Sequence[RemittanceLine], int | None]:
    """Lines and total by the decimal mark that the amounts prove; where they prove none, by the one mark
    with which the lines add up to the total."""
    try:
        return _read_with(Amounts(reading.mark or decimal_mark(_texts(reading))), reading)
    except Unreadable as unclear:
        if reading.mark or unclear.place:
            raise
        found = list(_adding_up(reading))
        if len(found) == 1:
            return found[0]
        raise


def _adding_up(reading: Reading) -> Iterator[tuple[Sequence[RemittanceLine], int | None]]:
    for mark in ".,":
        try:
            lines, total = _read_with(Amounts(mark), reading)
        except Unreadable:
            continue
        if total is not None and sum(line.amount or 0 for line in lines) == total:
            yield lines, total


def _texts(reading: Reading) -> Iterator[str]:
    for row in reading.sheet.rows:
        yield from (_number(text) for column, text in row.cells.items() if column in ("", *AMOUNTS))
    yield from (_number(text) for text, _ in reading.facts.totals)


def _number(text: str) -> str:
    """An amount without the currency beside it."""
    found = AMOUNT.fullmatch(text)
    return found["amount"] if found else re.sub(r"[^\d.,'’ ()+−-]", "", text).strip()


def _read_with(amounts: Amounts, reading: Reading) -> tuple[Sequence[RemittanceLine], int | None]:
    rows = _Rows(amounts, reading)
    for row in reading.sheet.rows:
        rows.take(row)
    total = rows.total()
    lines = _credits(rows.lines, total)
    if reading.sheet.columns & {"discount", "deduction"}:
        lines = after_deductions(lines, total, rows.money, reading.currency)
    return lines, total


class _Rows:
    """Rows into lines with whole minor units."""

    def __init__(self, amounts: Amounts, reading: Reading) -> None:
        self.lines: list[RemittanceLine] = []
        self.money = reading.money
        self._amounts, self._reading = amounts, reading
        self._totals: list[int] = []

    def take(self, row: Row) -> None:
        if row.kind == "total":
            column = next((c for c in (self.money, *MONEY, "") if c in row.cells), "")
            if column in row.cells:
                self._totals.append(self._minor(row, column))
        elif row.kind == "kept":
            self._keep(row)
        else:
            self.lines.append(self._line(row))

    def total(self) -> int | None:
        """The last total below the rows, else the one amount that labels call the payment's."""
        if self._totals:
            return self._totals[-1]
        currency = self._reading.currency
        labelled = {self._amounts.minor(_number(text), currency) for text, _ in self._reading.facts.totals}
        return labelled.pop() if len(labelled) == 1 else None

    def _line(self, row: Row) -> RemittanceLine:
        told = {column: self._minor(row, column) for column in AMOUNTS if column in row.cells}
        amount = told.get(self.money)
        if amount is None:
            raise Unreadable("the amount of the document is missing", _ASK, row.line.place)
        discount = told.get("discount", 0)
        kept = discount + told.get("deduction", 0)
        beside = next((told[c] for c in ("gross", "amount") if c in told and c != self.money), None)
        if self.money == "paid" and beside is not None and kept and beside - amount == -kept:
            kept, discount = -kept, -discount
        reason = row.cells.get("reason", "")
        reason = reason if kept or reason_of(reason) == "set_off" else ""
        reason = reason or "; ".join(c for c in ("discount", "deduction") if told.get(c))
        return RemittanceLine(
            row.cells["invoice_number"], amount, kept, reason, row.line.place, reason_of(reason), discount,
            beside, row.line.box if row.line.page.drawn else None,
        )  # fmt: skip

    def _keep(self, row: Row) -> None:
        """A deduction in a row of its own lowers the document above it, however its sign is written."""
        kept = abs(self._minor(row, "deduction"))
        reason = row.cells["reason"]
        code = reason_of(reason)
        above = self.lines[-1] if self.lines else None
        if above is None or above.amount is None:
            raise Unreadable("the deduction has no document above it", _ASK, row.line.place)
        sign = -1 if above.amount < 0 else 1
        self.lines[-1] = replace(
            above,
            amount=above.amount - sign * kept,
            deduction=above.deduction + sign * kept,
            reason="; ".join(filter(None, (above.reason, reason))),
            reason_code=above.reason_code or code,
            discount=above.discount + (sign * kept if code == "discount" else 0),
            gross=above.gross if above.gross is not None else above.amount,
        )

    def _minor(self, row: Row, column: str) -> int:
        try:
            return self._amounts.minor(_number(row.cells[column]), self._reading.currency)
        except Unreadable as error:
            error.place = row.line.place
            raise


def _credits(lines: Sequence[RemittanceLine], total: int | None) -> Sequence[RemittanceLine]:
    """Credit notes that are written without a minus are taken off where only so the total is right."""
    if total is None or sum(line.amount or 0 for line in lines) == total:
        return lines
    turned = [_turned(line) if line.reason_code == "set_off" else line for line in lines]
    return turned if sum(line.amount or 0 for line in turned) == total else lines


def _turned(line: RemittanceLine) -> RemittanceLine:
    return replace(line, amount=-abs(line.amount or 0))


def _doubts(reading: Reading, lines: Sequence[RemittanceLine]) -> Iterator[str]:
    """What speaks against the amounts per document, besides that they do not add up to the total."""
    for line in lines:
        if line.gross is not None and line.deduction and line.gross - line.deduction != line.amount:
            amounts = [
                plain(minor or 0, reading.currency) for minor in (line.gross, line.deduction, line.amount)
            ]
            yield f"{line.place}: {amounts[0]} less {amounts[1]} is not {amounts[2]}"
    for unread in reading.sheet.unread:
        yield f"{unread.place}: {shown(unread.text)!r} has an amount but names no document"
