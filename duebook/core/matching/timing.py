"""When a customer pays what: how likely an open item is in a payment, by how far it is from its due date."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from duebook.core.matching.values import OpenItem, PastAllocation

_LATE = (-20, -10, -5, -2, 0, 1, 3, 5, 8, 15, 31)
"""Days past due from which the next class begins; the first class is whatever is due later still."""
_SHARE = (0.004, 0.008, 0.03, 0.18, 0.19, 0.55, 0.60, 0.55, 0.50, 0.40, 0.30, 0.20)
"""Of the items of a class that are open when a customer pays, those he pays: real payments, rounded."""
_TERMS = (22, 37)
"""Lengths of terms, days, that divide short, usual and long ones: a customer may keep each to its own day."""
_BELIEF = 3.0
"""The general shares count as much as so many items of the customer's own past."""

_ENOUGH = 20_000
"""Who was seen to pay or not to pay so many items is known well enough."""
_REMEMBERED = 30
"""So many latest days of payment are learned from."""

_Class = tuple[int, int]


@dataclass(slots=True)
class Timing:
    """One customer's own shares, learned payment by payment."""

    _paid: dict[_Class, int] = field(default_factory=dict)
    _open: dict[_Class, int] = field(default_factory=dict)

    def learn(self, terms: int, late: int, paid: bool) -> None:
        """An item with terms of so many days was open, so many days past due, when the customer paid."""
        kind = _class(terms, late)
        self._open[kind] = self._open.get(kind, 0) + 1
        self._paid[kind] = self._paid.get(kind, 0) + paid

    def learn_from(self, past: Sequence[PastAllocation]) -> None:
        """Learn from earlier payments, as far as the dates of their items are known."""
        known = [(p.issue_date, p.due_date, p.value_date) for p in past if p.issue_date and p.due_date]
        for day in sorted({paid for _, _, paid in known})[-_REMEMBERED:]:
            for issued, due, paid in known:
                if issued <= day <= paid:
                    self.learn((due - issued).days, (day - due).days, paid == day)

    def learn_payment(self, open_items: Iterable[OpenItem], paid: Container[str], day: date) -> None:
        """Learn from a payment that was just applied to ``paid`` (keys) of the items that were open."""
        if sum(self._open.values()) > _ENOUGH:
            return
        for item in open_items:
            if item.issue_date <= day:
                self.learn(
                    (item.due_date - item.issue_date).days, (day - item.due_date).days, item.key in paid
                )

    def shares(self, items: Iterable[OpenItem], day: date) -> npt.NDArray[np.float64]:
        """For each item the chance that a payment of this day is also for it, seen by itself."""
        return np.array([self._share(item, day) for item in items], dtype=np.float64)

    def _share(self, item: OpenItem, day: date) -> float:
        kind = _class((item.due_date - item.issue_date).days, (day - item.due_date).days)
        paid, seen = self._paid.get(kind, 0), self._open.get(kind, 0)
        return min(0.97, (_BELIEF * _SHARE[kind[1]] + paid) / (_BELIEF + seen))


def _class(terms: int, late: int) -> _Class:
    return bisect_right(_TERMS, terms), bisect_right(_LATE, late)
