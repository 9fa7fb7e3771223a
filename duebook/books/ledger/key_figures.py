"""What the figures of collection are made of, out of the ledger, for any days: one pass over its lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

from django.db import connection
from django.db.models import Max

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.core.analytics import Figures
from duebook.core.invoicing import KINDS

_DAYS = """
SELECT booked, late, sum(base)::bigint,
       coalesce(sum(base) FILTER (WHERE kind = ANY(%(documents)s)), 0)::bigint
FROM (
    SELECT e.booking_date AS booked, greatest(e.booking_date, i.due_date + 1) AS late, e.kind, l.base
    FROM ledger_journalline l
    JOIN ledger_journalentry e ON e.id = l.entry_id
    JOIN ledger_openitem i ON i.id = l.item_id
    WHERE l.company_id = %(company)s AND l.account = 'receivables' AND i.kind <> 'advance'
      AND e.booking_date <= %(until)s
) moved
GROUP BY GROUPING SETS ((booked), (late))
"""
_DOCUMENTS = [*KINDS, "correction"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Running totals of amounts by day, oldest first."""

    days: Sequence[date]
    sums: Sequence[int]

    @classmethod
    def of(cls, moves: dict[date, int]) -> "Totals":
        days = sorted(moves)
        return cls(days, [0, *accumulate(moves[day] for day in days)])

    def until(self, day: date) -> int:
        """The sum up to the end of a day."""
        return self.sums[bisect_right(self.days, day)]

    def between(self, first: date, last: date) -> int:
        """The sum of the days from ``first`` to ``last``, both included."""
        return self.until(last) - self.until(first - timedelta(days=1))


def figures_at(company: Company, days: Sequence[date], period: int) -> list[Figures]:
    """The figures of the ``period`` days that end with each of ``days``, all currencies in company currency
    at the rates booked (docs/algorithms/kpis.md)."""
    moved, sold, late = _totals(company.pk, _last_event(company), max(days))
    found = []
    for last in days:
        first = last - timedelta(days=period - 1)
        found.append(
            Figures(
                company.currency,
                period,
                sales=sold.between(first, last),
                opening=moved.until(first - timedelta(days=1)),
                closing=moved.until(last),
                overdue=late.until(last),
                months=tuple(_months(sold, last)),
            )
        )
    return found


def _last_event(company: Company) -> int:
    """The books change with an event only: as long as none is added, what was summed up stays true."""
    return Event.objects.filter(company=company).aggregate(last=Max("number"))["last"] or 0


@lru_cache(maxsize=64)
def _totals(company: int, last_event: int, until: date) -> tuple[Totals, Totals, Totals]:  # noqa: ARG001
    """What is open, what was sold, and what of the open is past due; a line is past due from the day on
    which it is booked and its item's due date is over. Remembered until the next event."""
    moved: dict[date, int] = {}
    sold: dict[date, int] = {}
    late: dict[date, int] = {}
    values: dict[str, Any] = {"company": company, "until": until, "documents": _DOCUMENTS}
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, values)
        for booked, late_from, amount, sales in cursor.fetchall():
            if booked is None:
                late[late_from] = amount
            else:
                moved[booked], sold[booked] = amount, sales
    return Totals.of(moved), Totals.of(sold), Totals.of(late)


def _months(sold: Totals, last: date) -> Iterator[tuple[int, int]]:
    """(days, sales) of the calendar months that end with ``last``, newest first, back to the first sale."""
    while sold.days and last >= sold.days[0]:
        first = last.replace(day=1)
        yield last.day, sold.between(first, last)
        last = first - timedelta(days=1)
