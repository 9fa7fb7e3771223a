"""CODA, the statement of Belgian banks (Febelfin, version 2): lines of 128 characters.

0 header, 1 old balance, 21 to 23 movement, 31 to 33 information on it, 8 new balance, 9 trailer. Amounts have
three implied decimals. A movement may be a total whose details follow under the same number.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from duebook.core.banking import Balance, BankEntry, BankStatement, EntryKind, StatementFile
from duebook.core.money import plain
from duebook.formats.reading import Complaints, Unreadable, cut, minor_of, short_day, shown, text_of

FORMAT = "CODA"

_RECOGNISED = re.compile(r"0{5}\d{6}.{3}05.{111}[12]\s", re.ASCII)
_TOTALS, _DETAILS = ("1", "2"), ("5", "6", "7")
"""First digit of the transaction code: totals of the customer or the bank, and their details."""
_CHARGES = "80"
_STRUCTURED = ("101", "102")


def recognises(head: str) -> bool:
    return _RECOGNISED.match(head) is not None


@dataclass
class _Movement:
    """The lines of one movement by their two first digits, and where it begins."""

    place: str
    lines: dict[str, str] = field(default_factory=dict)
    information: list[str] = field(default_factory=list)

    def part(self, line: str, first: int, last: int) -> str:
        return self.lines.get(line, "")[first - 1 : last]


def read(data: bytes, name: str) -> StatementFile:
    """Every statement of the file; a line that cannot be read becomes a Problem."""
    reader = _Reader(Complaints(name))
    for number, raw in enumerate(io.StringIO(text_of(data), newline=None), 1):
        try:
            reader.take(raw.rstrip("\n"), f"line {number}")
        except Unreadable as error:
            reader.complaints.unreadable(f"line {number}", error)
    reader.close(None)
    return StatementFile(FORMAT, tuple(reader.statements), tuple(reader.complaints.problems))


class _Reader:
    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.statements: list[BankStatement] = []
        self._head = ""
        self._movements: dict[tuple[str, str], _Movement] = {}

    def take(self, line: str, place: str) -> None:
        code = line[:2]
        if line[:1] == "1":
            self.close(None)
            self._head = line
        elif code == "21":
            self._movements[line[2:6], line[6:10]] = _Movement(place, {"21": line})
        elif code in ("22", "23"):
            self._movement(line).lines[code] = line
        elif code in ("31", "32", "33"):
            first, last = {"31": (41, 113), "32": (11, 115), "33": (11, 100)}[code]
            self._informed(line).append(cut(line, first, last))
        elif line[:1] == "8":
            self.close(line)
        elif line.strip() and line[:1] not in ("0", "4", "9", "\x1a"):
            raise Unreadable(f"{shown(line)!r} is no line of CODA")

    def _movement(self, line: str) -> _Movement:
        known = self._movements.get((line[2:6], line[6:10]))
        if known is None:
            raise Unreadable("the line belongs to no movement (no line 21 with its number)")
        return known

    def _informed(self, line: str) -> list[str]:
        """Information counts its own detail number; it belongs to the last movement with its number."""
        known = [movement for (number, _), movement in self._movements.items() if number == line[2:6]][-1:]
        return known[0].information if known else []

    def close(self, end: str | None) -> None:
        head, movements = self._head, self._movements
        self._head, self._movements = "", {}
        if not head:
            return
        currency = head[17:21].strip() if head[1:2] == "0" else cut(head, 40, 42)
        account = cut(head, 6, 17) if head[1:2] == "0" else cut(head, 6, 39)
        opening = self._balance(head[42:64], currency)
        closing = self._balance(end[41:63], currency) if end else None
        entries = tuple(self._entries(movements, currency))
        self.statements.append(
            BankStatement(account, currency, cut(head, 126, 128), opening, closing, entries)
        )

    def _balance(self, text: str, currency: str) -> Balance | None:
        """Sign, amount of 15 digits, day: ``0000000004004100241214``."""
        try:
            factor = -1 if text[:1] == "1" else 1
            amount = minor_of(text[1:16], 3, currency)
            return Balance(short_day(text[16:22], "DMY"), factor * amount, currency)
        except Unreadable as error:
            self.complaints.unreadable("line 1, balance", error)
            return None

    def _entries(self, movements: dict[tuple[str, str], _Movement], currency: str) -> Iterator[BankEntry]:
        """Simple movements; of a total its details when they add up to it, else the total."""
        groups: dict[str, list[BankEntry]] = defaultdict(list)
        for (number, _), movement in movements.items():
            try:
                entry = _entry(movement, currency)
                groups[number].append(entry)
            except Unreadable as error:
                self.complaints.unreadable(movement.place, error)
        for total, *others in groups.values():
            details = [entry for entry in others if entry.code[:1] in _DETAILS]
            if total.code[:1] not in _TOTALS or not details:
                yield total
            elif sum(entry.amount for entry in details) == total.amount:
                for count, entry in enumerate(details, 1):
                    yield replace(entry, place=f"{total.place}/detail[{count}]")
            else:
                told = plain(sum(entry.amount for entry in details), currency)
                what = f"the details add up to {told}, the movement says {plain(total.amount, currency)}"
                self.complaints.add(
                    total.place, what, "it is kept as one entry; ask the bank for the details"
                )
                yield total


def _entry(movement: _Movement, currency: str) -> BankEntry:
    amount = minor_of(movement.part("21", 33, 47), 3, currency) * (
        -1 if movement.part("21", 32, 32) == "1" else 1
    )
    code = movement.part("21", 54, 61)
    references, text = _communication(movement)
    reason = movement.part("22", 114, 117).strip()
    return BankEntry(
        place=movement.place, booking_date=short_day(movement.part("21", 116, 121), "DMY"),
        value_date=_value_day(movement), amount=amount, currency=currency,
        kind=_kind(code, amount, movement), bank_reference=movement.part("21", 11, 31).strip(),
        end_to_end_id=movement.part("22", 64, 98).strip(),
        payer_name=movement.part("23", 48, 82).strip(), payer_account=movement.part("23", 11, 44).strip(),
        references=references, remittance=text, code=code, return_reason=reason,
    )  # fmt: skip


def _value_day(movement: _Movement) -> date:
    told = movement.part("21", 48, 53)
    return short_day(told if told.strip("0 ") else movement.part("21", 116, 121), "DMY")


def _kind(code: str, amount: int, movement: _Movement) -> EntryKind:
    if movement.part("22", 113, 113).strip("0 "):
        return "return"
    if code[1:3] == _CHARGES:
        return "charge"
    return "credit" if amount >= 0 else "debit"


def _communication(movement: _Movement) -> tuple[tuple[str, ...], str]:
    """The structured reference (12 digits), or the text of all lines."""
    text = (
        movement.part("21", 63, 115).ljust(53)
        + movement.part("22", 11, 63).ljust(53)
        + movement.part("23", 83, 125)
    )
    lines = "\n".join(filter(None, (" ".join(text.split()), *movement.information)))
    if movement.part("21", 62, 62) == "1" and text[:3] in _STRUCTURED:
        return (text[3:15].strip(),), "\n".join(movement.information)
    return (), lines
