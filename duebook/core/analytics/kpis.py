"""The figures of collection for a period, per currency; see docs/algorithms/kpis.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np

from duebook.core.analytics.items import CASH, Items
from duebook.core.analytics.ratios import ratio, rounded


@dataclass(frozen=True, slots=True)
class Figures:
    """What the ratios are made of; minor units of one currency.

    ``sales``: documents of the period, credit notes deducted. ``opening``, ``closing``: receivables less
    credit notes, the day before the period and on its last day; ``overdue``: the part of closing past due.
    ``months``: (days, sales) of each calendar month up to the last day, newest first; the newest may be
    a part of a month, and they go back before the period as far as anything is known.
    """

    currency: str
    days: int
    sales: int
    opening: int
    closing: int
    overdue: int
    months: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Kpis:
    """Days and ratios are rounded half up to two places (shares to four); None where the period cannot tell.

    ``collection_effectiveness`` is a percentage, ``overdue_share`` a share of one.
    """

    figures: Figures
    turnover: Decimal | None
    dso: Decimal | None
    dso_count_back: Decimal | None
    best_possible_dso: Decimal | None
    average_days_delinquent: Decimal | None
    collection_effectiveness: Decimal | None
    overdue_share: Decimal | None


def kpis(figures: Figures) -> Kpis:
    """The ratios of one currency and period."""
    sales, days, closing = figures.sales, figures.days, figures.closing
    current = closing - figures.overdue
    due = figures.opening + sales
    dso, best = ratio(closing * days, sales), ratio(current * days, sales)
    return Kpis(
        figures,
        turnover=ratio(2 * sales, figures.opening + closing) if sales > 0 else None,
        dso=dso,
        dso_count_back=_count_back(figures),
        best_possible_dso=best,
        average_days_delinquent=dso - best if dso is not None and best is not None else None,
        collection_effectiveness=ratio(100 * (due - closing), due - current),
        overdue_share=ratio(figures.overdue, closing, 4),
    )


def _count_back(figures: Figures) -> Decimal | None:
    """Days whose sales, newest first, make up the closing balance; None when all that is known does not."""
    if figures.closing <= 0:
        return Decimal("0.00") if figures.sales > 0 else None
    counted, left = 0, figures.closing
    for days, sales in figures.months:
        if left < sales:
            return rounded(counted + Fraction(left * days, sales))
        counted += days
        left -= sales
    return rounded(Fraction(counted)) if not left else None


def figures(items: Items, first: date, last: date) -> tuple[Figures, ...]:
    """The figures of the period from ``first`` to ``last``, both included, for each currency that has any
    document by then, in the order of their codes. Advances are money, not receivables: they are left out.
    """
    if last < first:
        raise ValueError(f"the period ends ({last}) before it begins ({first})")
    day = last.toordinal()
    counts = (items.side != CASH) & (items.issued <= day)
    opening, closing = items.open_at(first.toordinal() - 1), items.open_at(day)
    found = []
    for code, currency in enumerate(items.currencies):
        mine = counts & (items.currency == code)
        if not mine.any():
            continue
        issued, amount = items.issued[mine], items.amount[mine]
        found.append(
            Figures(
                currency,
                days=(last - first).days + 1,
                sales=int(amount[issued >= first.toordinal()].sum()),
                opening=int(opening[mine].sum()),
                closing=int(closing[mine].sum()),
                overdue=int(closing[mine & (items.due < day)].sum()),
                months=_months(issued, amount, last),
            )
        )
    return tuple(sorted(found, key=lambda one: one.currency))


def _months(issued: np.ndarray, amount: np.ndarray, last: date) -> tuple[tuple[int, int], ...]:
    """(days, sales) of the calendar months that end with ``last``, newest first."""
    order = np.argsort(issued, kind="stable")
    days, running = issued[order], np.concatenate(([0], np.cumsum(amount[order])))
    months, end = [], last
    while end.toordinal() >= days[0]:
        start = end.replace(day=1)
        low, high = np.searchsorted(days, [start.toordinal(), end.toordinal() + 1])
        months.append((end.day, int(running[high] - running[low])))
        if start == date.min:
            break
        end = start - timedelta(days=1)
    return tuple(months)
