"""Where a payer's words point to open items: whole numbers, orders, tails, cuts and slips of the pen."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import OSA

from duebook.core.matching.values import OpenItem, Receipt
from duebook.core.matching.vocabulary import LABELS
from duebook.core.matching.words import Run, read, upper

Manner = Literal["number", "order", "tail", "cut", "slip", "range"]

_JOINT = re.compile(r"[ \-./_\r\n]{0,2}")
_TO = re.compile(r"\s*(?:-|–|—|\.\.+|BIS|TO|THRU|THROUGH|UNTIL|AU|À|HASTA|TOT)\s*")
_WIDEST = 6
_LONGEST_RANGE = 200
_SHORTEST_TAIL = 4
_LONGEST_TAIL = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text and the open items (keys) it can mean.

    ``chance``: how likely these words would stand there if none of the items were paid.
    """

    place: tuple[int, int]
    words: str
    items: tuple[str, ...]
    manner: Manner
    chance: float

    @property
    def is_clear(self) -> bool:
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A receipt's words: what they name in the whole book, and the runs still unexplained.

    ``cut``: the text may have been cut by a bank that carries only so many characters. ``lookalikes``: all
    numbers written like the book's own, whether they name something or not. ``told``: keys, and the minor
    units the payer says they get.
    """

    runs: tuple[Run, ...]
    mentions: tuple[Mention, ...]
    rest: tuple[tuple[int, int], ...]
    cut: bool
    text: str
    lookalikes: tuple[Run, ...]
    told: tuple[tuple[tuple[str, ...], int], ...] = ()


class References:
    """An index over the numbers and purchase orders of all open items; it is built once per batch."""

    def __init__(self, items: Iterable[OpenItem]) -> None:
        self._exact: dict[str, list[tuple[str, Manner]]] = defaultdict(list)
        self._bare: dict[str, list[tuple[str, Manner]]] = defaultdict(list)
        self._words: set[str] = set()
        self._looks: set[tuple[int, str]] = set()
        for item in items:
            self._add(item.key, item.number, "number")
            if item.po_number:
                self._add(item.key, item.po_number, "order")

    def read(self, receipt: Receipt) -> Reading:
        """Everything the receipt's text and structured references name, token by token, in the whole book."""
        parts = [receipt.remittance, *receipt.references, *(name for name, _ in receipt.amounts_by_reference)]
        text = "\n\n\n".join(dict.fromkeys(part for part in parts if part))
        runs = read(text, self._words)
        structured = (
            len(receipt.remittance) if receipt.references or receipt.amounts_by_reference else len(text)
        )
        mentions = _without_overlap(self._hits(runs, structured))
        rest = _outside(runs, [mention.place for mention in mentions])
        alike = tuple(run for run in runs if _look(run) in self._looks)
        cut = _may_be_cut(receipt.remittance)
        told = tuple((self._keys(name), amount) for name, amount in receipt.amounts_by_reference)
        return Reading(runs, mentions, rest, cut, upper(text), alike, told)

    def _keys(self, reference: str) -> tuple[str, ...]:
        found = _without_overlap(self._hits(read(reference, self._words), 0))
        return tuple(key for mention in found for key in mention.items)

    def _add(self, key: str, reference: str, manner: Manner) -> None:
        runs = read(reference)
        if not runs:
            return
        self._words.update(re.findall(r"[^\W_]+", upper(reference)))
        forms = {_structure(runs)}
        if len(_compact(runs)) >= 7:
            forms.add(_compact(runs))
        for form in forms:
            self._exact[form].append((key, manner))
        self._looks.update(_look(run) for run in runs if len(run.text) >= 5)
        if len(runs) > 1 and (runs[0].text in LABELS or len(runs[1].text) >= 4) and not runs[0].is_number:
            self._bare[_structure(runs[1:])].append((key, manner))

    def _hits(self, runs: Sequence[Run], structured: int) -> Iterable[Mention]:
        for first in range(len(runs)):
            for last in range(first, min(first + _WIDEST, len(runs))):
                if last > first and not _JOINT.fullmatch(runs[last].gap):
                    break
                mention = self._hit(runs, first, last, structured)
                if mention:
                    yield mention

    def _hit(self, runs: Sequence[Run], first: int, last: int, structured: int) -> Mention | None:
        window = runs[first : last + 1]
        found = self._exact.get(_structure(window))
        if not found and not any(run.noise for run in window):
            found = self._exact.get(_compact(window))
            if not found and _may_be_bare(runs, first):
                found = self._bare.get(_structure(window))
        if not found or not _stands_alone(runs, first, last):
            return None
        given = window[0].start >= structured
        if not given and not _is_believable(window, runs[first - 1] if first else None, runs, last):
            return None
        chance = max(1e-5, _chance(window) * (0.1 if given or window[0].labelled else 1.0))
        keys = tuple(dict.fromkeys(key for key, _ in found))
        words = "".join(run.gap + run.text for run in window)[len(window[0].gap) :]
        return Mention((window[0].start, window[-1].end), words, keys, found[0][1], chance)


