"""What a payer's words can mean once it is known whose items they are about."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from duebook.core.matching.labels import is_label
from duebook.core.matching.mentions import Manner, Mention, Place, without_overlap
from duebook.core.matching.noise import could_be_a_day
from duebook.core.matching.references import Reading
from duebook.core.matching.slips import FEWEST_DIGITS, Slips
from duebook.core.matching.values import OpenItem
from duebook.core.matching.words import Run

_TO = re.compile(
    r"\s*(?:-+>?|–|—|→|\.{2,}|…|(?:BIS(?: ZU)?|TO|TILL?|THRU|THROUGH|UNTIL|JUSQU'?(?:A|À|AU)|AU?|À|AL|"
    r"ALLA|FINO A|HASTA|TOT(?: EN MET)?|T/M|OANT|AT[EÉ]|DO|P[AÂ]N[AĂ] LA|LA|TIL|ASTI|ПО|ДО)(?![^\W\d_]))\s*"
    r"(?P<label>[^\W\d_]*)[\s.:#-]*"
)
_NEXT = re.compile(r"\s*(?:[/,;+&|\-–]|\.\.+|…|\b(?:UND|AND|ET|Y|E|EN|I|OG|OCH|JA|SI|A|BIS|TO)\b)?\s*")
_DOTS = ("..", "…", "*", "#")
"""What stands before the last digits of a number."""
_LONGEST_GAP, _LONGEST_NUMBER = 40, 40
_JOINT = re.compile(r"[ \-./_\r\n]{1,2}")
_WIDEST = 3
_LONGEST_RANGE = 200
_SHORTEST_TAIL = 4
_LONGEST_TAIL = 9
_MOST_SLIPS = 20


class CustomerReferences:
    """The numbers of one customer's items, for what is safe only once the payer is known.

    What it looks things up in is made when it is first needed; a look-up never goes over all items.
    """

    def __init__(self, items: Iterable[OpenItem]) -> None:
        found = (
            (_digits(reference), item.key)
            for item in items
            for reference in (item.number, item.po_number, *item.other_references)
        )
        self._numbers = sorted({pair for pair in found if pair[0]})

    def read(self, reading: Reading) -> tuple[Mention, ...]:
        """Mentions among the runs that name nothing in the whole book."""
        if not self._numbers:
            return ()
        rest = set(reading.rest)
        named = {key for mention in reading.mentions for key in mention.items}
        runs = [run for run in reading.runs if (run.start, run.end) in rest]
        found = list(self._completed(runs, reading))
        for first in range(len(runs)):
            for last in range(first, min(first + _WIDEST, len(runs))):
                window = runs[first : last + 1]
                if any(_is_no_number(run) for run in window) or not _adjoin(window):
                    break
                mention = self._mention(window, reading, named)
                if mention:
                    found.append(mention)
        return without_overlap(found)

    def ranges(self, mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
        """What lies between two numbers with a dash or a "to" between them; it may be meant or not."""
        for low, high in pairwise(sorted(mentions, key=lambda mention: mention.place)):
            to = _TO.fullmatch(_gap(text, low.place[1], high.place[0]))
            if to and (not to["label"] or is_label(to["label"])):
                keys = self._between(low, high) - {*low.items, *high.items}
                if 0 < len(keys) <= _LONGEST_RANGE:
                    yield Mention((low.place[0], high.place[1]), "", tuple(sorted(keys)), "range", 1.0)

    @cached_property
    def _by_tail(self) -> dict[str, list[tuple[str, str]]]:
        tails: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for number, key in self._numbers:
            if len(number) > _SHORTEST_TAIL:
                tails[number[-_SHORTEST_TAIL:]].append((number, key))
        return tails

    @cached_property
    def _by_number(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = defaultdict(list)
        for number, key in self._numbers:
            keys[number].append(key)
        return keys

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        numbers: dict[str, list[str]] = defaultdict(list)
        for number, key in self._numbers:
            numbers[key].append(number)
        return numbers

    @cached_property
    def _by_size(self) -> dict[int, list[tuple[int, str]]]:
        sizes: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, key in self._numbers:
            if len(number) <= _LONGEST_NUMBER:
                sizes[len(number)].append((int(number), key))
        return sizes

    @cached_property
    def _slips_of(self) -> dict[int, Slips]:
        """By length of tail; 0 for whole numbers. Filled when asked for."""
        return {}

    def _completed(self, runs: Sequence[Run], reading: Reading) -> Iterator[Mention]:
        """Short numbers behind a whole one that begin like it: 1930055798/805/812, 1001-05."""
        whole = {mention.place[1]: mention for mention in reading.mentions if mention.is_clear}
        numbers: dict[int, tuple[str, ...]] = {
            end: tuple(self._by_key.get(mention.items[0], ())) for end, mention in whole.items()
        }
        ends = sorted(numbers)
        for run in runs:
            before = bisect_right(ends, run.start) - 1
            if before < 0 or not run.is_number or run.noise or not run.gap:
                continue
            if not _NEXT.fullmatch(_gap(reading.text, ends[before], run.start)):
                continue
            found = {
                number[: -len(run.text)] + run.text
                for number in numbers[ends[before]]
                if len(run.text) < len(number)
            }
            keys = sorted({key for number in found for key in self._by_number.get(number, ())})
            if keys:
                chance = max(1e-4, 0.5 * 10.0 ** (1 - len(run.text)))
                yield Mention((run.start, run.end), run.text, tuple(keys), "tail", chance)
                numbers[run.end] = tuple(sorted(found))
                ends.insert(before + 1, run.end)

    def _mention(self, window: Sequence[Run], reading: Reading, named: set[str]) -> Mention | None:
        digits = "".join(run.text for run in window)
        significant = digits.lstrip("0")
        labelled = window[0].labelled or window[0].gap.rstrip().endswith(_DOTS)
        chance = 10.0 ** (1 - len(significant)) * (1 if labelled else 10)
        manner: Manner = "tail"
        keys = self._tail(digits, significant, labelled)
        if not keys and window[-1].end in reading.stumps and len(digits) >= 3:
            keys, manner, chance = self._begun(significant), "cut", 0.03
        if not keys and len(digits) >= FEWEST_DIGITS:
            keys, manner = [key for key in self._slipped(digits, significant) if key not in named], "slip"
            chance = 0.02 if len(digits) < 8 else 0.002
        if not keys:
            return None
        place: Place = (window[0].start, window[-1].end)
        return Mention(place, digits, tuple(sorted(set(keys))), manner, max(chance, 1e-4))

    def _tail(self, digits: str, significant: str, labelled: bool) -> list[str]:
        if len(digits) < _SHORTEST_TAIL or (len(digits) == _SHORTEST_TAIL and not labelled):
            return []
        short = significant if len(significant) >= _SHORTEST_TAIL else digits
        return self._ending_in(digits[-_LONGEST_TAIL:]) or self._ending_in(short)

    def _ending_in(self, tail: str) -> list[str]:
        if len(tail) > _LONGEST_TAIL:
            return []
        return [key for number, key in self._by_tail.get(tail[-_SHORTEST_TAIL:], ()) if number.endswith(tail)]

    def _begun(self, digits: str) -> list[str]:
        first = bisect_left(self._numbers, (digits, ""))
        last = bisect_left(self._numbers, (digits + ":", ""))
        return [key for _, key in self._numbers[first:last]]

    def _slipped(self, digits: str, significant: str) -> list[str]:
        """One digit wrong, lost, doubled or swapped with its neighbour; a short form is held against
        the tail, where no digit may be lost."""
        forms = dict.fromkeys((digits, significant))
        near = {at for form in forms for at in self._slips(0).near(form)}
        for form in forms:
            if FEWEST_DIGITS <= len(form) <= _LONGEST_TAIL:
                near.update(self._slips(len(form)).near(form))
        return [self._numbers[at][1] for at in sorted(near)][:_MOST_SLIPS]

    def _slips(self, length: int) -> Slips:
        if length not in self._slips_of:
            tails = [number[-length:] if len(number) > length else "" for number, _ in self._numbers]
            self._slips_of[length] = Slips(tails)
        return self._slips_of[length]

    def _between(self, low: Mention, high: Mention) -> set[str]:
        numbers = {number for key in (*low.items, *high.items) for number in self._by_key.get(key, ())}
        found: set[str] = set()
        for size in {len(number) for number in numbers}:
            if size > _LONGEST_NUMBER:
                continue
            ends = [int(number) for number in numbers if len(number) == size]
            ordered = self._by_size.get(size, [])
            first, last = bisect_left(ordered, (min(ends), "")), bisect_left(ordered, (max(ends) + 1, ""))
            if last - first <= 2 * _LONGEST_RANGE:
                found.update(key for _, key in ordered[first:last])
        return found


def _digits(reference: str) -> str:
    return "".join(char for char in reference if char.isdigit()).lstrip("0")


def _gap(text: str, start: int, end: int) -> str:
    """What stands between two places; nothing that joins them is longer than this."""
    return text[start : min(end, start + _LONGEST_GAP + 1)]


def _is_no_number(run: Run) -> bool:
    day = not run.labelled and could_be_a_day(run.text)
    return not run.is_number or run.noise or run.for_customer or day


def _adjoin(window: Sequence[Run]) -> bool:
    return all(_JOINT.fullmatch(run.gap) for run in window[1:])
