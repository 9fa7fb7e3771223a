"""The open items and what was learned, indexed once per batch and shared by all receipts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from duebook.core.matching.amounts import Ints, Sums
from duebook.core.matching.customer_references import CustomerReferences
from duebook.core.matching.habits import Habits
from duebook.core.matching.payers import Payers
from duebook.core.matching.references import References
from duebook.core.matching.values import Allocation, OpenItem, PastAllocation, Receipt

Side = tuple[str, str]
"""A customer and a currency."""
_REMEMBERED_DAYS = 60


@dataclass
class Account:
    """One customer's items in one currency. ``free`` leaves out what an automatic proposal has taken."""

    items: tuple[OpenItem, ...]
    references: CustomerReferences
    free: tuple[OpenItem, ...]
    _sums: Sums | None = field(default=None)
    _habits: dict[date, Habits] = field(default_factory=dict)

    @cached_property
    def amounts(self) -> Ints:
        return np.array([item.open_amount for item in self.free], dtype=np.int64)

    def sums(self) -> Sums:
        if self._sums is None:
            self._sums = Sums([item.open_amount for item in self.free])
        return self._sums

    def habits(self, day: date) -> Habits:
        if day not in self._habits:
            self._habits[day] = Habits(self.free, day)
        return self._habits[day]

    def settle(self, rest: Mapping[str, OpenItem | None]) -> None:
        """Replace items by what is left of them; None closes an item."""
        left = (rest.get(item.key, item) for item in self.free)
        self.free = tuple(item for item in left if item)
        self._sums = None
        self._habits.clear()
        self.__dict__.pop("amounts", None)


class Book:
    """All open items of a batch: by key, by customer, by amount; with the index of references and payers."""

    def __init__(
        self,
        items: Iterable[OpenItem],
        history: Iterable[PastAllocation],
        as_of: date,
        registered: Mapping[str, Collection[str]],
    ) -> None:
        known = [item for item in items if item.issue_date <= as_of and item.open_amount]
        ordered = sorted(known, key=lambda item: (item.customer_id, item.number, item.key))
        past = sorted(history, key=lambda p: (p.receipt_id, p.customer_id, p.invoice_number))
        self.items = {item.key: item for item in ordered}
        self.references = References(ordered)
        self.payers = Payers(ordered, past, registered)
        self.taken: dict[str, str] = {}
        self._applied: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        self._accounts: dict[Side, Account] = {}
        self._sides: dict[Side, list[OpenItem]] = defaultdict(list)
        self._by_amount: dict[tuple[str, int], list[OpenItem]] = defaultdict(list)
        for item in ordered:
            self._sides[item.customer_id, item.currency].append(item)
            self._by_amount[item.currency, item.open_amount].append(item)
        self._earlier = _earlier_payments(past)

    def account(self, customer_id: str, currency: str) -> Account:
        side = (customer_id, currency)
        if side not in self._accounts:
            items = tuple(self._sides.get(side, ()))
            free = tuple(item for item in items if item.key not in self.taken)
            self._accounts[side] = Account(items, CustomerReferences(items), free)
        return self._accounts[side]

    def count(self, customer_id: str, currency: str) -> int:
        return len(self._sides.get((customer_id, currency), ()))

    def with_amount(self, currency: str, amount: int) -> Sequence[OpenItem]:
        """The free items of any customer that are open with exactly this amount."""
        return self._by_amount.get((currency, amount), ())

    def apply(self, allocations: Iterable[Allocation], receipt: Receipt) -> None:
        """Close items to later receipts, or leave open what a part payment leaves open."""
        rest: dict[Side, dict[str, OpenItem | None]] = defaultdict(dict)
        for line in allocations:
            item = self.items[line.item_key]
            left = item.open_amount - line.amount - line.difference
            part = replace(item, open_amount=left) if left else None
            rest[item.customer_id, item.currency][item.key] = part
            self._by_amount[item.currency, item.open_amount].remove(item)
            if part:
                self.items[item.key] = part
                self._by_amount[part.currency, left].append(part)
            else:
                self.taken[item.key] = receipt.receipt_id
        for side, items in rest.items():
            self.account(*side).settle(items)
            self._applied[(*side, receipt.amount)].append(receipt.receipt_id)

    def applied(self, customer_id: str, receipt: Receipt) -> Sequence[str]:
        """Receipts of this batch already applied to the customer with the very same amount."""
        return self._applied.get((customer_id, receipt.currency, receipt.amount), ())

    def earlier(self, receipt: Receipt) -> tuple[str, ...]:
        """Past receipts of the same payer and amount in the last two months: this may be a second payment."""
        payer = receipt.payer_account or receipt.payer_name
        days = self._earlier.get((payer, receipt.currency, receipt.amount), {})
        return tuple(r for r, day in days.items() if 0 <= (receipt.value_date - day).days <= _REMEMBERED_DAYS)


def _earlier_payments(
    history: Iterable[PastAllocation],
) -> Mapping[tuple[str, str, int], dict[str, date]]:
    payments: dict[tuple[str, str, int], dict[str, date]] = defaultdict(dict)
    for past in history:
        payer = past.payer_account or past.payer_name
        payments[payer, past.currency, past.amount][past.receipt_id] = past.value_date
    return payments
