"""Plain text and HTML as a page: a column of a typewriter is as wide as it is, a line as high as it is."""

import re
from collections.abc import Iterable, Iterator, Sequence

from duebook.core.banking import Box
from duebook.formats.document.page import MOST_WORDS, Page, Word
from duebook.formats.reading import Unreadable

WIDTH, HEIGHT = 6.0, 12.0
_TAB = 8
_BETWEEN = 4
"""Columns of the typewriter between two columns of a table."""

Row = Sequence[str]
"""The cells of a row of a table; of anything else one."""


def page_of_text(text: str, name: str) -> Page:
    """A page of plain text. Raises Unreadable for more than MOST_WORDS words."""
    return _page([[(0, line.expandtabs(_TAB))] for line in text.splitlines()], name)


def page_of_rows(blocks: Iterable[Sequence[Row]], name: str) -> Page:
    """A page of blocks below each other, each a table (or lines of one cell): its columns are lined up."""
    lines: list[list[tuple[int, str]]] = []
    for block in blocks:
        starts = _starts(block)
        lines += [[(starts[at], cell) for at, cell in enumerate(row)] for row in block]
    return _page(lines, name)


def _starts(block: Sequence[Row]) -> list[int]:
    """The typewriter's column at which each column of a table begins."""
    starts = [0]
    for at in range(max(map(len, block), default=0)):
        starts.append(starts[at] + _BETWEEN + max(len(row[at]) for row in block if at < len(row)))
    return starts


def _page(lines: Iterable[Sequence[tuple[int, str]]], name: str) -> Page:
    words: list[Word] = []
    for number, pieces in enumerate(lines):
        for start, text in pieces:
            words += _words(text, start, number)
        if len(words) > MOST_WORDS:
            raise Unreadable(
                f"the text has more than {MOST_WORDS:,} words", "send it as a list (CSV, XLSX)", name
            )
    return Page(name, tuple(words), drawn=False)


def _words(text: str, start: int, line: int) -> Iterator[Word]:
    top = line * HEIGHT
    for found in re.finditer(r"\S+", text):
        left, right = (start + found.start()) * WIDTH, (start + found.end()) * WIDTH
        yield Word(found[0], Box(1, left, top, right, top + HEIGHT))
