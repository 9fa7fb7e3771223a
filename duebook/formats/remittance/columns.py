"""Which column of a payer's list is which: by the user's mapping, else by the surest name it has."""

import re
from collections.abc import Mapping
from itertools import islice

from duebook.formats.reading import Unreadable
from duebook.formats.remittance.names import NAMES, plain_name
from duebook.formats.table.cells import Table, text_of_cell
from duebook.formats.table.columns import HEADER_WITHIN, MOST_COLUMNS, find_header
from duebook.formats.table.opening import open_table

MONEY = ("paid", "gross", "amount")
"""Columns that may say what an invoice gets, the surest first: paid; before deductions; not told which."""

_TELLING = frozenset({"paid", "discount", "deduction", "payment_reference", "payment_date"})
"""Columns that no list of invoices and no export of a bank has."""


def recognises(data: bytes, mapping: Mapping[str, str] | None = None) -> bool:
    """Whether a list names invoices and what is paid for them, as no bank's export does."""
    try:
        named = set(names_of(open_table(data), mapping or {}).values())
    except Unreadable:
        return False
    return "invoice_number" in named and bool(named.intersection(MONEY)) and bool(named & _TELLING)


def names_of(table: Table, mapping: Mapping[str, str]) -> dict[str, str]:
    """The user's mapping, and for each other column of ours the surest name that the list has."""
    told = set(mapping.values())
    rows = [[plain_name(text_of_cell(cell)) for cell in row[:MOST_COLUMNS]]
            for _, row in islice(table.rows(), HEADER_WITHIN)]  # fmt: skip
    known = {theirs for names in NAMES.values() for theirs in names} | {
        plain_name(theirs) for theirs in mapping
    }
    header = max(rows, key=lambda row: len(known.intersection(row)), default=[])
    present = set(header)
    named = dict(mapping)
    for ours, names in NAMES.items():
        theirs = next((one for one in (plain_name(ours), *names) if one in present), None)
        if theirs is not None and ours not in told:
            named[theirs] = ours
    return named


def money_column(table: Table, named: Mapping[str, str]) -> str:
    """The one of MONEY that counts. Raises Unreadable where there is none, or nothing names the invoices."""
    present = [column for column in MONEY if column in named.values()]
    column = present[0] if present else MONEY[-1]
    find_header(table, tuple(NAMES), ("invoice_number", column), named)
    return column


def currency_of(named: Mapping[str, str]) -> str:
    """A currency given by value, such as ``{"EUR": "currency"}``; "" where a column tells it."""
    theirs = next((theirs for theirs, ours in named.items() if ours == "currency"), "")
    if not theirs:
        raise Unreadable("the currency is not told", 'say it, for example: --map "EUR=currency"')
    return theirs if re.fullmatch("[A-Z]{3}", theirs) else ""
