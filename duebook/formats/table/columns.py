"""Which column is which: names without regard to case, spaces and underscores, foreign names by a mapping."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import Table, text_of_cell

HEADER_WITHIN = 20
"""Rows that may stand above the column names (a title, the day of the export)."""

MOST_COLUMNS = 500
"""Columns that are looked at; those beyond are ignored like any unknown one."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the column names stand, and at which position (from 0) each of our columns is found."""

    row: int
    width: int
    positions: Mapping[str, int]


class _Candidate(NamedTuple):
    row: int
    cells: Sequence[str]
    width: int


def find_header(
    table: Table, columns: Sequence[str], required: Sequence[str], mapping: Mapping[str, str] | None
) -> Header:
    """The row that names most of our columns. Raises Unreadable when a required one is missing.

    A mapped name wins over a column that happens to be called like ours; a mapping that this file has no
    use for does no harm, since one mapping may serve several files.
    """
    foreign = {_plain(theirs): ours for theirs, ours in (mapping or {}).items() if ours in columns}
    own = {_plain(column): column for column in columns if _plain(column) not in foreign}
    names = own.keys() | foreign.keys()
    candidates = [
        _Candidate(number, [text_of_cell(cell) for cell in row[:MOST_COLUMNS]], len(row))
        for number, row in islice(table.rows(), HEADER_WITHIN)
    ]
    if not candidates:
        raise Unreadable("the file is empty", "export it again, with a first row of column names")
    best = max(candidates, key=lambda one: sum(_plain(cell) in names for cell in one.cells))
    positions = _positions(best, own) | _positions(best, foreign)
    missing = [column for column in required if column not in positions]
    if missing:
        raise _missing(best, missing, positions)
    return Header(best.row, best.width, positions)


def _positions(header: _Candidate, names: Mapping[str, str]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for position, cell in enumerate(header.cells):
        ours = names.get(_plain(cell))
        if ours is not None and positions.setdefault(ours, position) != position:
            raise Unreadable(
                f"two columns are named {ours}", "rename or remove one of them", f"row {header.row}"
            )
    return positions


def _missing(header: _Candidate, missing: Sequence[str], positions: Mapping[str, int]) -> Unreadable:
    """Names the columns there are, and for each missing one the likeliest of those not yet used."""
    taken = set(positions.values())
    free = {_plain(cell): cell for place, cell in enumerate(header.cells) if cell and place not in taken}
    alike = {column: get_close_matches(_plain(column), free, n=1, cutoff=0.5) for column in missing}
    hints = [f'--map "{shown(free[found[0]])}={column}"' for column, found in alike.items() if found]
    hints = hints or [f'--map "YOUR COLUMN={missing[0]}"']
    present = ", ".join(shown(cell) for cell in header.cells[:40] if cell) or "none"
    return Unreadable(
        f"missing column{'s'[: len(missing) > 1]} {', '.join(missing)}; the file has: {present}",
        f"say what it is called here: {' '.join(hints)}",
        f"row {header.row}",
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
