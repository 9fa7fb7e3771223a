"""How often each kind of evidence was right, and which kinds may be posted unattended.

The model of ``explaining.py`` gives odds. How far such odds can be trusted is not assumed but counted:
receipts are sorted by their situation (what speaks for the best explanation, what against) and by the band of
their odds, and each such cell has a record of right and wrong ones. docs/algorithms/experience.md explains
the choice to an auditor.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import floor, log10
from typing import NamedTuple

from duebook.core.matching.bounds import CONFIDENCE, lower_bound, needed, proves, upper_bound

Cell = tuple[str, int]
"""A situation and a band."""

HIGHEST_BAND = 7
_BELIEF = 2.0
"""The odds of the model count as much as so many receipts of the record."""
_OWN_SHARE = 10.0
"""No kind of evidence is carried by the others: its expected errors stay below so many times the whole's."""
_SLIGHT = 0.02
"""A small batch tells nothing of its mix: so many expected wrong receipts are no reason to hold any back."""
_OUTGROWN = 20_000
"""So many receipts of a company's own record replace the shipped one altogether."""


def band_of(chance: float) -> int:
    """0 below even odds, 1 below 10 to 1, 2 below 100 to 1, ... 7 from a million to 1."""
    if chance < 0.5:
        return 0
    odds = chance / max(1.0 - chance, 1e-12)
    return min(HIGHEST_BAND, 1 + floor(log10(odds) + 1e-9))


class Tally(NamedTuple):
    """Receipts of one cell, in two halves: the first chooses what may be posted, the second proves it."""

    right: int = 0
    wrong: int = 0
    right_too: int = 0
    wrong_too: int = 0

    @property
    def all_wrong(self) -> int:
        return self.wrong + self.wrong_too

    def times(self, trust: float) -> "Tally":
        """A record that counts for less: right ones are rounded down, wrong ones up."""
        return Tally(
            floor(self.right * trust),
            -floor(-self.wrong * trust),
            floor(self.right_too * trust),
            -floor(-self.wrong_too * trust),
        )

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(mine + more for mine, more in zip(self, other, strict=True)))


NOTHING = Tally()


@dataclass(frozen=True)
class Record:
    """What came of the receipts judged so far, cell by cell."""

    tallies: Mapping[Cell, Tally]

    @property
    def size(self) -> int:
        return sum(map(sum, self.tallies.values()))

    def joined_by(self, own: "Record") -> "Record":
        """This shipped record with a company's own, which outweighs it as it grows and where they differ."""
        trust = max(0.0, 1.0 - own.size / _OUTGROWN)
        joined = dict(own.tallies)
        for cell, tally in self.tallies.items():
            mine = own.tallies.get(cell, NOTHING)
            if not _contradicts(mine, tally):
                joined[cell] = tally.times(trust).plus(mine)
        return Record(joined)


def _contradicts(own: Tally, shipped: Tally) -> bool:
    if not own.all_wrong:
        return False
    return lower_bound(own.all_wrong, sum(own)) > upper_bound(shipped.all_wrong, sum(shipped))


def record_of(outcomes: Iterable[tuple[str, int, bool]]) -> Record:
    """The record of decided receipts: situation, band, and whether the best explanation was right.

    The receipts of a cell fall to its two halves in turn, in the order given.
    """
    tallies: dict[Cell, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for situation, band, right in outcomes:
        tally = tallies[situation, band]
        half = 2 * (sum(tally) % 2)
        tally[half + (not right)] += 1
    return Record({cell: Tally(*tally) for cell, tally in sorted(tallies.items())})


@dataclass(frozen=True)
class Experience:
    """A record read for one accepted share of errors.

    ``max_error``: accepted share of wrong ones among the receipts posted unattended; ``confidence``: how sure
    the choice is to keep it; ``above``: what a batch's own mix asks of the probability besides.
    """

    record: Record
    max_error: float
    confidence: float = CONFIDENCE
    above: float = 0.0
    _curves: dict[str, tuple[float, ...]] = field(default_factory=dict, compare=False, repr=False)

    def probability(self, situation: str, band: int) -> float:
        """Chance that a receipt of this cell is right: the record's share, drawn to the odds where it is
        thin; it never falls from one band to the next (pool adjacent violators, Ayer et al. 1955)."""
        if situation not in self._curves:
            self._curves[situation] = _rising([self._tally(situation, b) for b in range(HIGHEST_BAND + 1)])
        return self._curves[situation][band]

    def may_post(self, situation: str, band: int) -> bool:
        """Whether receipts of this cell are sure enough to be posted unattended."""
        proven = (situation, band) in self.automatic
        return proven and self.probability(situation, band) > self.above

    @cached_property
    def automatic(self) -> frozenset[Cell]:
        """The cells that may be posted unattended: at the stated confidence the share of wrong ones among
        their receipts is at most ``max_error``.

        One half of the record orders the cells, the other half tests them in this order, from as many on
        as could prove anything and until the first test fails (fixed-sequence testing; Angelopoulos et al.,
        Learn then Test, 2021).
        """
        enough = needed(self.max_error, self.confidence)
        cells = self._in_order()
        proven = right = wrong = 0
        for count, cell in enumerate(cells, start=1):
            tally = self.record.tallies[cell]
            right, wrong = right + tally.right_too, wrong + tally.wrong_too
            if right + wrong < enough:
                continue
            if not proves(wrong, right + wrong, self.max_error, self.confidence):
                break
            proven = count
        return frozenset(cells[:proven])

    def within(self, batch: Counter[Cell]) -> "Experience":
        """The same experience for a batch with its own mix of cells (how many receipts of each): where that
        holds more of the less sure ones than the record did, they are left to people, so that the expected
        share of wrong ones among the automatic receipts of this batch is kept as well."""
        wrong = count = 0.0
        for cell in sorted(self.automatic & batch.keys(), key=lambda cell: -self.probability(*cell)):
            wrong += batch[cell] * (1.0 - self.probability(*cell))
            count += batch[cell]
            if wrong > max(_SLIGHT, self.max_error * count):
                return replace(self, above=self.probability(*cell))
        return self

    def _in_order(self) -> list[Cell]:
        """Cells whose receipts of the first half have few enough wrong ones; the surest first."""
        shares = {cell: self._share_wrong(*cell) for cell in self.record.tallies}
        few = [cell for cell, share in shares.items() if share <= _OWN_SHARE * self.max_error]
        return sorted(few, key=lambda cell: (shares[cell], cell))

    def _share_wrong(self, situation: str, band: int) -> float:
        """The expected share (Laplace's rule of succession), by a cell's own receipts, or by them together
        with less sure ones of the same situation, since better odds are not more often wrong."""
        right = wrong = 0
        share = 1.0
        for less_sure in range(band, -1, -1):
            tally = self._tally(situation, less_sure)
            right, wrong = right + tally.right, wrong + tally.wrong
            share = min(share, (wrong + 1) / (right + wrong + 2))
        return share

    def _tally(self, situation: str, band: int) -> Tally:
        return self.record.tallies.get((situation, band), NOTHING)


def _rising(tallies: list[Tally]) -> tuple[float, ...]:
    pools: list[tuple[float, float, int]] = []
    for band, tally in enumerate(tallies):
        right = tally.right + tally.right_too + _BELIEF * _middle(band)
        pools.append((right, sum(tally) + _BELIEF, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return tuple(right / of for right, of, width in pools for _ in range(width))


def _middle(band: int) -> float:
    """The chance in the middle of a band, as the odds alone would have it."""
    odds = 10.0 ** (band - 0.5)
    return 0.25 if band == 0 else odds / (1.0 + odds)
