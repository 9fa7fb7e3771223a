"""Norma 43 of the Spanish banking associations (AEB, CECA): lines of 80 characters.

11 account and opening balance, 22 movement, 23 its text, 33 closing balance, 88 end.
"""

import io
import re
from dataclasses import replace
from datetime import date

from duebook.core.banking import Balance, BankEntry, BankStatement, EntryKind, StatementFile
from duebook.formats.reading import Complaints, Unreadable, cut, minor_of, short_day, shown, text_of

FORMAT = "Norma 43"

_RECOGNISED = re.compile(r"11\d{18}\d{12}[12]\d{14}\d{3}", re.ASCII)
_CURRENCIES = {
    "978": "EUR",
    "840": "USD",
    "826": "GBP",
    "756": "CHF",
    "392": "JPY",
    "036": "AUD",
    "124": "CAD",
}
"""ISO 4217 numbers of the currencies that Spanish accounts are kept in."""
_KINDS: dict[str, EntryKind] = {"14": "return", "17": "charge", "98": "reversal"}
"""Common concepts: returned and unpaid; interest, commissions, custody; cancellations."""


def recognises(head: str) -> bool:
    return _RECOGNISED.match(head) is not None


def read(data: bytes, name: str) -> StatementFile:
    """Every account of the file; a line that cannot be read becomes a Problem."""
    reader = _Reader()
    complaints = Complaints(name)
    for number, raw in enumerate(io.StringIO(text_of(data), newline=None), 1):
        line = raw.rstrip("\n")
        try:
            reader.take(line, f"line {number}")
        except Unreadable as error:
            complaints.unreadable(f"line {number}", error)
    reader.close(None)
    return StatementFile(FORMAT, tuple(reader.statements), tuple(complaints.problems))


class _Reader:
    def __init__(self) -> None:
        self.statements: list[BankStatement] = []
        self._statement: BankStatement | None = None
        self._entries: list[BankEntry] = []

    def take(self, line: str, place: str) -> None:
        code = line[:2]
        if code == "11":
            self.close(None)
            self._statement = _account(line)
        elif code == "22":
            self._entries.append(_movement(line, place, self._opened().currency))
        elif code == "23" and self._entries:
            self._entries[-1] = _with_text(self._entries[-1], line)
        elif code == "33":
            statement = self._opened()
            self.close(_balance(cut(line, 59, 59), cut(line, 60, 73), self._last_day(), statement.currency))
        elif code.strip() not in ("", "00", "24", "88", "99", "\x1a"):
            raise Unreadable(f"{shown(line)!r} is no line of Norma 43")

    def _opened(self) -> BankStatement:
        if self._statement is None:
            raise Unreadable("the line stands outside an account (no line 11 before it)")
        return self._statement

    def _last_day(self) -> date:
        opening = self._opened().opening
        days = [entry.booking_date for entry in self._entries]
        return max(days, default=opening.day if opening else date.min)

    def close(self, closing: Balance | None) -> None:
        if self._statement is not None:
            self.statements.append(
                replace(self._statement, closing=closing, entries=tuple(self._entries))
            )  # fmt: skip
        self._statement, self._entries = None, []


def _account(line: str) -> BankStatement:
    currency = _CURRENCIES.get(cut(line, 48, 50), "")
    if not currency:
        raise Unreadable(f"the currency number {shown(cut(line, 48, 50))!r} is not known")
    opening = _balance(cut(line, 33, 33), cut(line, 34, 47), short_day(cut(line, 21, 26)), currency)
    return BankStatement(cut(line, 3, 20), currency, cut(line, 27, 32), opening, None, ())


def _balance(side: str, amount: str, day: date, currency: str) -> Balance:
    return Balance(day, _sign(side) * minor_of(amount, 2, currency), currency)


def _sign(side: str) -> int:
    """1 is debit (money out), 2 is credit."""
    if side not in ("1", "2"):
        raise Unreadable(f"debit or credit is not told ({shown(side)!r})")
    return 1 if side == "2" else -1


def _movement(line: str, place: str, currency: str) -> BankEntry:
    amount = _sign(cut(line, 28, 28)) * minor_of(cut(line, 29, 42), 2, currency)
    sided: EntryKind = "credit" if amount >= 0 else "debit"
    numbers = (cut(line, 43, 52), cut(line, 53, 64), cut(line, 65, 80))
    return BankEntry(
        place=place, booking_date=short_day(cut(line, 11, 16)), value_date=short_day(cut(line, 17, 22)),
        amount=amount, currency=currency, kind=_KINDS.get(cut(line, 23, 24), sided),
        references=tuple(number for number in numbers if number.strip("0")), code=cut(line, 23, 27),
    )  # fmt: skip


def _with_text(entry: BankEntry, line: str) -> BankEntry:
    text = "\n".join(filter(None, (entry.remittance, cut(line, 5, 42), cut(line, 43, 80))))
    return replace(entry, remittance=text)
