"""Entries and their lines as frozen values; an unbalanced entry cannot be made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duebook.core.ledger.accounts import ACCOUNTS, Account


class Unbalanced(ValueError):
    """An entry whose lines do not add up to zero; the text names currency and difference."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry. ``amount``: minor units of ``currency``, debit positive, credit negative;
    ``base``: the same value in minor units of the company's currency.

    ``customer``, ``item`` and ``receipt`` are business keys of the subledgers it belongs to, "" if none.
    """

    account: Account
    currency: str
    amount: int
    base: int
    customer: str = ""
    item: str = ""
    receipt: str = ""

    def __neg__(self) -> "Line":
        return Line(
            self.account, self.currency, -self.amount, -self.base, self.customer, self.item, self.receipt
        )

    def cells(self) -> list[Any]:
        """The line as a row, in the order of its fields."""
        return [
            self.account, self.currency, self.amount, self.base, self.customer, self.item, self.receipt,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced posting. ``key`` is its business key, unique in a company: the same key is the same posting.

    ``kind`` says what happened (invoice, receipt, allocation...); ``booking_date`` is the day it counts for;
    ``reverses`` is the key of the entry that this one takes back, "" if none.
    """

    key: str
    kind: str
    booking_date: date
    lines: tuple[Line, ...]
    reverses: str = ""

    def __post_init__(self) -> None:
        totals: dict[str, int] = defaultdict(int)
        base = 0
        for line in self.lines:
            if line.account not in ACCOUNTS:
                raise ValueError(f"{line.account!r} is no account of the receivables ledger")
            totals[line.currency] += line.amount
            base += line.base
        wrong = [f"{currency} {amount}" for currency, amount in totals.items() if amount]
        if wrong or base:
            raise Unbalanced(
                f"entry {self.key} is out of balance: {', '.join(wrong) or 'company currency ' + str(base)}"
            )
        if len(self.lines) < 2:
            raise Unbalanced(f"entry {self.key} needs at least two lines")

    def content(self) -> list[Any]:
        """What an auditor seals: business keys only, so that it survives a restore."""
        lines = (line.cells() for line in self.lines)
        return content_of(self.key, self.kind, self.booking_date, self.reverses, lines)


def content_of(
    key: str, kind: str, booking_date: date, reverses: str, lines: Iterable[list[Any]]
) -> list[Any]:
    """The content of an entry, balanced or not, as JSON values; ``lines``: their cells, in any order."""
    return [key, kind, booking_date.isoformat(), reverses, sorted(lines)]


def reversal(entry: Entry, booking_date: date) -> Entry:
    """The entry that takes ``entry`` back on ``booking_date``: same lines, other side."""
    return Entry(
        key=f"{entry.key}/reversed",
        kind="reversal",
        booking_date=booking_date,
        lines=tuple(-line for line in entry.lines),
        reverses=entry.key,
    )
