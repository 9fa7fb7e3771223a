"""The aging of a company, or of one customer, shaped for tables and charts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.figures import open_by_due_date, waiting_cash
from duebook.core.analytics import AgingRow
from duebook.core.analytics.aging import DEFAULT_BUCKETS
from duebook.desk import formats
from duebook.desk.charts import Chart, Part, bars

LIMITS = (0, *DEFAULT_BUCKETS.edges)
NAMES: tuple[Promise | str, ...] = (_("Current"), *(n.replace("-", "–") for n in DEFAULT_BUCKETS.names[1:]))
CREDIT, CASH = len(NAMES), len(NAMES) + 1
COLUMNS = {"credit_note": CREDIT, "advance": CASH}


@dataclass(frozen=True, slots=True)
class Aging:
    """``rows`` by currency; ``all`` of it in company currency at the rates booked."""

    rows: tuple[AgingRow, ...]
    all: AgingRow
    names: tuple[Promise | str, ...] = NAMES

    @property
    def receivables(self) -> int:
        return sum(self.all.buckets)

    @property
    def overdue_share(self) -> float | None:
        """Overdue part of the receivables; None when nothing is open."""
        return self.all.overdue / self.receivables if self.receivables > 0 else None

    @property
    def chart(self) -> Chart:
        """One column a bucket, in company currency."""
        return bars(
            [
                (str(name), [Part(f"bucket-{n}", amount, formats.money(amount, self.all.currency))])
                for n, (name, amount) in enumerate(zip(NAMES, self.all.buckets, strict=True))
            ]
        )


def bucket(due_date: date, as_of: date) -> int:
    """Index of the bucket: 0 is not yet due or due that day."""
    return sum((as_of - due_date).days > limit for limit in LIMITS)


def between(index: int, as_of: date) -> tuple[date, date]:
    """First and last due date of a bucket; the outer ones have no end."""
    first = as_of - timedelta(days=LIMITS[index]) if index < len(LIMITS) else date.min
    last = as_of - timedelta(days=LIMITS[index - 1] + 1) if 0 < index <= len(LIMITS) else date.max
    return first, last


def with_days_overdue(items: Iterable[Any], as_of: date) -> list[Any]:
    """The items, each knowing its ``days_overdue``; negative before the due date."""
    rows = list(items)
    for row in rows:
        row.days_overdue = (as_of - row.due_date).days
    return rows


def aging(company: Company, as_of: date, customer: Customer | None = None) -> Aging:
    """Open receivables by currency and age, with credit notes and the cash that waits to be applied."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * (CASH + 1))
    base = [0] * (CASH + 1)
    for due in open_by_due_date(company, as_of, customer):
        column = COLUMNS.get(due.kind, bucket(due.due_date, as_of))
        sums[due.currency][column] += due.amount
        base[column] += due.base
    for cash in waiting_cash(company, as_of, customer):
        sums[cash.currency][CASH] -= cash.amount
        base[CASH] -= cash.base
    rows = tuple(_row(currency, sums[currency]) for currency in sorted(sums))
    return Aging(rows, _row(company.currency, base))


def _row(currency: str, sums: list[int]) -> AgingRow:
    return AgingRow("", "", currency, tuple(sums[:CREDIT]), sums[CREDIT], sums[CASH])
