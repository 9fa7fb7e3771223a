"""Where a payer's words name open items, whoever he is: whole numbers, in any spelling, in the whole book."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from duebook.core.matching.identifiers import bodies, endings, with_letters
from duebook.core.matching.labels import is_filler, is_label
from duebook.core.matching.mentions import Manner, Mention, Place, outside, without_overlap
from duebook.core.matching.noise import could_be_a_day
from duebook.core.matching.values import OpenItem, Receipt
from duebook.core.matching.words import Run, pieces, read, upper

__all__ = ["Manner", "Mention", "Reading", "References"]

_JOINT = re.compile(r"[ \-./_\r\n]{0,2}")
_WIDEST = 7
_FEWEST_GLUED = 7
"""Digits and letters that a number must have to be known again without its separators."""
_SHORTEST_CUT = 25
"""Banks carry lines of 27, 35 or 65 characters and 140 in all: a line that long may be a stump."""
_YEAR_AND_ZEROS = re.compile(r"((?:19|20)\d\d)0+([1-9]\d*)")
_NO_REFERENCE = frozenset(("NOTPROVIDED", "NONREF", "NOREF"))
_BY_CHECK_DIGITS = 1e-5

_Hits = tuple[tuple[str, Manner], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A receipt's words: what they name in the whole book, and the runs still unexplained.

    ``cut``: the text may have been cut by a bank that carries only so many characters, ``stumps`` are the
    positions where. ``lookalikes``: all numbers written like the book's own, whether they name something or
    not. ``told``: keys, and the minor units the payer says they get.
    """

    runs: tuple[Run, ...]
    mentions: tuple[Mention, ...]
    rest: tuple[Place, ...]
    cut: bool
    text: str
    lookalikes: tuple[Run, ...]
    told: tuple[tuple[tuple[str, ...], int], ...] = ()
    stumps: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Words:
    """All that a payer wrote: ``structured`` is the part of ``text`` that the bank's format marks as
    references, ``own`` where the payer's own name of the payment begins."""

    text: str
    structured: int
    own: int


