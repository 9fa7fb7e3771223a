"""Which of our lists a file is, by the columns it names."""

from collections.abc import Mapping
from typing import Literal

from duebook.formats.reading import Unreadable
from duebook.formats.table.columns import find_header
from duebook.formats.table.opening import open_table

ListKind = Literal["invoices", "customers", "rates", "applied", ""]

_TELLING: tuple[tuple[ListKind, tuple[str, ...]], ...] = (
    ("invoices", ("invoice_number", "due_date", "amount")),
    ("customers", ("customer_id", "customer_name")),
    ("rates", ("day", "currency", "rate")),
    ("applied", ("receipt_id", "invoice_number", "amount_applied")),
)
"""The columns that make a list what it is; the first that fits counts."""


def recognise(data: bytes, mapping: Mapping[str, str] | None = None) -> ListKind:
    """What a file lists, or "" when it is none of our lists. Never raises."""
    for kind, columns in _TELLING:
        try:
            find_header(open_table(data), columns, columns, mapping)
        except Unreadable:
            continue
        return kind
    return ""
