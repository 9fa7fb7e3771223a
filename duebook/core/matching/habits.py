"""Which items payers choose to pay together: one, all, the oldest, a run of due dates, or any about due."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb, exp, log

import numpy as np

from duebook.core.matching.amounts import Ints
from duebook.core.matching.each_item import EachItem
from duebook.core.matching.timing import Timing
from duebook.core.matching.values import Evidence, OpenItem

SINGLE, ALL, OLDEST, RUN, ANY = 0.40, 0.05, 0.20, 0.10, 0.20
"""How often payments take each shape; measured on real payments (docs/algorithms/matching.md), rounded."""
ITEM_BY_ITEM = 0.5
"""Share of payments in which every item is paid or not for its own reason, mostly its due date; the others
follow one of the shapes above."""
_LONGEST_RUN = 60
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Shape:
    """A set of items that needs no number to be named: ``why`` says what it is, ``share`` how often."""

    items: tuple[OpenItem, ...]
    why: tuple[Evidence, ...]
    share: float


class Habits:
    """One customer's open items of one currency, in the order they fall due, seen from a payment's day."""

    def __init__(self, items: Iterable[OpenItem], day: date, timing: Timing) -> None:
        everything = sorted(items, key=lambda i: (i.due_date, i.number, i.key))
        self.each = EachItem(everything, timing.shares(everything, day))
        self.owed = [item for item in everything if item.open_amount > 0]
        self.credits = [item for item in everything if item.open_amount < 0]
        self._ripe = {item.key: ripeness(item, day) for item in everything}
        self._total = sum(self._ripe[item.key] for item in self.owed) or 1.0
        self._sums = np.cumsum([0, *(item.open_amount for item in self.owed)], dtype=np.int64)

    def log_chance(self, items: Sequence[OpenItem]) -> float:
        """Logarithm of how likely a payment is for just these items, without regard to natural sets."""
        by_item, by_size = self.each.log_chance(items), self._log_chance_of_size(items)
        return log(ITEM_BY_ITEM * exp(by_item) + (1 - ITEM_BY_ITEM) * exp(by_size) + 1e-300)

    def _log_chance_of_size(self, items: Sequence[OpenItem]) -> float:
        if len(items) == 1:
            return log(SINGLE * min(1.0, self._ripe[items[0].key] / self._total))
        n, k = len(self.owed) + len(self.credits), len(items)
        if not items or k > n:
            return _NEVER
        average = self._total / max(1, len(self.owed))
        choice = sum(log(min(2.0, self._ripe[item.key] / average)) for item in items)
        return log(ANY * 0.4) + (k - 2) * log(0.6) + min(0.0, choice - log(comb(n, k)))

    def shapes(self, fits: Callable[[Ints], Ints], exact: int) -> Iterator[Shape]:
        """The natural sets of two or more items. ``fits`` tells which of many totals would do (positions);
        runs must add up to ``exact``."""
        yield from self._of(fits, exact, (), 1.0 if not self.credits else 0.7, ())
        if not 0 < len(self.credits) <= 12:
            return
        for credit in self.credits:
            share = 0.15 / len(self.credits)
            less = Evidence.of("shape.credit_note", 0.5, number=credit.number)
            yield from self._of(fits, exact, (credit,), share, (less,))
        if len(self.credits) > 1:
            less = Evidence.of("shape.all_credit_notes", 0.5)
            yield from self._of(fits, exact, tuple(self.credits), 0.15, (less,))

    def _of(
        self,
        fits: Callable[[Ints], Ints],
        exact: int,
        off: tuple[OpenItem, ...],
        weight: float,
        tail: tuple[Evidence, ...],
    ) -> Iterator[Shape]:
        less = sum(item.open_amount for item in off)
        n, fewest = len(self.owed), 1 if off else 2
        for k in (fits(self._sums[fewest:] + less) + fewest).tolist():
            why = Evidence.of("shape.all" if k == n else "shape.oldest", 0.5, count=k)
            share = ALL + OLDEST / n if k == n else OLDEST * max(0.3 * 0.7 ** (k - 2), 0.1 / n)
            yield Shape((*self.owed[:k], *off), (why, *tail), share * weight)
        for start, k in _runs(self._sums, exact - less):
            ripe = self._ripe[self.owed[start].key] / self._total
            share = RUN * ripe * max(0.3 * 0.7 ** (k - 2), 0.05 / n)
            items = (*self.owed[start : start + k], *off)
            yield Shape(items, (Evidence.of("shape.run", 0.5, count=k), *tail), share * weight)


def _runs(totals: Ints, target: int) -> Iterator[tuple[int, int]]:
    """Runs of two or more, not from the first item on, that add up to the target: (start, length)."""
    for k in range(2, min(_LONGEST_RUN, len(totals) - 2) + 1):
        for start in np.nonzero(totals[k:] - totals[:-k] == target)[0].tolist():
            if start:
                yield start, k


def ripeness(item: OpenItem, day: date) -> float:
    """How ripe an item is for payment on a day: most are paid about when they fall due, few long before."""
    late = (day - item.due_date).days
    return 0.05 + (exp(late / 4) if late < 0 else exp(-late / 15))
