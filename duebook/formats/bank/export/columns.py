"""Which column of a bank's export is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duebook.formats.bank.export.names import NAMES, SEVERAL
from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import Row, text_of_cell

HEADER_WITHIN = 40
"""Rows that may stand above the column names: titles, account, period, balances."""
_WITH_CURRENCY = re.compile(r"(.*?)(?:\s+in)?[\s(\[]+([A-Z]{3})[)\]]?")
_OURS = {name: ours for ours, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Columns:
    """``row`` of the names; positions (from 0) of each of our columns; what holds for all rows."""

    row: int
    positions: Mapping[str, tuple[int, ...]]
    currency: str = ""
    account: str = ""

    def at(self, ours: str) -> tuple[int, ...]:
        return self.positions.get(ours, ())

    def days(self) -> tuple[int, ...]:
        return self.at("booking_date") + self.at("value_date")

    def amounts(self) -> tuple[int, ...]:
        return self.at("amount") or self.at("debit") + self.at("credit")


def find_columns(head: Sequence[Row], mapping: Mapping[str, str]) -> Columns:
    """The row that names a day and an amount. Raises Unreadable when there is none, or it is ambiguous."""
    wanted = {plain(theirs): ours for theirs, ours in mapping.items()}
    unknown = sorted(set(mapping.values()) - set(NAMES))
    if unknown:
        raise Unreadable(f"{unknown[0]} is no column of a statement", f"map to one of {', '.join(NAMES)}")
    candidates = [_named(row, wanted) for row in head]
    usable = [columns for columns in candidates if columns.days() and columns.amounts()]
    if not usable:
        raise Unreadable(
            "no row of column names with a day and an amount was found",
            'if it is a bank\'s export, name them: --map "THEIRS=booking_date" --map "THEIRS=amount"',
        )
    best = max(usable, key=lambda columns: len(columns.positions))
    _refuse_ambiguity(best, dict(head)[best.row])
    return _with_constants(best, dict(head)[best.row], mapping)


def plain(name: str) -> str:
    """A column name without case, spaces and signs: ``Booking-Date`` and ``booking date`` are one."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _named(row: Row, wanted: Mapping[str, str]) -> Columns:
    number, cells = row
    positions: dict[str, tuple[int, ...]] = {}
    currency = ""
    mapped = set(wanted.values())
    for position, cell in enumerate(cells):
        name = text_of_cell(cell)
        ours = wanted.get(plain(name))
        if ours is None:
            ours, told = _known(name)
            if ours in mapped:
                continue
            currency = currency or told
        if ours:
            positions[ours] = (*positions.get(ours, ()), position)
    return Columns(number, positions, currency)


def _known(name: str) -> tuple[str, str]:
    """Our word for a known name, and the currency that an amount's name holds (``Betrag (EUR)``)."""
    ours = _OURS.get(plain(name), "") or _OURS.get(plain(name).rstrip("0123456789"), "")
    found = _WITH_CURRENCY.fullmatch(name.strip())
    if not ours and found:
        ours = _OURS.get(plain(found[1]), "")
        return (ours, found[2]) if ours in ("amount", "debit", "credit") else ("", "")
    return ours, ""


def _refuse_ambiguity(columns: Columns, cells: Sequence[object]) -> None:
    for ours, positions in columns.positions.items():
        if len(positions) > 1 and ours not in SEVERAL:
            names = " and ".join(repr(shown(text_of_cell(cells[at]))) for at in positions)
            raise Unreadable(
                f"the columns {names} could both be the {ours}", f'say which one: --map "THEIRS={ours}"',
                f"line {columns.row}",
            )  # fmt: skip


def _with_constants(columns: Columns, cells: Sequence[object], mapping: Mapping[str, str]) -> Columns:
    """Currency and account that the mapping gives by value, since the file has no column for them."""
    names = {plain(text_of_cell(cell)) for cell in cells}
    fixed = {ours: theirs.strip() for theirs, ours in mapping.items() if plain(theirs) not in names}
    missing = sorted(set(fixed) - {"currency", "account"})
    if missing:
        raise Unreadable(f"there is no column {shown(fixed[missing[0]])!r}", "check the name in --map")
    currency = fixed.get("currency", "").upper() or columns.currency
    return Columns(columns.row, columns.positions, currency, fixed.get("account", ""))
