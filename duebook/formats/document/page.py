"""A page as words with boxes, and the lines that people see in it, whatever the file it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from duebook.core.banking import Box

MOST_WORDS = 200_000
"""Words of one document: an advice for 20,000 invoices."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """``name`` is how a clerk finds it ("page 2"). ``drawn``: the boxes are points on paper; in a mail they
    are columns and lines of a typewriter, and only tell what stands above and beside what."""

    name: str
    words: tuple[Word, ...]
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside each other, from left to right; ``number`` counts from 1 down the page."""

    page: Page
    number: int
    words: tuple[Word, ...]

    @property
    def place(self) -> str:
        return f"{self.page.name}, line {self.number}"

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return around(self.words)


def around(words: Iterable[Word]) -> Box:
    """The smallest box around some words of one page."""
    boxes = [word.box for word in words]
    return Box(
        boxes[0].page,
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def lines_of(page: Page) -> list[Line]:
    """The lines of a page from top to bottom. A word is of the line that its middle meets."""
    rows: list[list[Word]] = []
    middle = reach = 0.0
    for word in sorted(page.words, key=lambda word: (_middle(word), word.box.left)):
        height = word.box.bottom - word.box.top
        if rows and _middle(word) - middle <= min(reach, height / 2):
            rows[-1].append(word)
        else:
            rows.append([word])
        middle, reach = _middle(rows[-1][0]), (rows[-1][0].box.bottom - rows[-1][0].box.top) / 2
    return [Line(page, number, _in_order(row)) for number, row in enumerate(rows, 1)]


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _in_order(row: list[Word]) -> tuple[Word, ...]:
    """From left to right; a word drawn twice at the same place (a poor man's bold) counts once."""
    ordered = sorted(row, key=lambda word: word.box.left)
    twice = {id(b) for a, b in pairwise(ordered) if a.text == b.text and b.box.left - a.box.left < 1.5}
    return tuple(word for word in ordered if id(word) not in twice)
