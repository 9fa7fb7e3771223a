"""One row of a bank's export as an entry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duebook.core.banking import BankEntry, EntryKind
from duebook.formats.amounts import Amounts
from duebook.formats.bank.export.columns import Columns
from duebook.formats.bank.export.dates import IsoDays
from duebook.formats.bank.export.names import MONEY_IN, MONEY_OUT, PENDING, REFUSED
from duebook.formats.days import Days
from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import text_of_cell

_SYMBOLS = {"€": "EUR", "£": "GBP", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "$": "", "₹": "INR"}
_SYMBOL = re.compile("|".join(map(re.escape, _SYMBOLS)))


def without_symbol(text: str) -> str:
    """An amount without its currency sign and the three letters of a currency."""
    return re.sub(r"\s*\b[A-Z]{3}\b\s*", "", _SYMBOL.sub("", text)).strip()


def currency_sign(cell: object) -> str:
    """The currency whose sign an amount carries; "" for none, or for one that several currencies share."""
    found = _SYMBOL.search(cell) if isinstance(cell, str) else None
    return _SYMBOLS[found[0]] if found else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How this file is read: its columns, its decimal mark, its dates, the sign of its money out."""

    columns: Columns
    amounts: Amounts
    days: Days | IsoDays
    debits_are_negative: bool

    def entry(self, line: int, cells: Sequence[object]) -> tuple[str, BankEntry, bool] | None:
        """Account, entry, and whether it is only announced; None for a row that is no movement (a remark)."""
        day, value = self._day(cells, "booking_date"), self._day(cells, "value_date")
        if self._is_remark(cells, day or value):
            return None
        if day is None and value is None:
            raise Unreadable("the row has an amount but no day", "correct the row")
        booking = day or value
        currency = self._currency(cells)
        amount = self._amount(cells, currency)
        state = self._text(cells, "status").casefold()
        if state in REFUSED:
            return None
        reference = self._text(cells, "bank_reference")
        entry = BankEntry(
            place=f"line {line}", booking_date=booking or date.min, value_date=value or booking or date.min,
            amount=amount, currency=currency, kind=self._kind(cells, amount),
            bank_reference=reference, end_to_end_id=self._text(cells, "end_to_end_id"),
            mandate_id=self._text(cells, "mandate_id"), payer_name=self._text(cells, "payer_name", " "),
            payer_account=self._text(cells, "payer_account").replace(" ", ""),
            remittance=self._text(cells, "remittance", "\n"),
            references=tuple(filter(None, (self._cell(cells, at) for at in self.columns.at("references")))),
            code=self._text(cells, "code"), return_reason=self._text(cells, "return_reason"),
        )  # fmt: skip
        account = self.columns.account or self._text(cells, "account").replace(" ", "")
        return account, entry, state in PENDING

    def _kind(self, cells: Sequence[object], amount: int) -> EntryKind:
        if self._text(cells, "return_reason"):
            return "return"
        return "credit" if amount >= 0 else "debit"

    def _is_remark(self, cells: Sequence[object], day: date | None) -> bool:
        amounts = [self._cell(cells, at) for at in self.columns.amounts()]
        return not any(amounts) and (day is None or not self._text(cells, "currency"))

    def _cell(self, cells: Sequence[object], position: int) -> str:
        return " ".join(text_of_cell(cells[position]).split()) if position < len(cells) else ""

    def _text(self, cells: Sequence[object], ours: str, joined: str = "") -> str:
        """The first filled cell of our column, or all of them joined, each text once."""
        filled = list(dict.fromkeys(filter(None, (self._cell(cells, at) for at in self.columns.at(ours)))))
        return joined.join(filled) if joined else next(iter(filled), "")

    def _day(self, cells: Sequence[object], ours: str) -> date | None:
        for position in self.columns.at(ours):
            if position < len(cells) and text_of_cell(cells[position]):
                cell = cells[position]
                return self.days.day(cell.strip() if isinstance(cell, str) else cell)
        return None

    def _currency(self, cells: Sequence[object]) -> str:
        told = self._text(cells, "currency").upper() or self.columns.currency
        signs = (currency_sign(self._cell(cells, at)) for at in self.columns.amounts())
        currency = told or next(filter(None, signs), "")
        if not currency:
            raise Unreadable("the currency is not told", 'say it, for example: --map "EUR=currency"')
        return currency

    def _amount(self, cells: Sequence[object], currency: str) -> int:
        if self.columns.at("amount"):
            amount = self._minor(cells, "amount", currency)
            return (
                self._directed(amount or 0, self._text(cells, "direction"))
                if amount is not None
                else self._none()
            )
        debit, credit = self._minor(cells, "debit", currency), self._minor(cells, "credit", currency)
        if debit is None and credit is None:
            return self._none()
        if debit and credit:
            raise Unreadable("the row has both money in and money out", "correct the row")
        out = debit or 0
        return (credit or 0) + (out if self.debits_are_negative else -out)

    def _none(self) -> int:
        raise Unreadable("the row has no amount", "correct the row")

    def _minor(self, cells: Sequence[object], ours: str, currency: str) -> int | None:
        (position,) = self.columns.at(ours) or (len(cells),)
        cell = cells[position] if position < len(cells) else None
        if not text_of_cell(cell):
            return None
        return self.amounts.minor(without_symbol(cell) if isinstance(cell, str) else cell, currency)

    def _directed(self, amount: int, direction: str) -> int:
        """The amount with the sign that a credit/debit column gives it; both signs told must agree."""
        told = direction.casefold().strip(" .")
        if not told:
            return amount
        if told not in MONEY_IN | MONEY_OUT:
            raise Unreadable(f"{shown(direction)!r} does not tell money in from money out", "correct the row")
        if amount < 0 and told in MONEY_IN:
            raise Unreadable("the amount has a minus, but the row says money in", "correct the row")
        return abs(amount) if told in MONEY_IN else -abs(amount)
