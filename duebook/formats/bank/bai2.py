"""BAI2 cash management balance reporting (BAI, Cash Management Balance Reporting Specifications, version 2).

Records are lines of comma-separated fields: 01 file, 02 group (a day of one bank), 03 account, 16 movement,
88 more of the record before, 49/98/99 control totals. Amounts are whole minor units.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile

from duebook.core.banking import Balance, BankEntry, BankStatement, EntryKind, StatementFile
from duebook.formats.reading import Complaints, Unreadable, known_currency, short_day, shown, text_of

FORMAT = "BAI2"

_RECOGNISED = re.compile(r"01,[^,\n]*,[^,\n]*,\d{6},")
_RECORD = re.compile(r"\s*(01|02|03|16|49|88|98|99),(.*)", re.DOTALL)
_AMOUNT = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_CREDIT_CODES = (range(100, 400), range(920, 960))
_DEBIT_CODES = (range(400, 700), range(960, 1000))
_KINDS: dict[EntryKind, frozenset[int]] = {
    "return": frozenset({255, 257, 555, 557}),
    "reversal": frozenset({258, 358, 558, 658}),
    "charge": frozenset({661, 693, 694, 696, 698}),
    "interest": frozenset({354, 654}),
}
"""BAI2 transaction codes of detail records, by what they mean to us."""
_OPENING, _CLOSING = "010", "015"


def recognises(head: str) -> bool:
    return _RECOGNISED.match(head) is not None


@dataclass
class _Record:
    """One logical record: its code, where it begins, its fields as text, and its continuation lines."""

    code: str
    place: str
    text: str
    more: list[str] = field(default_factory=list)

    def fields(self) -> list[str]:
        """Comma-separated fields of the record and its continuations; / ends a line, so does a bare comma."""
        parts = (part.rstrip() for part in (self.text, *self.more))
        ended = (part[:-1] if part.endswith(("/", ",")) else part for part in parts)
        return [piece.strip() for part in ended for piece in part.split(",")]


def read(data: bytes, name: str) -> StatementFile:
    """Every account of every day; a record that cannot be read becomes a Problem."""
    reader = _Reader(Complaints(name))
    for record in _records(text_of(data), reader.complaints):
        try:
            reader.take(record)
        except Unreadable as error:
            reader.complaints.unreadable(record.place, error)
    reader.close()
    if not reader.ended:
        reader.complaints.add(
            "line 1", "the file has no end (record 99)", "fetch it again; what is there was read"
        )
    return StatementFile(FORMAT, tuple(reader.statements), tuple(reader.complaints.problems))


def _records(text: str, complaints: Complaints) -> Iterator[_Record]:
    current: _Record | None = None
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        found = _RECORD.match(line.rstrip("\n"))
        if found and found[1] == "88" and current:
            current.more.append(found[2])
        elif found:
            if current:
                yield current
            current = _Record(found[1], f"line {number}", found[2])
        elif line.strip():
            complaints.add(
                f"line {number}", f"{shown(line)!r} is no BAI2 record", "ask the bank for a corrected file"
            )
    if current:
        yield current


class _Reader:
    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.statements: list[BankStatement] = []
        self.ended = False
        self._day: date | None = None
        self._currency = "USD"
        self._booked = True
        self._account: _Account | None = None

    def take(self, record: _Record) -> None:
        if record.code == "02":
            self._group(record.fields())
        elif record.code == "03":
            self.close()
            self._account = _Account(record.fields(), self._currency, self._day)
        elif record.code == "16":
            if self._account is None:
                raise Unreadable("the movement stands outside an account (no 03 before it)")
            self._account.add(record)
        elif record.code == "99":
            self.ended = True
        elif record.code == "49":
            self._total(record)

    def _group(self, fields: list[str]) -> None:
        """02: receiver, originator, status, as-of day, time, currency, modifier (3 and 4: same day)."""
        fields += [""] * 7
        self._day, self._currency, self._booked = None, fields[5] or "USD", fields[6] not in ("3", "4")
        self._day = short_day(fields[3])

    def _total(self, record: _Record) -> None:
        """49: the sum of all amounts of the account; debits count as they stand."""
        stated = (record.fields() or [""])[0]
        if self._account and stated and _minor(stated) != self._account.total:
            self.complaints.add(
                record.place,
                f"the control total {stated} differs from the sum of the amounts {self._account.total}",
                "ask the bank for the missing records",
            )
        self.close()

    def close(self) -> None:
        if self._account:
            self.statements.append(self._account.statement(self._booked))
        self._account = None


class _Account:
    """One account of one day: 03 with its balances, then its movements."""

    def __init__(self, fields: list[str], usual: str, day: date | None) -> None:
        self.number = fields[0]
        self.currency = known_currency((fields[1] if len(fields) > 1 else "") or usual)
        self.day = day
        self.total = 0
        self.entries: list[BankEntry] = []
        self.balances: dict[str, int] = {}
        self._take_summaries(fields[2:])

    def _take_summaries(self, fields: list[str]) -> None:
        """Groups of type code, amount, item count, funds type (with more fields for some funds types)."""
        rest = list(dropwhile(_is_blank, fields))
        while rest:
            code, amount, _, funds, *rest = [*rest, "", "", ""][: max(4, len(rest))]
            if amount:
                self.balances[code] = _minor(amount)
                self.total += _minor(amount)
            rest = list(dropwhile(_is_blank, rest[_funds_fields(funds, rest) :]))

    def add(self, record: _Record) -> None:
        code, amount, funds, rest = [*record.text.split(",", 3), "", "", ""][:4]
        skip = _funds_fields(funds.strip().upper(), rest.split(","))
        parts = rest.split(",", skip + 2)
        bank, customer, text = (part.strip() for part in [*parts[skip:], "", "", ""][:3])
        self.total += _minor(amount or "0")
        value = short_day(parts[0]) if funds.strip().upper() == "V" and parts[0].strip() else self.day
        if value is None or self.day is None:
            raise Unreadable("the day of the group (02) is not told")
        sign = _sign(int(code)) if code.strip().isdigit() else None
        if sign is None:
            raise Unreadable(f"the type code {shown(code)!r} tells neither credit nor debit")
        self.entries.append(
            BankEntry(
                place=record.place, booking_date=self.day, value_date=value,
                amount=sign * _minor(amount or "0"), currency=self.currency, kind=_kind(int(code), sign),
                bank_reference=bank.removesuffix("/"), code=code.strip(),
                references=tuple(filter(None, [customer.removesuffix("/")])),
                remittance="\n".join(filter(None, [text.removesuffix("/"), *map(_line, record.more)])),
            )
        )  # fmt: skip

    def statement(self, booked: bool) -> BankStatement:
        return BankStatement(
            self.number, self.currency, self.day.isoformat() if self.day else "",
            self._balance(_OPENING), self._balance(_CLOSING), tuple(self.entries), booked,
        )  # fmt: skip

    def _balance(self, code: str) -> Balance | None:
        known = code in self.balances and self.day is not None
        return Balance(self.day, self.balances[code], self.currency) if known and self.day else None


def _is_blank(field: str) -> bool:
    return not field


def _line(text: str) -> str:
    return text.strip().removesuffix("/")


def _funds_fields(funds: str, rest: list[str]) -> int:
    """How many fields the funds type brings: S three, V two, D a count and pairs, others none."""
    if funds == "D":
        count = rest[0] if rest else ""
        return 1 + 2 * int(count) if count.isdigit() and len(count) < 3 else 1
    return {"S": 3, "V": 2}.get(funds, 0)


def _minor(text: str) -> int:
    if not _AMOUNT.fullmatch(text.strip()):
        raise Unreadable(f"the amount {shown(text)!r} is not a whole number of minor units")
    return int(text)


def _sign(code: int) -> int | None:
    if any(code in codes for codes in _CREDIT_CODES):
        return 1
    return -1 if any(code in codes for codes in _DEBIT_CODES) else None


def _kind(code: int, sign: int) -> EntryKind:
    for kind, codes in _KINDS.items():
        if code in codes:
            return kind
    return "credit" if sign > 0 else "debit"
