"""Payments in which each item is paid or not for a reason of its own: how likely any set of items is then."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import exp, fsum, log, pi, sqrt

import numpy as np
import numpy.typing as npt

from duebook.core.matching.amounts import Ints, Sums, steps_of_sums
from duebook.core.matching.values import OpenItem

_MOST_UNCERTAIN = 60
_FEWEST = 4
"""Smaller payments are found by searching all sets."""


class EachItem:
    """The items of one customer and currency with the chance of each to be in a payment of one day."""

    def __init__(self, items: Sequence[OpenItem], shares: npt.NDArray[np.float64]) -> None:
        self._items, self._shares = items, shares
        log_odds = np.log(shares) - np.log1p(-shares)
        self._log_odds = dict(zip((item.key for item in items), log_odds.tolist(), strict=True))
        nothing = float(np.log1p(-shares).sum()) if len(items) else 0.0
        self._log_base = nothing - log(max(1e-12, -np.expm1(nothing))) if len(items) else 0.0

    def log_chance(self, items: Sequence[OpenItem]) -> float:
        """Logarithm of the chance that a payment is for just these items."""
        return self._log_base + fsum(self._log_odds[item.key] for item in items)

    def chance_of_sum(self, amount: int, beyond: int) -> float:
        """Chance that a payment of more than ``beyond`` items comes to just this amount (normal
        approximations of the sum and of the number of items)."""
        if not len(self._items):
            return 0.0
        spread = self._shares * (1.0 - self._shares)
        deviation = max(1.0, sqrt(float((spread * self._amounts.astype(float) ** 2).sum())))
        away = (amount - float((self._shares * self._amounts).sum())) / deviation
        density = exp(-0.5 * min(away * away, 1000.0)) / (deviation * sqrt(2 * pi))
        step = float(steps_of_sums(self._amounts, amount, np.array([max(2.0, self.expected_count)]))[0])
        return min(1.0, density * step) * self._share_of_more_than(beyond)

    def sets(self, amount: int) -> Iterator[tuple[OpenItem, ...]]:
        """Sets that add up to the amount and differ in up to six items from what a payment of this day is
        expected to be for."""
        if self.expected_count < _FEWEST:
            return
        missing = amount - int(self._amounts[self._expected].sum())
        if missing == 0:
            yield self._but_for(())
        yield from (self._but_for((int(at),)) for at in np.nonzero(self._departures == missing)[0])
        for found in self._sums.adding_up_to(missing).sets:
            yield self._but_for(found)

    @cached_property
    def expected_count(self) -> float:
        return float(self._shares.sum())

    @cached_property
    def _amounts(self) -> Ints:
        return np.array([item.open_amount for item in self._items], dtype=np.int64)

    @cached_property
    def _expected(self) -> npt.NDArray[np.bool_]:
        return self._shares > 0.5

    @cached_property
    def _uncertain(self) -> list[int]:
        """Positions of the items that most likely depart from what is expected."""
        surprise = np.abs(np.log(self._shares) - np.log1p(-self._shares))
        return [int(at) for at in np.argsort(surprise, kind="stable")[:_MOST_UNCERTAIN]]

    @cached_property
    def _departures(self) -> Ints:
        """What each uncertain item adds to the expected sum, or takes from it."""
        at = self._uncertain
        return np.where(self._expected[at], -self._amounts[at], self._amounts[at])

    @cached_property
    def _sums(self) -> Sums:
        return Sums(self._departures.tolist())

    def _but_for(self, departing: Sequence[int]) -> tuple[OpenItem, ...]:
        chosen = self._expected.copy()
        for position in departing:
            chosen[self._uncertain[position]] ^= True
        return tuple(self._items[at] for at in np.nonzero(chosen)[0].tolist())

    def _share_of_more_than(self, count: int) -> float:
        spread = max(0.3, sqrt(float((self._shares * (1.0 - self._shares)).sum())))
        return 1.0 / (1.0 + exp(min(50.0, 1.7 * (count + 0.5 - self.expected_count) / spread)))
