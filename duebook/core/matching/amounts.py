"""Which sets of open items add up to an amount, and how many would do so by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

_PAIRS_UP_TO = 300
_TRIPLES_UP_TO = 60
_MOST_FOUND = 400

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Sets (of positions) that add up exactly. ``complete``: no other has up to ``largest`` items."""

    sets: tuple[tuple[int, ...], ...]
    complete: bool
    largest: int


class Sums:
    """All sums of up to three of one payer's amounts, sorted, so that two look-ups make sets of up to six.

    The size is bounded: beyond 60 amounts only pairs (sets up to four), beyond 300 only single amounts
    (sets up to two) are kept, so that time and memory never grow exponentially.
    """

    def __init__(self, amounts: Sequence[int]) -> None:
        self._amounts = np.array(amounts, dtype=np.int64)
        n = len(amounts)
        width = 3 if n <= _TRIPLES_UP_TO else 2 if n <= _PAIRS_UP_TO else 1
        self._levels = [self._level(n, size) for size in range(1, width + 1)]
        self.largest = 2 * width

    def adding_up_to(self, target: int, most: int = 6) -> Found:
        """Every set of two to ``most`` amounts whose sum is ``target``, smallest sets first."""
        found: set[tuple[int, ...]] = set()
        largest = min(most, self.largest)
        for size in range(2, largest + 1):
            few = size // 2
            if not self._join(self._levels[few - 1], self._levels[size - few - 1], target, found):
                return Found(tuple(sorted(found, key=_by_size)), False, size)
        return Found(tuple(sorted(found, key=_by_size)), True, largest)

    def _level(self, n: int, size: int) -> tuple[Ints, Ints]:
        """Sums of all ``size``-sets in rising order, and beside each the positions it is made of."""
        positions = _choices(n, size)
        sums = self._amounts[positions].sum(axis=1)
        order = np.argsort(sums, kind="stable")
        return sums[order], positions[order]

    def _join(
        self, small: tuple[Ints, Ints], large: tuple[Ints, Ints], target: int, found: set[tuple[int, ...]]
    ) -> bool:
        wanted = target - small[0]
        left = np.searchsorted(large[0], wanted, side="left")
        right = np.searchsorted(large[0], wanted, side="right")
        for i in np.nonzero(right > left)[0]:
            for j in range(left[i], min(right[i], left[i] + _MOST_FOUND)):
                together = {*small[1][i].tolist(), *large[1][j].tolist()}
                if len(together) == small[1].shape[1] + large[1].shape[1]:
                    found.add(tuple(sorted(together)))
            if len(found) > _MOST_FOUND:
                return False
        return True


@lru_cache(maxsize=128)
def _choices(n: int, size: int) -> Ints:
    """All ``size``-sets of ``n`` positions, one a row: the same for every payer with ``n`` items."""
    return np.array(list(combinations(range(n), size)), dtype=np.int64).reshape(-1, size)


def roundness(amount: int) -> int:
    """The largest usual step (minor units) an amount is a multiple of: 5000 for 1,250.00, 1 for odd cents."""
    return next(
        step for step in (100_000, 10_000, 5_000, 1_000, 500, 100, 50, 10, 5, 1) if amount % step == 0
    )


def chance_of_sum(amounts: Ints, target: int) -> float:
    """Chance that a random set of two or more of these amounts adds up to exactly ``target``.

    A normal approximation for each size of set, times the step on which the sums lie: sets of amounts that
    are all multiples of 50.00 hit a multiple of 50.00 five thousand times as often as odd cents would.
    """
    n = len(amounts)
    if n < 2:
        return 0.0
    sizes = np.arange(2, n + 1)
    share = 0.6 ** (sizes - 2) * 0.4
    mean, spread = amounts.mean(), max(float(amounts.std()), abs(float(amounts.mean())) * 0.3, 1.0)
    deviation = spread * np.sqrt(sizes * np.maximum(1 - sizes / n, 1 / n))
    density = np.exp(-0.5 * ((target - sizes * mean) / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    step = np.ones(len(sizes))
    for grid in (10, 50, 100, 500, 1_000, 5_000, 10_000):
        if target % grid == 0:
            on_grid = float((amounts % grid == 0).mean())
            step = np.maximum(step, on_grid**sizes * grid)
    return float(min(1.0, (share * np.minimum(1.0, density * step)).sum()))


def _by_size(positions: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(positions), positions
