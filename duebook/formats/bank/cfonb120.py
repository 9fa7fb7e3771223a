"""CFONB 120, the statement of French banks: lines of 120 characters.

01 opening balance, 04 movement, 05 more of it, 07 closing balance. The last character of an amount carries
its sign: ``{`` and A to I are +0 to +9, ``}`` and J to R are -0 to -9.
"""

import io
import re
from dataclasses import replace

from duebook.core.banking import Balance, BankEntry, BankStatement, EntryKind, StatementFile
from duebook.formats.reading import Complaints, Unreadable, cut, minor_of, short_day, shown, text_of

FORMAT = "CFONB 120"

_RECOGNISED = re.compile(r"0[147]\d{5}.{4}\d{5}(?:[A-Z]{3}\d|\s{4}|[A-Z]{3}\s).{85}", re.ASCII)
_LAST = "{ABCDEFGHI}JKLMNOPQR"


def recognises(head: str) -> bool:
    return _RECOGNISED.match(head) is not None


def read(data: bytes, name: str) -> StatementFile:
    """Every account of the file; a line that cannot be read becomes a Problem."""
    complaints = Complaints(name)
    reader = _Reader(complaints)
    for number, raw in enumerate(io.StringIO(text_of(data), newline=None), 1):
        try:
            reader.take(raw.rstrip("\n"), f"line {number}")
        except Unreadable as error:
            complaints.unreadable(f"line {number}", error)
    reader.close(None)
    return StatementFile(FORMAT, tuple(reader.statements), tuple(complaints.problems))


class _Reader:
    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.statements: list[BankStatement] = []
        self._account = ""
        self._opening: str | None = None
        self._entries: list[BankEntry] = []

    def take(self, line: str, place: str) -> None:
        code = line[:2]
        if code == "01":
            self.close(None)
            self._account, self._opening = _account(line), line
        elif code == "04":
            self._account = self._account or _account(line)
            self._entries.append(_movement(line, place))
        elif code == "05" and self._entries:
            self._entries[-1] = _with_more(self._entries[-1], line)
        elif code == "07":
            self._account = self._account or _account(line)
            self.close(line)
        elif line.strip() and code != "05":
            raise Unreadable(f"{shown(line)!r} is no line of CFONB 120")

    def close(self, closing: str | None) -> None:
        """End the account; its balances may leave the currency to its movements."""
        account, opening, entries = self._account, self._opening, self._entries
        self._account, self._opening, self._entries = "", None, []
        if not account:
            return
        lines = [line for line in (opening, closing) if line]
        currency = next(filter(None, (cut(line, 17, 19) for line in lines)), "")
        currency = currency or next((entry.currency for entry in entries), "")
        first, last = (self._balance(line, currency) for line in (opening, closing))
        number = cut(lines[-1], 35, 40) if lines else ""
        self.statements.append(BankStatement(account, currency, number, first, last, tuple(entries)))

    def _balance(self, line: str | None, currency: str) -> Balance | None:
        try:
            if line and currency:
                return Balance(short_day(cut(line, 35, 40), "DMY"), _amount(line, currency), currency)
        except Unreadable as error:
            self.complaints.unreadable("line 1, balance", error)
        return None


def _account(line: str) -> str:
    """Bank, branch and account number."""
    return cut(line, 3, 7) + cut(line, 12, 16) + cut(line, 22, 32)


def _amount(line: str, currency: str) -> int:
    text = cut(line, 91, 104)
    if not text or text[-1] not in _LAST:
        raise Unreadable(f"the amount {shown(text)!r} does not end with its sign")
    place = _LAST.index(text[-1])
    decimals = int(line[19]) if line[19:20].isdecimal() else 2
    minor = minor_of(text[:-1] + str(place % 10), decimals, currency)
    return -minor if place >= 10 else minor


def _movement(line: str, place: str) -> BankEntry:
    currency = cut(line, 17, 19)
    if not currency:
        raise Unreadable("the movement names no currency")
    booking = short_day(cut(line, 35, 40), "DMY")
    amount = _amount(line, currency)
    refused = cut(line, 41, 42).strip("0")
    sided: EntryKind = "credit" if amount >= 0 else "debit"
    number = cut(line, 82, 88).strip("0")
    return BankEntry(
        place=place, booking_date=booking,
        value_date=short_day(cut(line, 43, 48), "DMY") if cut(line, 43, 48) else booking,
        amount=amount, currency=currency, kind="return" if refused else sided,
        references=tuple(filter(None, (number, cut(line, 105, 120)))), remittance=cut(line, 49, 79),
        code=cut(line, 33, 34), return_reason=refused,
    )  # fmt: skip


def _with_more(entry: BankEntry, line: str) -> BankEntry:
    """Line 05: NPY and NBE name the other side, RCN the end-to-end id, RUM the mandate, the rest is text."""
    kind, text = cut(line, 46, 48), cut(line, 49, 118)
    if kind in ("NPY", "NBE"):
        return replace(entry, payer_name=text)
    if kind == "RCN":
        return replace(entry, end_to_end_id=cut(line, 49, 83))
    if kind == "RUM":
        return replace(entry, mandate_id=cut(line, 49, 83))
    return replace(entry, remittance="\n".join(filter(None, (entry.remittance, text))))
