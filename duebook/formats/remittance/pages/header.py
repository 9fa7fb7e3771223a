"""The columns of a table on a page: which header names what, and which column a cell stands in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duebook.formats.document import Line, Word
from duebook.formats.remittance.columns import MONEY
from duebook.formats.remittance.names import NAMES, ON_PAGES, plain_name
from duebook.formats.remittance.pages.cells import Cell, groups_of, is_mark

_LONGEST_NAME = 5
"""Words of a column's name."""
_FURTHEST = 90.0
"""Points between a cell and the column it can still belong to."""


@dataclass(frozen=True, slots=True)
class Column:
    """``name``: ours, "" for a column that is none of ours but has its cells."""

    name: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Header:
    columns: tuple[Column, ...]
    lines: int
    """How many lines of the page it takes."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.name)

    def column_of(self, cell: Cell) -> Column | None:
        """The column whose left edge, right edge or middle the cell shares best; None where all are far."""
        best = min(self.columns, key=lambda column: _apart(column, cell))
        return best if _apart(best, cell) <= _FURTHEST else None


def find_header(lines: Sequence[Line], at: int, known: Mapping[str, str]) -> Header | None:
    """The header that begins with line ``at``, of one line or two; None where there is none. ``known``: plain
    name -> our column, of ``columns_called``."""
    single = _header(groups_of(lines[at]), known, 1)
    if at + 1 < len(lines) and _is_below(lines[at], lines[at + 1]):
        double = _header(_stacked(lines[at], lines[at + 1]), known, 2)
        below = _header(groups_of(lines[at + 1]), known, 1)
        if _is_header(double) and not _is_header(below) and len(double.names) > len(single.names):
            return double
    return single if _is_header(single) else None


def _is_below(upper: Line, lower: Line) -> bool:
    """Whether two lines follow each other as closely as those of one text, and the lower has no figures."""
    height = upper.box.bottom - upper.box.top
    close = lower.page is upper.page and lower.box.top - upper.box.bottom < height / 2
    return close and not any(map(str.isdigit, lower.text))


def _is_header(header: Header) -> bool:
    return "invoice_number" in header.names and bool(header.names.intersection(MONEY))


def columns_called(mapping: Mapping[str, str]) -> dict[str, str]:
    """Plain name -> our column; the mapping of the user wins, then the names that only mean one thing."""
    known: dict[str, str] = {}
    for table in (ON_PAGES, NAMES):
        for ours, names in table.items():
            if table is ON_PAGES and ours.startswith("pay"):
                continue  # a date above a column is an invoice's
            known |= dict.fromkeys(map(plain_name, names), ours)
            known[plain_name(ours)] = ours
    return known | {plain_name(theirs): ours for theirs, ours in mapping.items()}


def _header(groups: Sequence[Sequence[Word]], known: Mapping[str, str], lines: int) -> Header:
    columns = [column for group in groups for column in _columns(group, known)]
    return Header(tuple(_each_once(columns)), lines)


def _columns(group: Sequence[Word], known: Mapping[str, str]) -> Iterator[Column]:
    """The longest names that the words spell, from the left, with the currency behind them; words that spell
    none are columns unnamed."""
    at = 0
    while at < len(group):
        for end in range(min(len(group), at + _LONGEST_NAME), at, -1):
            ours = known.get(plain_name("".join(word.text for word in group[at:end])))
            if ours:
                break
        else:
            ours, end = "", at + 1
        while ours and end < len(group) and is_mark(group[end].text.strip("()[]")):
            end += 1
        yield Column(ours, group[at].box.left, group[end - 1].box.right)
        at = end


def _each_once(columns: Sequence[Column]) -> Iterator[Column]:
    """A name that comes twice counts where it stands first."""
    seen: set[str] = set()
    for column in columns:
        yield column if column.name not in seen else Column("", column.left, column.right)
        seen.add(column.name)


def _stacked(upper: Line, lower: Line) -> list[tuple[Word, ...]]:
    """Two lines as one: what stands below a piece of the upper line goes on with it."""
    below = groups_of(lower)
    stacked: list[tuple[Word, ...]] = []
    for piece in groups_of(upper):
        mine = [group for group in below if _overlap(piece, group)]
        below = [group for group in below if group not in mine]
        stacked.append(piece + tuple(word for group in mine for word in group))
    return sorted([*stacked, *below], key=lambda group: min(word.box.left for word in group))


def _overlap(a: Sequence[Word], b: Sequence[Word]) -> bool:
    return a[0].box.left < b[-1].box.right and b[0].box.left < a[-1].box.right


def _apart(column: Column, cell: Cell) -> float:
    middles = abs(column.left + column.right - cell.left - cell.right) / 2
    return min(abs(column.left - cell.left), abs(column.right - cell.right), middles)
