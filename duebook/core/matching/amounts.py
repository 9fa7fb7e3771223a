"""Which sets of open items add up to an amount, and how many would do so by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

_PAIRS_UP_TO = 300
_TRIPLES_UP_TO = 60
_MOST_FOUND = 400

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]


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
        n = len(amounts)
        width = 3 if n <= _TRIPLES_UP_TO else 2 if n <= _PAIRS_UP_TO else 1
        values = np.array(amounts, dtype=np.int64)
        choices = (_choices(n, size) for size in range(1, width + 1))
        self._levels = [_Level(values, sets) for sets in choices if _has_room(values, sets)]
        self.largest = 2 * len(self._levels)

    def adding_up_to(self, target: int, most: int = 6) -> Found:
        """Every set of two to ``most`` amounts whose sum is ``target``, smallest sets first."""
        found: set[tuple[int, ...]] = set()
        largest = min(most, self.largest)
        for size in range(2, largest + 1):
            few = size // 2
            if not _join(self._levels[few - 1], self._levels[size - few - 1], target, found):
                return Found(tuple(sorted(found, key=_by_size)), False, size)
        return Found(tuple(sorted(found, key=_by_size)), True, largest)


class _Level:
    """All sets of one ``size`` by their sums. A sum and the place of its set are one number, the place in the
    lowest bits: they sort at once, the same way on every machine, and take eight bytes a set."""

    def __init__(self, amounts: Ints, sets: Places) -> None:
        self.size, self._sets, self._bits = len(sets), sets, _bits(sets)
        sums = amounts[sets[0]]
        for place in sets[1:]:
            sums += amounts[place]
        self._sorted = np.sort((sums << self._bits) | np.arange(sums.size))

    def sums(self) -> Ints:
        """In rising order."""
        return self._sorted >> self._bits

    def ranks(self, sums: Ints) -> Ints:
        """For each of ``sums``, how many sets have less."""
        return np.searchsorted(self._sorted, sums << self._bits)

    def positions(self, rank: int) -> list[int]:
        """Of the set with the sum of that rank."""
        place = self._sorted[rank] & ((1 << self._bits) - 1)
        chosen: list[int] = self._sets[:, place].tolist()
        return chosen


def _join(small: _Level, large: _Level, target: int, found: set[tuple[int, ...]]) -> bool:
    """Add what a small and a large set make together; False when there is too much to go on."""
    few, many = small.sums(), large.sums()
    if not few.size or not many.size:
        return True
    start, stop = np.searchsorted(few, (target - many[-1], target - many[0] + 1)).tolist()
    wanted = target - few[start:stop]
    left = large.ranks(wanted)
    hits = np.nonzero(many[left] == wanted)[0]
    ranks = zip(
        (start + hits).tolist(), left[hits].tolist(), large.ranks(wanted[hits] + 1).tolist(), strict=True
    )
    for rank, first, end in ranks:
        mine = small.positions(rank)
        for other in range(first, min(end, first + _MOST_FOUND)):
            together = {*mine, *large.positions(other)}
            if len(together) == small.size + large.size:
                found.add(tuple(sorted(together)))
        if len(found) > _MOST_FOUND:
            return False
    return True


def _bits(sets: Places) -> int:
    return int(sets.shape[1]).bit_length()


def _has_room(amounts: Ints, sets: Places) -> bool:
    """Whether sum and place fit into one number: with triples up to some 10**14 minor units."""
    return int(np.abs(amounts).max(initial=0)) * len(sets) < 1 << (62 - _bits(sets))


@lru_cache(maxsize=512)
def _choices(n: int, size: int) -> Places:
    """All ``size``-sets of ``n`` positions, one a column: the same for every payer with ``n`` items."""
    axes = np.ogrid[(slice(n),) * size]
    rising = np.ones((n,) * size, dtype=np.bool_)
    for lower, higher in pairwise(axes):
        rising &= lower < higher
    return np.array(np.nonzero(rising), dtype=np.int32)


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
    step = steps_of_sums(amounts, target, sizes)
    return float(min(1.0, (share * np.minimum(1.0, density * step)).sum()))


def steps_of_sums(amounts: Ints, target: int, sizes: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """How many minor units apart the sums of so many of these amounts lie about the target, as seen by
    chance: 1 for odd cents, towards 5000 where most amounts and the target are multiples of 50.00."""
    steps = np.ones(len(sizes))
    for grid in (10, 50, 100, 500, 1_000, 5_000, 10_000):
        if target % grid == 0:
            on_grid = float((amounts % grid == 0).mean())
            steps = np.maximum(steps, on_grid**sizes * grid)
    return steps


def _by_size(positions: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(positions), positions
