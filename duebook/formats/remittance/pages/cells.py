"""A line of a page as cells: what stands together, with amounts and days always cells of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duebook.formats.document import Line, Word

_APART = 0.75
"""Of the letter height: words further apart than this do not belong together."""

_CURRENCY = r"(?:[A-Z]{3}|€|\$|£|zł|lei|Lei|Kč|Fr\.?|kr\.?)"
MONEY = re.compile(
    rf"""(?P<before>{_CURRENCY})?\s?
         (?P<amount>[(+−-]?\s?\d{{1,3}}(?:[.,'’\u00a0\u202f\x20]\d{{3}})*[.,]\d{{2,3}}\)?-?
           | [(+−-]?\d+[.,]\d{{2,3}}\)?-? | [(+−-]?\d{{1,3}}(?:[.,'’]\d{{3}})+\)?-?)
         \s?(?P<after>{_CURRENCY})?""",
    re.VERBOSE,
)
"""An amount with its thousands and decimals, and the currency beside it."""
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\.?|\d{4}-\d{2}-\d{2}")
_SMALL_GROUP = re.compile(r"[(+−-]?\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}[.,]\d{2}\)?-?")
_PUNCTUATION = ",;:"
_MARK = re.compile(_CURRENCY)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that belong together. ``kind``: "money", "day", "text", or "unclear": an amount, of which nobody
    can say where it begins."""

    words: tuple[Word, ...]
    kind: str

    @property
    def text(self) -> str:
        words = " ".join(word.text for word in self.words)
        return words if self.kind == "text" else words.rstrip(_PUNCTUATION)

    @property
    def left(self) -> float:
        return self.words[0].box.left

    @property
    def right(self) -> float:
        return self.words[-1].box.right


def groups_of(line: Line) -> list[tuple[Word, ...]]:
    """The words of a line, parted where there is more than a space between them."""
    groups: list[list[Word]] = []
    for word in line.words:
        height = word.box.bottom - word.box.top
        if groups and word.box.left - groups[-1][-1].box.right <= _APART * height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [tuple(group) for group in groups]


def cells_of(line: Line) -> list[Cell]:
    return [cell for group in groups_of(line) for cell in _cells(group)]


def _cells(group: Sequence[Word]) -> Iterator[Cell]:
    """A group is one amount with spaces in it, or its words with each amount, day and bracket apart."""
    if MONEY.fullmatch(" ".join(word.text for word in group)):
        yield Cell(tuple(group), "money")
        return
    at = start = 0
    while at < len(group):
        end, kind = _piece(group, at)
        if at > start and (kind != "text" or group[at].text.startswith("(")):
            yield Cell(tuple(group[start:at]), "text")
            start = at
        if kind != "text":
            yield Cell(tuple(group[at:end]), kind)
            start = end
        at = end
    if start < len(group):
        yield Cell(tuple(group[start:]), "text")


def _piece(group: Sequence[Word], at: int) -> tuple[int, str]:
    """Where the piece that begins with a word ends, and what it is.

    ``471 190,00`` is one amount, or a number and an amount: nobody knows, unless a number stands before it.
    """
    text = group[at].text.rstrip(_PUNCTUATION)
    if _DAY.fullmatch(text):
        return at + 1, "day"
    end = at + 1
    while _SMALL_GROUP.fullmatch(text) and end < len(group) and _NEXT_GROUP.fullmatch(group[end].text):
        end += 1
    if _SMALL_GROUP.fullmatch(text) and end < len(group):
        last = group[end].text.rstrip(_PUNCTUATION)
        if _LAST_GROUP.fullmatch(last):
            numbered = any(len(re.findall(r"\d", word.text)) > 2 for word in group[:at])
            return end + 1, "money" if numbered else "unclear"
    return at + 1, "money" if MONEY.fullmatch(text) else "text"


def is_mark(text: str) -> bool:
    """Whether a word is a currency, as letters or as its sign."""
    return _MARK.fullmatch(text) is not None


def is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None