class References:
    """An index over all references of all open items; it is built once per batch.

    Reading takes time in proportion to the text, however many items there are.
    """

    def __init__(self, items: Iterable[OpenItem]) -> None:
        self._exact: dict[str, _Hits] = {}
        self._bare: dict[str, _Hits] = {}
        self._digits: dict[str, _Hits] = {}
        self._words: set[str] = set()
        self._looks: set[tuple[int, str]] = set()
        self._lengths: set[int] = set()
        for item in items:
            self._add(item.key, item.number, "number")
            for reference in (item.po_number, *item.other_references):
                if reference:
                    self._add(item.key, reference, "order")

    def read(self, receipt: Receipt) -> Reading:
        """What text, structured references and the payer's own reference name in the whole book."""
        words = _words_of(receipt)
        runs = read(words.text, self._words)
        text = upper(words.text)
        mentions = without_overlap(chain(self._hits(runs, words), self._announced(text), self._glued(runs)))
        rest = outside(runs, [mention.place for mention in mentions])
        alike = tuple(run for run in runs if _look(run) in self._looks)
        told = tuple((self._keys(name), amount) for name, amount in receipt.amounts_by_reference)
        cut = len(receipt.remittance) >= _SHORTEST_CUT
        return Reading(runs, mentions, rest, cut, text, alike, told, _stumps(words.text[: words.structured]))

    def _keys(self, reference: str) -> tuple[str, ...]:
        hits = self._hits(read(reference, self._words), _Words(reference, 0, len(reference)))
        return tuple(key for mention in without_overlap(hits) for key in mention.items)

    def _add(self, key: str, reference: str, manner: Manner) -> None:
        hit = ((key, manner),)
        if reference.isascii() and reference.isdigit():
            parts = [reference]
            forms = {reference.lstrip("0") or "0"}
        else:
            parts = pieces(reference)
            forms = _forms(parts)
            self._words.update(re.findall(r"[^\W_]+", upper(reference)))
            self._remember_bare(parts, hit)
        for form in forms:
            self._exact[form] = self._exact.get(form, ()) + hit
        for part in parts:
            if len(part) >= 5 and part.isdigit():
                self._looks.add((len(part), part[:3]))
        if len(parts) == 1 and len(reference) >= _FEWEST_GLUED and reference.isdigit():
            self._lengths.add(len(reference))

    def _remember_bare(self, parts: Sequence[str], hit: _Hits) -> None:
        """The number without the letters before it, and all its digits without any letters."""
        if len(parts) > 1 and not parts[0].isdigit() and (is_label(parts[0]) or len(parts[1]) >= 4):
            bare = _structure(parts[1:])
            self._bare[bare] = self._bare.get(bare, ()) + hit
        digits = "".join(part for part in parts if part.isdigit()).lstrip("0")
        if len(digits) >= 4:
            self._digits[digits] = self._digits.get(digits, ()) + hit

    def _hits(self, runs: Sequence[Run], words: _Words) -> Iterator[Mention]:
        for first in range(len(runs)):
            structure, glued, alone = "", "", False
            for last in range(first, min(first + _WIDEST, len(runs))):
                run = runs[last]
                if last > first and not _JOINT.fullmatch(run.gap):
                    break
                glued += run.text
                alone = alone or run.noise or self._is_whole(run)
                if last == first:
                    structure = run.plain
                elif not is_filler(run.text):
                    structure += f"|{run.plain}"
                found = self._exact.get(structure)
                if not found and not alone:
                    found = self._find(runs, first, structure, glued)
                if found:
                    mention = self._mention(runs, first, last, found, words)
                    if mention:
                        yield mention

    def _is_whole(self, run: Run) -> bool:
        """Whether a run is a long number of the book by itself: it needs no neighbours to be one."""
        return len(run.text) >= _FEWEST_GLUED and run.plain in self._exact

    def _find(self, runs: Sequence[Run], first: int, structure: str, glued: str) -> _Hits:
        found = self._exact.get(glued.lstrip("0"))
        if not found and structure in self._bare and _may_be_bare(runs, first):
            found = self._bare[structure]
        if not found and glued.isdigit():
            found = self._carried(glued)
        return found or ()

    def _carried(self, digits: str) -> _Hits:
        """What a creditor reference of digits only carries."""
        body = next(bodies(digits, self._is_ours), "")
        return self._of_body(body) if body else ()

    def _is_ours(self, body: str) -> bool:
        return bool(self._of_body(body))

    def _of_body(self, body: str) -> _Hits:
        return self._exact.get(body) or self._digits.get(body) or self._bare.get(body) or ()

    def _announced(self, text: str) -> Iterator[Mention]:
        """Creditor references that say by letters what they are."""
        for carried in with_letters(text):
            whole = text[slice(*carried.place)].replace(" ", "")
            found = self._exact.get(whole) or self._of_letters(carried.body)
            if found:
                keys, manner = _keys_and_manner(found)
                yield Mention(carried.place, whole, keys, manner, _BY_CHECK_DIGITS)

    def _of_letters(self, body: str) -> _Hits:
        parts = pieces(body)
        joined = "".join(parts).lstrip("0")
        behind = next((hits for end in endings(joined) if (hits := self._of_body(end))), ())
        return self._exact.get(_structure(parts)) or self._of_body(joined) or behind

    def _glued(self, runs: Iterable[Run]) -> Iterator[Mention]:
        """Numbers that lost what stood between them: 19295436921929543693."""
        for run in runs:
            if run.is_number and not run.noise and len(run.text) >= 2 * _FEWEST_GLUED:
                yield from self._split(run)

    def _split(self, run: Run) -> list[Mention]:
        """All of the run as whole numbers one behind the other; nothing when any digit is left over."""
        found, at = [], 0
        while at < len(run.text):
            lengths = sorted(
                length for length in self._lengths if self._exact.get(run.text[at : at + length])
            )
            if not lengths:
                return []
            text = run.text[at : at + lengths[-1]]
            keys, manner = _keys_and_manner(self._exact[text])
            place = (run.start + at, run.start + at + len(text))
            found.append(Mention(place, text, keys, manner, 1e-3))
            at += len(text)
        return found if len(found) > 1 else []

    def _mention(
        self, runs: Sequence[Run], first: int, last: int, found: _Hits, words: _Words
    ) -> Mention | None:
        window = runs[first : last + 1]
        if not _stands_alone(runs, first, last):
            return None
        given = words.structured <= window[0].start < words.own
        if not given and not _is_believable(window, runs[first - 1] if first else None, runs, last):
            return None
        if window[0].start >= words.own and sum(len(run.text) for run in window) < 5:
            return None
        chance = max(1e-5, _chance(window) * (0.1 if given or window[0].labelled else 1.0))
        text = "".join(run.gap + run.text for run in window)[len(window[0].gap) :]
        return Mention((window[0].start, window[-1].end), text, *_keys_and_manner(found), chance)


