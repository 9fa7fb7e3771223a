"""Aging: how long what is open has been overdue (docs/algorithms/aging.md)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from duebook.core.analytics.items import CASH, CREDIT_NOTE, RECEIVABLE, Items


@dataclass(frozen=True, slots=True)
class Buckets:
    """``edges``: the last day overdue of each bucket but the first (not overdue) and the last (older)."""

    edges: tuple[int, ...] = (30, 60, 90, 120)

    def __post_init__(self) -> None:
        if not self.edges or self.edges[0] < 1 or list(self.edges) != sorted(set(self.edges)):
            raise ValueError(
                f"buckets must be rising whole days from 1 on, such as 30,60,90,120; not {self.edges}"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """``("current", "1-30", "31-60", "61-90", "91-120", "121+")``"""
        starts = (1, *(edge + 1 for edge in self.edges))
        spans = (f"{start}-{edge}" for start, edge in zip(starts, self.edges, strict=False))
        return ("current", *spans, f"{starts[-1]}+")

    def of(self, days_overdue: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place of each item among ``names``; due today is not overdue."""
        return np.searchsorted(np.array((0, *self.edges)), days_overdue, side="left")


@dataclass(frozen=True, slots=True)
class AgingRow:
    """What is open in one currency, of one customer or of all (``customer_id`` ""). Minor units.

    ``buckets`` hold receivables only; ``credit_notes`` and ``unapplied_cash`` are negative or nought, and
    ``total`` is what remains when they are set against the receivables.
    """

    customer_id: str
    customer_name: str
    currency: str
    buckets: tuple[int, ...]
    credit_notes: int
    unapplied_cash: int

    @property
    def overdue(self) -> int:
        return sum(self.buckets[1:])

    @property
    def total(self) -> int:
        return sum(self.buckets) + self.credit_notes + self.unapplied_cash


DEFAULT_BUCKETS = Buckets()


def aging(
    items: Items,
    as_of: date,
    buckets: Buckets = DEFAULT_BUCKETS,
    by: Literal["customer", "currency"] = "currency",
) -> tuple[AgingRow, ...]:
    """What is open at the end of ``as_of``, one row per currency, or per customer and currency, in their
    order; customers with nothing open have no row. Does not depend on the order of the items.
    """
    today = as_of.toordinal()
    open_amounts = items.open_at(today)
    kept = np.flatnonzero(open_amounts)
    columns = len(buckets.names)
    side = items.side[kept]
    overdue = buckets.of(today - items.due[kept])
    column = np.select([side == RECEIVABLE, side == CREDIT_NOTE], [overdue, columns], columns + CASH - 1)
    group = items.currency[kept]
    if by == "customer":
        group = group + items.customer[kept] * len(items.currencies)
    groups, place = np.unique(group, return_inverse=True)
    sums = np.zeros((len(groups), columns + 2), np.int64)
    np.add.at(sums, (place, column), open_amounts[kept])
    rows = (_row(items, int(code), line, by) for code, line in zip(groups, sums.tolist(), strict=True))
    return tuple(sorted(rows, key=lambda row: (row.customer_id, row.currency)))


def _row(items: Items, code: int, sums: list[int], by: str) -> AgingRow:
    customer, currency = divmod(code, len(items.currencies))
    known = by == "customer"
    *buckets, credit_notes, unapplied_cash = sums
    return AgingRow(
        items.customers[customer] if known else "",
        items.names[customer] if known else "",
        items.currencies[currency],
        tuple(buckets),
        credit_notes,
        unapplied_cash,
    )
