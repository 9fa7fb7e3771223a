"""What every peer has: the open items, what is left of them, and the customers' bank accounts and names."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt


class Book:
    """Open items by number; what is applied automatically is gone for the receipts that follow."""

    def __init__(self, items: Iterable[OpenItem], history: Iterable[PastAllocation]) -> None:
        self.open = {item.number: item for item in items}
        self._by_customer: dict[tuple[str, str], list[OpenItem]] = defaultdict(list)
        for item in sorted(self.open.values(), key=lambda i: (i.due_date, i.issue_date, i.number)):
            self._by_customer[item.customer_id, item.currency].append(item)
        self._owners = _owners(history)
        self._names = {_plain(item.customer_name): item.customer_id for item in self.open.values()}

    def named(self, number: str, currency: str) -> OpenItem | None:
        """The open item of that number, when it is of the currency."""
        item = self.open.get(number)
        return item if item and item.currency == currency else None

    def of(self, customer: str, currency: str) -> list[OpenItem]:
        """The customer's open items, the oldest due first."""
        return [item for item in self._by_customer[customer, currency] if item.number in self.open]

    def all(self, currency: str) -> list[OpenItem]:
        return [item for item in self.open.values() if item.currency == currency]

    def customer(self, receipt: Receipt) -> str:
        """Whose bank account it is, else who is called exactly so; "" when nobody."""
        return self._owners.get(receipt.payer_account) or self._names.get(_plain(receipt.payer_name), "")

    @property
    def names(self) -> Mapping[str, str]:
        """Plain name to customer."""
        return self._names

    def apply(self, receipt: Receipt, items: Sequence[OpenItem], why: str) -> Given:
        """Applied automatically: the items are closed, or paid in part when the money does not suffice."""
        for item in items:
            del self.open[item.number]
        return Given("auto", paid(receipt, items), 1.0, why)


def in_turn(receipts: Iterable[Receipt], decide: Callable[[Receipt], Given]) -> dict[str, Given]:
    """Each receipt's answer, one after another as they came in."""
    ordered = sorted(receipts, key=lambda receipt: (receipt.value_date, receipt.receipt_id))
    return {receipt.receipt_id: decide(receipt) for receipt in ordered}


def suggest(receipt: Receipt, items: Sequence[OpenItem], why: str) -> Given:
    """Shown to a person."""
    return Given("review", paid(receipt, items), 0.5, why) if items else Given("unmatched")


def paid(receipt: Receipt, items: Sequence[OpenItem]) -> dict[str, int]:
    """The money spread in the order of the items, credit notes first, until it is used up."""
    left, gets = receipt.amount, {}
    for item in sorted(items, key=lambda i: i.open_amount > 0):
        gets[item.number] = min(left, item.open_amount)
        left -= gets[item.number]
    return gets


def text_of(receipt: Receipt) -> str:
    """All that the payer says."""
    return " ".join(filter(None, (receipt.remittance, *receipt.references)))


def shapes(items: Iterable[OpenItem]) -> str:
    """A regular expression for numbers of the kinds in the book, as a bookkeeper would write it:
    ``RE-2024/0017`` gives ``RE-\\d{4}/\\d{4}``. Longest first."""
    patterns = {re.sub(r"\d+", lambda m: rf"\d{{{len(m[0])}}}", _escaped(item.number)) for item in items}
    return "|".join(sorted(patterns, key=lambda p: (-len(p), p)))


def _escaped(number: str) -> str:
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in number)


def _owners(history: Iterable[PastAllocation]) -> dict[str, str]:
    """Bank account to customer, where all past money from it was one customer's."""
    seen: dict[str, set[str]] = defaultdict(set)
    for past in history:
        if past.payer_account:
            seen[past.payer_account].add(past.customer_id)
    return {account: next(iter(customers)) for account, customers in seen.items() if len(customers) == 1}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