def _words_of(receipt: Receipt) -> _Words:
    parts = [receipt.remittance, *receipt.references, *(name for name, _ in receipt.amounts_by_reference)]
    distinct = list(dict.fromkeys(part for part in parts if part))
    text = "\n\n\n".join(distinct)
    structured = len(receipt.remittance)
    own = receipt.end_to_end_id.strip()
    if not own or own.upper() in _NO_REFERENCE or own in distinct:
        return _Words(text, structured, len(text) + 1)
    return _Words(f"{text}\n\n\n{own}", structured, len(text))


def _stumps(text: str) -> frozenset[int]:
    """Where long lines end; the places of the upper-case text, which hardly ever differ."""
    ends, at = [], 0
    for line in text.splitlines(keepends=True):
        if len(line.rstrip()) >= _SHORTEST_CUT:
            ends.append(at + len(line.rstrip()))
        at += len(line)
    if len(text) >= _SHORTEST_CUT:
        ends.append(len(text.rstrip()))
    return frozenset(ends)


def _keys_and_manner(found: _Hits) -> tuple[tuple[str, ...], Manner]:
    return tuple(dict.fromkeys(key for key, _ in found)), found[0][1]


def _forms(parts: Sequence[str]) -> set[str]:
    """All spellings of one reference that are told apart: with separators, without, without inner zeros."""
    if not parts:
        return set()
    forms = {_structure(parts)}
    plain = [part.lstrip("0") or "0" if part.isdigit() else part for part in parts]
    glued = {"".join(parts).lstrip("0"), "".join(plain)}
    year = _YEAR_AND_ZEROS.fullmatch(parts[-1])
    if year:
        forms.add(_structure([*parts[:-1], *year.groups()]))
        glued.add("".join([*plain[:-1], *year.groups()]))
    return forms | {form for form in glued if len(form) >= _FEWEST_GLUED}


def _structure(parts: Sequence[str]) -> str:
    kept = [part for at, part in enumerate(parts) if not at or not is_filler(part)]
    return "|".join((part.lstrip("0") or "0") if part.isdigit() else part for part in kept)


def _look(run: Run) -> tuple[int, str]:
    """How a number looks: its length and its first three digits, which most number ranges share."""
    return (len(run.text), run.text[:3]) if run.is_number and not run.noise else (0, "")


def _may_be_bare(runs: Sequence[Run], first: int) -> bool:
    """A number without its letters counts only where no other letters claim it: "4711", "Invoice 4711"."""
    before = runs[first - 1] if first else None
    if before is None or not _JOINT.fullmatch(runs[first].gap) or before.is_number:
        return True
    return is_label(before.text)


def _stands_alone(runs: Sequence[Run], first: int, last: int) -> bool:
    """No other run is glued to the window, but for a label such as the INV of INV4711."""
    before_is_glued = first > 0 and not runs[first].gap
    after_is_glued = last + 1 < len(runs) and not runs[last + 1].gap
    return not after_is_glued and (not before_is_glued or is_label(runs[first - 1].text))


def _is_believable(window: Sequence[Run], before: Run | None, runs: Sequence[Run], last: int) -> bool:
    """Short numbers, letters and days need more than to stand there."""
    size = sum(len(run.text) for run in window)
    announced = window[0].labelled or len(runs) == len(window)
    if any(run.noise or run.for_customer for run in window):
        return len(window) > 1
    if not any(run.is_number for run in window):
        return size >= 3 and announced
    if len(window) == 1 and could_be_a_day(window[0].text):
        return announced
    if size >= 4 or len(window) > 1:
        return True
    after = runs[last + 1] if last + 1 < len(runs) else None
    return announced and not _is_hemmed(before, window[0].gap, after)


def _is_hemmed(before: Run | None, gap: str, after: Run | None) -> bool:
    """Whether a short number may be a piece of a longer one."""
    marks = {".", ",", "-", "/", ":"}
    behind = before is not None and before.is_number and gap in marks
    return behind or (after is not None and after.is_number and after.gap in marks)


def _chance(window: Sequence[Run]) -> float:
    size = sum(len(run.plain) for run in window)
    if not any(run.is_number for run in window) or any(run.noise for run in window):
        return 0.05
    return max(1e-5, min(0.05, 10.0 ** (1 - size)))
