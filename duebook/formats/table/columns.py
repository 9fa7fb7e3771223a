"""Which column is which: names without regard to case, spaces and underscores, foreign names by a mapping."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

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


def find_header(
    table: Table, columns: Sequence[str], required: Sequence[str], mapping: Mapping[str, str] | None
) -> Header:
    """The row that names most of our columns. Raises Unreadable when a required one is missing."""
    names = {_plain(column): column for column in columns}
    names |= {_plain(foreign): ours for foreign, ours in (mapping or {}).items() if ours in columns}
    best: tuple[int, Sequence[str], int] | None = None
    most = -1
    for number, row in islice(table.rows(), HEADER_WITHIN):
        cells = [text_of_cell(cell) for cell in row[:MOST_COLUMNS]]
        known = sum(_plain(cell) in names for cell in cells)
        if known > most:
            best, most = (number, cells, len(row)), known
    if best is None:
        raise Unreadable("the file is empty", "export it again, with a first row of column names")
    return _checked(*best, names, required, mapping or {})


def _checked(
    row: int,
    cells: Sequence[str],
    width: int,
    names: Mapping[str, str],
    required: Sequence[str],
    mapping: Mapping[str, str],
) -> Header:
    mapped = {ours: _plain(foreign) for foreign, ours in mapping.items()}
    positions: dict[str, int] = {}
    for position, cell in enumerate(cells):
        ours = names.get(_plain(cell))
        if ours is None or (ours in mapped and _plain(cell) != mapped[ours]):
            continue
        if ours in positions:
            raise Unreadable(f"two columns are named {ours}", "rename or remove one of them", f"row {row}")
        positions[ours] = position
    missing = [column for column in required if column not in positions]
    if missing:
        raise _missing(row, cells, missing, positions)
    return Header(row, width, positions)


def _missing(
    row: int, cells: Sequence[str], missing: Sequence[str], positions: Mapping[str, int]
) -> Unreadable:
    """Names the columns there are, and for each missing one the likeliest of those not yet used."""
    taken = set(positions.values())
    free = {_plain(cell): cell for position, cell in enumerate(cells) if cell and position not in taken}
    alike = {column: get_close_matches(_plain(column), free, n=1, cutoff=0.5) for column in missing}
    hints = [f'--map "{shown(free[found[0]])}={column}"' for column, found in alike.items() if found]
    hints = hints or [f'--map "YOUR COLUMN={missing[0]}"']
    present = ", ".join(shown(cell) for cell in cells[:40] if cell) or "none"
    return Unreadable(
        f"missing column{'s'[: len(missing) > 1]} {', '.join(missing)}; the file has: {present}",
        f"say what it is called here: {' '.join(hints)}",
        f"row {row}",
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
