"""Documents as columns, so that a million of them are aged in a blink; any day can be asked for."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from duebook.core.invoicing import Invoice, Kind
from duebook.core.money import MoneyError

RECEIVABLE, CREDIT_NOTE, CASH = 0, 1, 2
"""What we ask for; what we owe back; money received that no document has used yet (advances)."""

OPEN = date.max.toordinal()
"""Settled on this day: not settled."""

_SIDES: dict[Kind, int] = {"credit_note": CREDIT_NOTE, "advance": CASH}
_LARGEST_SUM = 9e18


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """One entry per document in every column. Days are proleptic ordinals (``date.toordinal``), amounts
    minor units, negative for credit notes and cash; ``customer`` and ``currency`` count into the names.

    Raises MoneyError when the amounts could overflow 64 bits in sum.
    """

    customers: tuple[str, ...]
    names: tuple[str, ...]
    currencies: tuple[str, ...]
    customer: NDArray[np.int64]
    currency: NDArray[np.int64]
    side: NDArray[np.int64]
    issued: NDArray[np.int64]
    due: NDArray[np.int64]
    settled: NDArray[np.int64]
    amount: NDArray[np.int64]
    open_amount: NDArray[np.int64]

    def __post_init__(self) -> None:
        for column in (self.amount, self.open_amount):
            if np.abs(column.astype(np.float64)).sum() > _LARGEST_SUM:
                raise MoneyError("the amounts are too large to be added up; look for a wrong one")

    def open_at(self, day: int) -> NDArray[np.int64]:
        """Minor units open at the end of a day (an ordinal).

        What was settled later counts in full, what was issued later not at all. A part paid before an item
        was settled counts as open: an invoice list does not tell the day of the part.
        """
        still = np.where(self.settled == OPEN, self.open_amount, self.amount)
        return np.where((self.issued <= day) & (self.settled > day), still, 0)


def items_of(invoices: Iterable[Invoice]) -> Items:
    """The columns of an invoice list, which may be a stream. Of several names the newest one is kept."""
    columns = [array("q") for _ in range(8)]
    put = [column.append for column in columns]
    customers: dict[str, int] = {}
    currencies: dict[str, int] = {}
    names: dict[str, tuple[date, str]] = {}
    for invoice in invoices:
        values = (
            customers.setdefault(invoice.customer_id, len(customers)),
            currencies.setdefault(invoice.currency, len(currencies)),
            _SIDES.get(invoice.kind, RECEIVABLE),
            invoice.issue_date.toordinal(),
            invoice.due_date.toordinal(),
            invoice.settled_date.toordinal() if invoice.settled_date else OPEN,
            invoice.amount,
            invoice.open_amount,
        )
        for append, value in zip(put, values, strict=True):
            append(value)
        named = (invoice.issue_date, invoice.customer_name)
        if named > names.get(invoice.customer_id, (date.min, "")):
            names[invoice.customer_id] = named
    return Items(
        tuple(customers),
        tuple(names.get(customer, (None, ""))[1] for customer in customers),
        tuple(currencies),
        *(np.frombuffer(column, dtype=np.int64) if column else np.zeros(0, np.int64) for column in columns),
    )
