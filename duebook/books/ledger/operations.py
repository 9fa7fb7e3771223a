"""What can be done to open items and receipts, within a recording; amounts in minor units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duebook.books.audit.operations import Recording
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import JournalEntry, JournalLine, OpenItem, Receipt
from duebook.books.ledger.posting import NotPossible as NotPossible  # for the callers of operations
from duebook.books.ledger.posting import ids_by_key, post
from duebook.books.ledger.values import ItemBalance, ReceiptBalance, item_balances, receipt_balances
from duebook.core.ledger import Account, Entry, reversal
from duebook.core.ledger import postings as core
from duebook.core.money import Rates, convert, plain

DIFFERENCE_ACCOUNTS: dict[str, Account] = {
    "discount": "discounts",
    "deduction": "deductions",
    "bank_fee": "bank_charges",
    "rounding": "rounding",
    "exchange": "exchange_difference",
}
SETTLEMENTS = ("allocation", "set_off", "write_off", "settled_elsewhere", *DIFFERENCE_ACCOUNTS)
"""Kinds of entries that make less of an open item, and that can be taken back."""


@dataclass(frozen=True, slots=True)
class Application:
    """Use money of a receipt for one item: ``amount`` minor units of the item are settled by money,
    ``difference`` minor units more are given up, for the reason named in DIFFERENCE_ACCOUNTS; with a reason
    and no difference the rest was kept back and stays open.
    ``money``: minor units of the receipt that are used, where a person says so; else by the day's rate."""

    receipt: str
    item: str
    amount: int
    difference: int = 0
    difference_reason: str = ""
    money: int | None = None


def identify(record: Recording, owners: dict[str, str]) -> None:
    """Name the customer (by number) of receipts (by key) whose owner was unknown."""
    balances = receipt_balances(record.company, owners)
    numbers = ids_by_key(Customer, record.company, owners.values(), field="number")
    entries = []
    for key, customer in owners.items():
        receipt = balances[key]
        if receipt.row.customer_id:
            raise NotPossible(f"receipt {key} belongs to customer {receipt.row.customer} already")
        value = core.Side(receipt.left.currency, receipt.left.amount, receipt.left.base)
        booked_on = receipt.row.booking_date
        entries.append(core.identification(f"{record.key}|{key}|owner", key, customer, value, booked_on))
        receipt.row.customer_id = numbers[customer]
    Receipt.objects.bulk_update([balances[key].row for key in owners], ["customer"], batch_size=1000)
    post(record, entries)


def apply(record: Recording, applications: Sequence[Application], rates: Rates) -> None:
    """Settle items with receipts whose owner is known, and give up the differences named.

    Credit notes come first (amount negative): what a payer took off, his money pays for other items.
    """
    receipts = receipt_balances(record.company, {a.receipt for a in applications})
    items = item_balances(record.company, {a.item for a in applications})
    entries: list[Entry] = []
    for application in sorted(applications, key=lambda a: a.amount > 0):
        entries += _application_entries(
            record, application, receipts[application.receipt], items[application.item], rates
        )
    post(record, entries)


def allocation_key(record: Recording, receipt: str, item: str) -> str:
    """The key of the entry by which an operation applies a receipt to an item (keys)."""
    return f"{record.key}|{receipt}>{item}"


def _application_entries(
    record: Recording, application: Application, receipt: ReceiptBalance, item: ItemBalance, rates: Rates
) -> list[Entry]:
    if receipt.row.customer is None:
        raise NotPossible(f"receipt {receipt.key} has no owner yet; identify it first")
    day = max(receipt.since, item.since)
    key = allocation_key(record, receipt.key, item.ref.key)
    used = application.money
    if used is None:
        used = _money_for(application.amount, item, receipt, rates)
    _guard(receipt, used, item, application.amount + application.difference)
    entries = []
    if application.amount < 0:
        receipt.since = day
    if application.amount:
        entries.append(
            core.allocation(
                key,
                receipt.key,
                receipt.row.customer.number,
                receipt.left.take(used),
                item.ref,
                item.left.take(application.amount),
                day,
                record.company.currency,
            )
        )
    if application.difference:
        account = DIFFERENCE_ACCOUNTS[application.difference_reason]
        value = item.left.take(application.difference)
        kind = application.difference_reason
        entries.append(core.difference(f"{key}/difference", account, item.ref, value, day, kind))
    return entries


