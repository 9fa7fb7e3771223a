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
from duebook.core.matching.timing import Timing
from duebook.core.matching.values import Allocation, OpenItem, PastAllocation, Receipt

Side = tuple[str, str]
"""A customer and a currency."""
_REMEMBERED_DAYS = 60
_MOST_WARM = 500
"""So many accounts keep what was worked out of their items; receipts of one payer come one after another."""


@dataclass
class Account:
    """One customer's items in one currency. ``free`` leaves out what an automatic proposal has taken."""

    items: tuple[OpenItem, ...]
    references: CustomerReferences
    free: tuple[OpenItem, ...]
    timing: Timing
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
            self._habits[day] = Habits(self.free, day, self.timing)
        return self._habits[day]

    def settle(self, rest: Mapping[str, OpenItem | None]) -> None:
        """Replace items by what is left of them; None closes an item."""
        left = (rest.get(item.key, item) for item in self.free)
        self.free = tuple(item for item in left if item)
        self.forget()

    def forget(self) -> None:
        """What can be worked out again."""
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
        self._warm: dict[Side, None] = {}
        self._currencies = sorted({item.currency for item in ordered})
        self._sides: dict[Side, list[OpenItem]] = defaultdict(list)
        self._by_amount: dict[tuple[str, int], list[OpenItem]] = defaultdict(list)
        for item in ordered:
            self._sides[item.customer_id, item.currency].append(item)
            self._by_amount[item.currency, item.open_amount].append(item)
        self._earlier = _earlier_payments(past)
        self._timings: dict[str, Timing] = {}
        self._past: dict[str, list[PastAllocation]] = defaultdict(list)
        for allocation in (each for each in past if each.due_date):
            self._past[allocation.customer_id].append(allocation)

    def account(self, customer_id: str, currency: str) -> Account:
        side = (customer_id, currency)
        if side not in self._accounts:
            items = tuple(self._sides.get(side, ()))
            free = tuple(item for item in items if item.key not in self.taken)
            self._accounts[side] = Account(items, CustomerReferences(items), free, self._timing(customer_id))
        self._keep_warm(side)
        return self._accounts[side]

    def _keep_warm(self, side: Side) -> None:
        self._warm.pop(side, None)
        self._warm[side] = None
        if len(self._warm) > _MOST_WARM:
            oldest = next(iter(self._warm))
            del self._warm[oldest]
            self._accounts[oldest].forget()

    def _timing(self, customer_id: str) -> Timing:
        if customer_id not in self._timings:
            self._timings[customer_id] = Timing()
            self._timings[customer_id].learn_from(self._past[customer_id])
        return self._timings[customer_id]

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
            self.account(item.customer_id, item.currency)  # which learns from what was open before
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
            account = self.account(*side)
            account.timing.learn_payment(account.free, items.keys(), receipt.value_date)
            account.settle(items)
            self._forget_habits(side[0])
            self._applied[(*side, receipt.amount)].append(receipt.receipt_id)

    def _forget_habits(self, customer_id: str) -> None:
        """They rest on what was learned of the customer, whatever the currency."""
        for currency in self._currencies:
            if (customer_id, currency) in self._accounts:
                self._accounts[customer_id, currency].forget()

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
