"""What is counted, and how sure the counts are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np

from bench.cash.scoring import Scored, is_right


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts over receipts. ``customers``: receipts that pay items of the list (the denominator of the
    targets: without second payments and money that is not from customers); ``auto``: applied automatically,
    of which ``wrong``; ``right``: of the customers', applied automatically and rightly; ``best``: of the
    customers', the best guess is right, applied or not. Lines are allocations of automatic receipts:
    ``lines`` given, ``lines_right`` of them in the answer, out of ``lines_due`` of all customers' receipts.
    """

    receipts: int = 0
    customers: int = 0
    auto: int = 0
    wrong: int = 0
    right: int = 0
    best: int = 0
    lines: int = 0
    lines_right: int = 0
    lines_due: int = 0

    @property
    def right_share(self) -> float:
        return self.right / max(1, self.customers)

    @property
    def best_share(self) -> float:
        return self.best / max(1, self.customers)

    @property
    def wrong_share(self) -> float:
        """Of what was applied automatically."""
        return self.wrong / max(1, self.auto)

    @property
    def wrong_bound(self) -> float:
        return upper_bound(self.wrong, self.auto)

    @property
    def precision(self) -> float:
        """Of the lines applied automatically, those that belong to their receipt."""
        return self.lines_right / max(1, self.lines)

    @property
    def recall(self) -> float:
        """Of the lines that customers' receipts pay, those that were applied automatically."""
        return self.lines_right / max(1, self.lines_due)


def measured(found: Iterable[Scored]) -> Measures:
    found = list(found)
    auto = [each for each in found if each.given.decision == "auto"]
    customers = [each for each in found if each.answer.is_customers]
    return Measures(
        receipts=len(found),
        customers=len(customers),
        auto=len(auto),
        wrong=sum(not each.right for each in auto),
        right=sum(each.right for each in customers if each.given.decision == "auto"),
        best=sum(is_right(each.answer, each.given.items) for each in customers),
        lines=sum(len(each.given.items) for each in auto),
        lines_right=sum(each.lines_right for each in auto),
        lines_due=sum(len(each.answer.items) for each in customers),
    )


def upper_bound(wrong: int, of: int, confidence: float = 0.95) -> float:
    """One-sided upper bound of the share of wrong ones (Clopper and Pearson 1934): the share at which so few
    would be seen with a chance of 1 - ``confidence``."""
    if of == 0 or wrong >= of:
        return 1.0
    low, high = wrong / of, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, of, middle) > 1 - confidence else (low, middle)
    return high


def _at_most(k: int, n: int, p: float) -> float:
    """Chance of ``k`` or fewer in ``n`` trials of chance ``p``, by logarithms."""
    if p <= 0:
        return 1.0
    terms = (
        lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p)
        for i in range(k + 1)
    )
    return sum(map(exp, terms))


@dataclass(frozen=True, slots=True)
class Point:
    """What would be if everything at least so probable were applied: shares of the customers' receipts
    applied rightly, and of the applied ones that are wrong."""

    threshold: float
    right_share: float
    wrong_share: float


def curve(found: Sequence[Scored]) -> list[Point]:
    """One point for each probability that was given, the surest first; of two twins the surer one counts,
    the other is wrong."""
    customers = max(1, sum(each.answer.is_customers for each in found))
    guesses = [each for each in found if each.given.items]
    right = wrong = 0
    posted: set[tuple[int, str]] = set()
    points: list[Point] = []
    for each in sorted(guesses, key=lambda e: (-e.given.probability, e.receipt_id)):
        good = is_right(each.answer, each.given.items) and (each.case, each.answer.twin) not in posted
        posted.add((each.case, each.receipt_id))
        right, wrong = right + (good and each.answer.is_customers), wrong + (not good)
        point = Point(each.given.probability, right / customers, wrong / max(1, right + wrong))
        if points and points[-1].threshold == point.threshold:
            points[-1] = point
        else:
            points.append(point)
    return points


def interval(cases: Sequence[Measures], seed: int = 1, rounds: int = 2000) -> tuple[float, float]:
    """95 % of the share applied rightly, by drawing seeds with replacement, and receipts within each
    (bootstrap, Efron 1979)."""
    rng = np.random.default_rng(seed)
    right = np.array([m.right for m in cases])
    customers = np.array([m.customers for m in cases])
    drawn = rng.integers(len(cases), size=(rounds, len(cases)))
    again = rng.binomial(customers[drawn], (right / np.maximum(1, customers))[drawn])
    shares = again.sum(axis=1) / np.maximum(1, customers[drawn].sum(axis=1))
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(low), float(high)