class CustomerReferences:
    """The numbers of one customer's items, for what is safe only once the payer is known."""

    def __init__(self, items: Iterable[OpenItem]) -> None:
        self._numbers: list[tuple[str, str]] = []
        self._tails: dict[str, list[str]] = defaultdict(list)
        self._between: list[tuple[int, int, str]] = []
        for item in items:
            for reference in (item.number, item.po_number):
                digits = _digits(reference)
                if len(digits) > _SHORTEST_TAIL:
                    self._numbers.append((digits, item.key))
                    self._remember_tails(digits, item.key)

    def read(self, reading: Reading) -> tuple[Mention, ...]:
        """Mentions among the runs that name nothing in the whole book."""
        rest = set(reading.rest)
        named = {key for mention in reading.mentions for key in mention.items}
        runs = [run for run in reading.runs if (run.start, run.end) in rest]
        found = []
        for first in range(len(runs)):
            for last in range(first, min(first + 3, len(runs))):
                window = runs[first : last + 1]
                if any(not run.is_number or run.noise for run in window) or not _adjoin(window):
                    break
                at_end = reading.cut and window[-1] is reading.runs[-1]
                mention = self._mention(window, at_end, named)
                if mention:
                    found.append(mention)
        return _without_overlap(found)

    def ranges(self, mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
        """What lies between two numbers with a dash or a "to" between them; it may be meant or not."""
        for low, high in pairwise(sorted(mentions, key=lambda mention: mention.place)):
            if _TO.fullmatch(text[low.place[1] : high.place[0]]):
                ends = [b for b in self._between if b[2] in {*low.items, *high.items}]
                spans = {(size, min(e[0] for e in ends), max(e[0] for e in ends)) for _, size, _ in ends}
                keys = {
                    k for value, size, k in self._between for n, a, b in spans if size == n and a < value < b
                }
                keys -= {*low.items, *high.items}
                if 0 < len(keys) <= _LONGEST_RANGE:
                    yield Mention((low.place[0], high.place[1]), "", tuple(sorted(keys)), "range", 1.0)

    def _remember_tails(self, digits: str, key: str) -> None:
        self._between.append((int(digits), len(digits), key))
        for length in range(_SHORTEST_TAIL, min(_LONGEST_TAIL, len(digits)) + 1):
            self._tails[digits[-length:]].append(key)

    def _mention(self, window: Sequence[Run], at_end: bool, named: Container[str]) -> Mention | None:
        digits = "".join(run.text for run in window)
        place = (window[0].start, window[-1].end)
        keys, manner = self._tail(digits, window[0].labelled), "tail"
        chance = 10.0 ** (1 - len(digits.lstrip("0"))) * (1 if window[0].labelled else 10)
        if not keys and at_end and len(digits) >= 3:
            keys, manner = [key for number, key in self._numbers if number.startswith(digits)], "cut"
            chance = 0.03
        if not keys and len(digits.lstrip("0")) >= 5:
            keys, manner = [key for key in self._slips(digits) if key not in named], "slip"
            chance = 0.02 if len(digits) < 8 else 0.002
        if not keys:
            return None
        unique = tuple(sorted(set(keys)))
        return Mention(place, digits, unique, manner, max(chance, 1e-4))  # type: ignore[arg-type]

    def _tail(self, digits: str, labelled: bool) -> list[str]:
        if len(digits) < _SHORTEST_TAIL or (len(digits) == _SHORTEST_TAIL and not labelled):
            return []
        significant = digits.lstrip("0") if len(digits.lstrip("0")) >= _SHORTEST_TAIL else digits
        return self._tails.get(digits[-_LONGEST_TAIL:]) or self._tails.get(significant) or []

    def _slips(self, digits: str) -> list[str]:
        candidates = {digits, digits.lstrip("0")}
        return [key for number, key in self._numbers if any(_one_slip(d, number) for d in candidates)]


def _one_slip(written: str, number: str) -> bool:
    """One digit wrong, lost, doubled or swapped with its neighbour; a short form is held against the tail."""
    if abs(len(number) - len(written)) <= 1 and len(number) >= 6:
        return OSA.distance(written, number, score_cutoff=1) <= 1
    if 5 <= len(written) < len(number):
        return OSA.distance(written, number[-len(written) :], score_cutoff=1) <= 1
    return False


def _structure(runs: Sequence[Run]) -> str:
    return "|".join((run.text.lstrip("0") or "0") if run.is_number else run.text for run in runs)


def _compact(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs).lstrip("0")


def _digits(reference: str) -> str:
    return "".join(char for char in reference if char.isdigit()).lstrip("0")


def _look(run: Run) -> tuple[int, str]:
    """How a number looks: its length and its first three digits, which most number ranges share."""
    return (len(run.text), run.text[:3]) if run.is_number and not run.noise else (0, "")


def _may_be_bare(runs: Sequence[Run], first: int) -> bool:
    """A number without its letters counts only where no other letters claim it: "4711", "Invoice 4711"."""
    before = runs[first - 1] if first else None
    if before is None or not _JOINT.fullmatch(runs[first].gap) or before.is_number:
        return True
    return before.text in LABELS


def _stands_alone(runs: Sequence[Run], first: int, last: int) -> bool:
    """No other run is glued to the window, but for a label such as the INV of INV4711."""
    before_is_glued = first > 0 and not runs[first].gap
    after_is_glued = last + 1 < len(runs) and not runs[last + 1].gap
    return not after_is_glued and (not before_is_glued or runs[first - 1].text in LABELS)


def _is_believable(window: Sequence[Run], before: Run | None, runs: Sequence[Run], last: int) -> bool:
    size = sum(len(run.text) for run in window)
    if any(run.noise for run in window):
        return len(window) > 1
    if not any(run.is_number for run in window):
        return size >= 3 and (window[0].labelled or len(runs) == len(window))
    if size >= 4 or len(window) > 1:
        return True
    after = runs[last + 1] if last + 1 < len(runs) else None
    hemmed = (before and before.is_number and window[0].gap in {".", ",", "-", "/", ":"}) or (
        after and after.is_number and after.gap in {".", ",", "-", "/", ":"}
    )
    return (window[0].labelled or len(runs) == len(window)) and not hemmed


def _chance(window: Sequence[Run]) -> float:
    size = sum(len(run.text.lstrip("0")) for run in window)
    if not any(run.is_number for run in window) or any(run.noise for run in window):
        return 0.05
    return max(1e-5, min(0.05, 10.0 ** (1 - size)))


def _adjoin(window: Sequence[Run]) -> bool:
    return all(_JOINT.fullmatch(run.gap) and run.gap != "" for run in window[1:])


def _without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The surest first, then the longest; the others must keep clear of those taken. In order of place."""
    order = sorted(mentions, key=lambda m: (m.manner == "slip", m.place[0] - m.place[1], m.place))
    taken: list[tuple[int, int]] = []
    kept = []
    for mention in order:
        at = bisect(taken, mention.place)
        if not _touches(taken, at, mention.place):
            taken.insert(at, mention.place)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.place))


def _touches(places: Sequence[tuple[int, int]], at: int, place: tuple[int, int]) -> bool:
    """Whether a place overlaps its neighbours among sorted places, if it stood at position ``at``."""
    before, after = places[max(0, at - 1) : at], places[at : at + 1]
    return any(end > place[0] for _, end in before) or any(start < place[1] for start, _ in after)


def _outside(runs: Iterable[Run], places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    own = ((run.start, run.end) for run in runs)
    return tuple(place for place in own if not _touches(places, bisect(places, place), place))


def _may_be_cut(text: str) -> bool:
    """Banks carry lines of 27, 35 or 65 characters and 140 in all: a text that long may be a stump."""
    return len(text) >= 25
