"""Places of a payer's text that point to open items."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from duebook.core.matching.words import Run

Manner = Literal["number", "order", "tail", "cut", "slip", "range"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text and the open items (keys) it can mean.

    ``chance``: how likely these words would stand there if none of the items were paid.
    """

    place: Place
    words: str
    items: tuple[str, ...]
    manner: Manner
    chance: float

    @property
    def is_clear(self) -> bool:
        return len(self.items) == 1


def without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The surest first, then the longest; the others must keep clear of those taken. In order of place."""
    order = sorted(mentions, key=lambda m: (m.manner == "slip", m.place[0] - m.place[1], m.place))
    taken: list[Place] = []
    kept = []
    for mention in order:
        at = bisect(taken, mention.place)
        if not _touches(taken, at, mention.place):
            taken.insert(at, mention.place)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.place))


def outside(runs: Iterable[Run], places: Sequence[Place]) -> tuple[Place, ...]:
    """The runs that lie in none of the sorted places."""
    own = ((run.start, run.end) for run in runs)
    return tuple(place for place in own if not _touches(places, bisect(places, place), place))


def _touches(places: Sequence[Place], at: int, place: Place) -> bool:
    """Whether a place overlaps its neighbours among sorted places, if it stood at position ``at``."""
    before, after = places[max(0, at - 1) : at], places[at : at + 1]
    return any(end > place[0] for _, end in before) or any(start < place[1] for start, _ in after)
