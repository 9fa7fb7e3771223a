"""What can be done to open items and receipts, within a recording; amounts in minor units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duebook.books.audit.operations import Recording
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import JournalEntry, JournalLine, OpenItem, Receipt
from duebook.books.ledger.posting import ids_by_key, post
from duebook.books.ledger.values import ItemBalance, ReceiptBalance, item_balances, receipt_balances
from duebook.core.invoicing import KINDS
from duebook.core.ledger import Account, Entry, reversal
from duebook.core.ledger import postings as core
from duebook.core.money import Rates, convert, plain

DIFFERENCE_ACCOUNTS: dict[str, Account] = {
    "discount": "discounts",
    "deduction": "deductions",
    "bank_fee": "bank_charges",
    "rounding": "rounding",
}


class NotPossible(ValueError):
    """An operation that would break a promise of the ledger; the text says which and what is possible."""


@dataclass(frozen=True, slots=True)
class Application:
    """Use money of a receipt for one item: ``amount`` minor units of the item are settled by money,
    ``difference`` minor units more are given up, for the reason named in DIFFERENCE_ACCOUNTS."""

    receipt: str
    item: str
    amount: int
    difference: int = 0
    difference_reason: str = ""


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
    """Settle items with receipts whose owner is known, and give up the differences named."""
    receipts = receipt_balances(record.company, {a.receipt for a in applications})
    items = item_balances(record.company, {a.item for a in applications})
    entries: list[Entry] = []
    for application in applications:
        entries += _application_entries(
            record, application, receipts[application.receipt], items[application.item], rates
        )
    post(record, entries)


def _application_entries(
    record: Recording, application: Application, receipt: ReceiptBalance, item: ItemBalance, rates: Rates
) -> list[Entry]:
    if receipt.row.customer is None:
        raise NotPossible(f"receipt {receipt.key} has no owner yet; identify it first")
    day = max(receipt.row.value_date, item.row.issue_date)
    key = f"{record.key}|{receipt.key}>{item.ref.key}"
    entries = []
    if application.amount:
        used = application.amount
        if receipt.left.currency != item.left.currency:
            rate = rates(item.left.currency, receipt.left.currency, receipt.row.value_date)
            used = convert(application.amount, item.left.currency, receipt.left.currency, rate)
        _guard(receipt, used, item, application.amount + application.difference)
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


def _guard(receipt: ReceiptBalance, used: int, item: ItemBalance, settled: int) -> None:
    if abs(settled) > abs(item.left.amount) or settled * item.left.amount < 0:
        left = plain(item.left.amount, item.left.currency)
        raise NotPossible(f"item {item.ref.key} has {left} {item.left.currency} open, not more")
    if used > receipt.left.amount:
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
    given = source.left.take(-amount)
    entry = core.set_off(
        f"{record.key}|{giver}>{taker}",
        source.ref,
        core.Side(given.currency, -given.amount, -given.base),
        target.ref,
        target.left.take(amount),
        day,
        record.company.currency,
    )
    post(record, [entry])


def write_off(record: Recording, item: str, amount: int, account: Account, day: date) -> None:
    """Give up ``amount`` of an item: bad debt, discount, deduction granted, rounding."""
    balance = item_balances(record.company, [item])[item]
    if abs(amount) > abs(balance.left.amount) or amount * balance.left.amount <= 0:
        raise NotPossible(f"{item} has {balance.left.amount} minor units open, not {amount}")
    entry = core.difference(
        f"{record.key}|{item}", account, balance.ref, balance.left.take(amount), day, "write_off"
    )
    post(record, [entry])


def reverse(record: Recording, keys: Iterable[str], day: date | None = None) -> None:
    """Take entries back (by key), each with the difference booked beside it; other allocations stay.

    ``day`` defaults to each entry's own booking date.
    """
    wanted = Q()
    for key in keys:
        wanted |= Q(key=key) | Q(key=f"{key}/difference")
    rows = list(
        JournalEntry.objects.filter(wanted, company=record.company, reversed_by=None)
        .order_by("id")
        .select_related("reverses")
        .prefetch_related("lines__customer", "lines__item", "lines__receipt")
    )
    if not rows:
        raise NotPossible("nothing to take back: reversed before, or never posted")
    post(record, [reversal(row.value(), day or row.booking_date) for row in rows])


def allocations_of(receipt: Receipt) -> list[str]:
    """Keys of the allocation entries of a receipt that stand, oldest first."""
    lines = JournalLine.objects.filter(
        receipt=receipt, entry__kind="allocation", entry__reversed_by=None
    ).order_by("entry_id")
    return list(lines.values_list("entry__key", flat=True).distinct())


def settlements_of(item: OpenItem) -> list[str]:
    """Keys of the entries that settled parts of an item and stand, newest first."""
    lines = (
        JournalLine.objects.filter(item=item, account="receivables", entry__reversed_by=None)
        .exclude(entry__kind__in=[*KINDS, "correction", "reversal"])
        .order_by("-entry_id")
    )
    return list(lines.values_list("entry__key", flat=True))
