"""UN/EDIFACT (ISO 9735): an interchange as segments of elements of components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duebook.formats.reading import Unreadable

LONGEST_SEGMENT = 10_000
"""Characters; segments of real files have some hundreds."""

Segment = list[list[str]]
"""A segment: its name is ``segment[0][0]``, component 2 of its element 1 is ``segment[1][1]``."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What separates components and elements, releases the sign behind it, and ends a segment."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    end: str = "'"


def signs_of(text: str) -> Signs:
    """As the service string advice says (UNA, ISO 9735-1 clause 7.1), else the usual ones."""
    if not text.startswith("UNA") or len(text) < 9:
        return Signs()
    return Signs(text[3], text[4], text[6].strip(), text[8])


def is_interchange(text: str) -> bool:
    return re.match(r"UN[AB]\W", text) is not None


def segments(text: str) -> Iterator[Segment]:
    """Every segment after UNA. Raises Unreadable with its place for one that has no end."""
    signs = signs_of(text)
    start = 9 if text.startswith("UNA") else 0
    number = 0
    while start < len(text):
        stop = _end(text, start, signs, number + 1)
        content = text[start:stop].strip()
        start = stop + 1
        if content:
            number += 1
            yield [
                [_plain(part, signs) for part in _split(element, signs.component, signs)]
                for element in _split(content, signs.element, signs)
            ]


def _end(text: str, start: int, signs: Signs, number: int) -> int:
    """Where the segment that begins at ``start`` ends: at the first end sign that is not released."""
    stop = start - 1
    while True:
        stop = text.find(signs.end, stop + 1, start + LONGEST_SEGMENT)
        if stop < 0 and len(text) - start > LONGEST_SEGMENT:
            raise Unreadable(
                f"a segment is longer than {LONGEST_SEGMENT} characters", place=f"segment {number}"
            )
        if stop < 0:
            return len(text)
        if not _released(text, stop, signs, start):
            return stop


def _released(text: str, at: int, signs: Signs, start: int) -> bool:
    """Whether an odd number of release signs stands before a sign: two of them are one that is meant."""
    first = at
    while signs.release and first > start and text[first - 1] == signs.release:
        first -= 1
    return (at - first) % 2 == 1


def _split(text: str, mark: str, signs: Signs) -> list[str]:
    if not signs.release or signs.release not in text:
        return text.split(mark)
    pieces, first = [], 0
    for at, sign in enumerate(text):
        if sign == mark and not _released(text, at, signs, first):
            pieces.append(text[first:at])
            first = at + 1
    return [*pieces, text[first:]]


def _plain(component: str, signs: Signs) -> str:
    if signs.release and signs.release in component:
        component = re.sub(rf"{re.escape(signs.release)}(.)", r"\1", component, flags=re.DOTALL)
    return component.strip()
