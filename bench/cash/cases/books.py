"""Where the invoices and the payment batches come from: a real book, or the stand-in that anyone can make."""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from duebook.core.money import to_minor

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice of the seller. ``amount``: minor units. ``settled``: when it was paid, if it was.
    ``site``: which of the customer's houses pays it, each by itself; "" when there is only one."""

    customer_id: str
    customer_name: str
    number: str
    issued: date
    due: date
    currency: str
    amount: int
    settled: date | None
    site: str = ""


Batch = tuple[Bill, ...]
"""Bills of one customer, site and currency that were settled on one day: one payment."""


@dataclass(frozen=True)
class Ledger:
    """A seller's invoices over many months."""

    name: str
    bills: tuple[Bill, ...]

    @cached_property
    def batches(self) -> Mapping[date, Sequence[Batch]]:
        """What was paid on each day, customers in order."""
        groups: dict[tuple[date, str, str, str], list[Bill]] = defaultdict(list)
        for bill in self.bills:
            if bill.settled:
                groups[bill.settled, bill.customer_id, bill.site, bill.currency].append(bill)
        days: dict[date, list[Batch]] = defaultdict(list)
        for (day, *_), together in sorted(groups.items()):
            days[day].append(tuple(together))
        return days

    @cached_property
    def customers(self) -> Mapping[str, str]:
        """Customer id to name."""
        return {bill.customer_id: bill.customer_name for bill in self.bills}


def data_folder() -> Path:
    return Path(os.environ.get("DUEBOOK_DATA", ROOT.parent / "shared" / "data"))


def has_real_book() -> bool:
    return _real_path().is_file()


@cache
def real_book() -> Ledger:
    """Real invoices and the days on which they were paid, read in place; an error that says what to do where
    they are not installed."""
    if not has_real_book():
        raise FileNotFoundError(f"no {_real_path()}; set DUEBOOK_DATA, or use the stand-in book")
    with _real_path().open(encoding="utf-8-sig", newline="") as stream:
        return Ledger("real", tuple(_bills(csv.DictReader(stream))))


def _real_path() -> Path:
    return data_folder() / "receivables" / "trade_credit_us.csv"


def _bills(rows: Iterable[Mapping[str, str]]) -> Iterable[Bill]:
    for row in rows:
        amount = to_minor(row["amount"], row["currency"])
        if amount > 0:
            yield Bill(
                row["customer_id"], row["customer_name"], row["invoice_number"],
                date.fromisoformat(row["issue_date"]), date.fromisoformat(row["due_date"]),
                row["currency"], amount,
                date.fromisoformat(row["settled_date"]) if row["settled_date"] else None,
            )  # fmt: skip