def _money_for(amount: int, item: ItemBalance, receipt: ReceiptBalance, rates: Rates) -> int:
    """Minor units of the receipt that settle ``amount`` of the item, at the rate of its value date.

    A receipt that is worth just ``amount`` is used up, so that rounding twice leaves no cent.
    """
    source, target = item.left.currency, receipt.left.currency
    if source == target or not amount:
        return amount
    rate = rates(source, target, receipt.row.value_date)
    if convert(receipt.left.amount, target, source, 1 / rate) == amount:
        return receipt.left.amount
    return convert(amount, source, target, rate)


def _guard(receipt: ReceiptBalance, used: int, item: ItemBalance, settled: int) -> None:
    if abs(settled) > abs(item.left.amount) or settled * item.left.amount < 0:
        left = plain(item.left.amount, item.left.currency)
        raise NotPossible(f"item {item.ref.key} has {left} {item.left.currency} open, not more")
    if used > receipt.left.amount or (used and not receipt.left.amount):
        left = plain(receipt.left.amount, receipt.left.currency)
        raise NotPossible(f"receipt {receipt.key} has {left} {receipt.left.currency} left, not more")


def set_off(record: Recording, giver: str, taker: str, amount: int, day: date) -> None:
    """Use ``amount`` (positive) of a credit note or advance for an item of the same currency."""
    items = item_balances(record.company, [giver, taker])
    source, target = items[giver], items[taker]
    if source.left.currency != target.left.currency:
        raise NotPossible("a credit note settles items of its own currency")
    if not 0 < amount <= min(-source.left.amount, target.left.amount):
        raise NotPossible(f"{giver} can give {-source.left.amount}, {taker} can take {target.left.amount}")
    given = -source.left.take(-amount)
    entry = core.set_off(
        f"{record.key}|{giver}>{taker}",
        source.ref,
        given,
        target.ref,
        target.left.take(amount),
        max(day, source.since, target.since),
        record.company.currency,
    )
    post(record, [entry])


def write_off(record: Recording, item: str, amount: int, account: Account, day: date) -> None:
    """Give up ``amount`` of an item: bad debt, discount, deduction granted, rounding."""
    balance = item_balances(record.company, [item])[item]
    if abs(amount) > abs(balance.left.amount) or amount * balance.left.amount <= 0:
        raise NotPossible(f"{item} has {balance.left.amount} minor units open, not {amount}")
    entry = core.difference(
        f"{record.key}|{item}",
        account,
        balance.ref,
        balance.left.take(amount),
        max(day, balance.since),
        "write_off",
    )
    post(record, [entry])


def reverse(record: Recording, keys: Iterable[str], day: date | None = None) -> None:
    """Take settlements back (by key), each with the difference booked beside it; others stay.

    ``day`` defaults to each entry's own booking date, and is never before it.
    """
    wanted = Q()
    for key in keys:
        wanted |= Q(key=key) | Q(key=f"{key}/difference")
    rows = list(
        JournalEntry.objects.filter(wanted, company=record.company, kind__in=SETTLEMENTS, reversed_by=None)
        .order_by("id")
        .select_related("reverses")
        .prefetch_related("lines__customer", "lines__item", "lines__receipt")
    )
    if not rows:
        raise NotPossible("nothing to take back: reversed before, never posted, or no settlement of an item")
    post(record, [reversal(row.value(), max(day or row.booking_date, row.booking_date)) for row in rows])


def allocations_of(receipt: Receipt) -> list[tuple[str, int]]:
    """The allocations of a receipt that stand, newest first: entry key and money used, in minor units."""
    lines = JournalLine.objects.filter(
        receipt=receipt, account="unapplied_cash", entry__kind="allocation", entry__reversed_by=None
    ).order_by("-entry_id")
    return list(lines.values_list("entry__key", "amount"))


def settlements_of(item: OpenItem) -> list[str]:
    """Keys of the entries that settled parts of an item and stand, newest first."""
    lines = JournalLine.objects.filter(
        item=item, account="receivables", entry__kind__in=SETTLEMENTS, entry__reversed_by=None
    ).order_by("-entry_id")
    return list(lines.values_list("entry__key", flat=True))
