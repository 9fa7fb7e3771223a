"""Numbers that differ from a written one by a single slip of the pen, found without comparing all of them.

Two numbers are at most one digit wrong, lost, doubled or swapped apart only if they have a common form with
at most one digit left out (a deletion neighbourhood); all those forms are sorted once.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

FEWEST_DIGITS = 6
_MOST_DIGITS = 17


class Slips:
    """An index over numbers; building takes n log n, a look-up the logarithm of it."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._numbers = numbers
        by_length: dict[int, list[int]] = defaultdict(list)
        for position, number in enumerate(numbers):
            if len(number) >= FEWEST_DIGITS:
                by_length[min(len(number), _MOST_DIGITS)].append(position)
        forms = [np.empty(0, dtype=np.int64)]
        whose = [np.empty(0, dtype=np.int64)]
        for length, positions in by_length.items():
            values = np.array([int(numbers[at][-length:]) for at in positions], dtype=np.int64)
            own = _forms(values, length)
            forms += own
            whose += [np.array(positions, dtype=np.int64)] * len(own)
        together = np.concatenate(forms)
        order = np.argsort(together, kind="stable")
        self._forms, self._whose = together[order], np.concatenate(whose)[order]

    def near(self, written: str) -> list[int]:
        """Positions of the numbers at Damerau-Levenshtein distance 1 or less, in order."""
        length = min(len(written), _MOST_DIGITS)
        if length < FEWEST_DIGITS:
            return []
        wanted = np.concatenate(_forms(np.array([int(written[-length:])], dtype=np.int64), length))
        starts, ends = (np.searchsorted(self._forms, wanted, side) for side in ("left", "right"))
        found = {int(at) for start, end in zip(starts, ends, strict=True) for at in self._whose[start:end]}
        return sorted(at for at in found if OSA.distance(written, self._numbers[at], score_cutoff=1) <= 1)


def _forms(values: NDArray[np.int64], length: int) -> list[NDArray[np.int64]]:
    """The numbers whole and with each digit left out; a leading 1 keeps zeros and length apart."""
    forms = [values + 10**length]
    for place in range(length):
        right = 10**place
        forms.append(values // (right * 10) * right + values % right + 10 ** (length - 1))
    return forms
