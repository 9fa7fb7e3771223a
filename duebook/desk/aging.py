"""The aging of a company, shaped for tables and charts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.figures import open_by_due_date, waiting_cash
from duebook.desk import formats
from duebook.desk.charts import Chart, Part, bars

LIMITS = (0, 30, 60, 90, 120)
NAMES: tuple[Promise | str, ...] = (_("Current"), "1–30", "31–60", "61–90", "91–120", "121+")


@dataclass(frozen=True, slots=True)
class AgingRow:
    """One currency: open amount by bucket and what waits to be applied, in minor units."""

    currency: str
    buckets: tuple[int, ...]
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.buckets)

    @property
    def overdue(self) -> int:
        return sum(self.buckets[1:])

    @property
    def net(self) -> int:
        """What would be open if all waiting cash were applied."""
        return self.total - self.waiting


@dataclass(frozen=True, slots=True)
class Aging:
    """``rows`` by currency; ``all`` of it in company currency at the rates booked."""

    rows: tuple[AgingRow, ...]
    all: AgingRow
    names: tuple[Promise | str, ...] = NAMES

    @property
    def overdue(self) -> int:
        return self.all.overdue

    @property
    def overdue_share(self) -> float | None:
        """Overdue part of what is open; None when nothing is open."""
        return self.overdue / self.all.total if self.all.total > 0 else None

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
    return (first, last)


def aging(company: Company, as_of: date, customer: Customer | None = None) -> Aging:
    """Open receivables by currency and age, with the cash that waits to be applied."""
    sums: dict[str, list[int]] = {}
    base = [0] * len(NAMES)
    for due in open_by_due_date(company, as_of, customer):
        index = bucket(due.due_date, as_of)
        sums.setdefault(due.currency, [0] * len(NAMES))[index] += due.amount
        base[index] += due.base
    waiting = waiting_cash(company, as_of, customer)
    for cash in waiting:
        sums.setdefault(cash.currency, [0] * len(NAMES))
    by_currency = {cash.currency: cash.amount for cash in waiting}
    rows = (
        AgingRow(currency, tuple(sums[currency]), by_currency.get(currency, 0)) for currency in sorted(sums)
    )
    return Aging(tuple(rows), AgingRow(company.currency, tuple(base), sum(cash.base for cash in waiting)))
