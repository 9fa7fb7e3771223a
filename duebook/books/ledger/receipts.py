"""Money that arrives, turns out to be somebody else's, or goes back; within a recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duebook.books.audit.operations import Recording
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.operations import allocations_of, reverse
from duebook.books.ledger.posting import NotPossible, post
from duebook.books.ledger.values import ReceiptBalance, receipt_balances
from duebook.books.rows import copy_rows, reserve_ids
from duebook.core.ledger import Entry
from duebook.core.ledger import postings as core
from duebook.core.money import Rates, convert

RECEIPT_COLUMNS = (
    "id", "company_id", "key", "currency", "amount", "unapplied", "parked", "booking_date", "value_date",
    "payer_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """Money in: ``amount`` minor units, positive; ``key`` unique in the company."""

    key: str
    currency: str
    amount: int
    booking_date: date
    value_date: date
    payer_name: str = ""


def worth(record: Recording, amount: int, currency: str, day: date, rates: Rates) -> core.Side:
    """An amount with its value in company currency at the rate of ``day``."""
    home = record.company.currency
    if currency == home:
        return core.Side(currency, amount, amount)
    return core.Side(currency, amount, convert(amount, currency, home, rates(currency, home, day)))


def receive(record: Recording, arrivals: Sequence[Arrival], rates: Rates) -> dict[str, int]:
    """New receipts, owner not decided; returns the entry row ids by receipt key."""
    rows = dict(zip((a.key for a in arrivals), reserve_ids(Receipt, len(arrivals)), strict=True))
    copy_rows(
        Receipt,
        RECEIPT_COLUMNS,
        (
            (rows[a.key], record.company.pk, a.key, a.currency, a.amount, a.amount, False, a.booking_date,
             a.value_date, a.payer_name)
            for a in arrivals
        ),
    )  # fmt: skip
    entries = [
        core.receipt(
            f"receipt {a.key}",
            a.key,
            worth(record, a.amount, a.currency, a.value_date, rates),
            a.booking_date,
        )
        for a in arrivals
    ]
    ids = post(record, entries, {Receipt: rows})
    return {a.key: ids[entry.key] for a, entry in zip(arrivals, entries, strict=True)}


def park(record: Recording, keys: Sequence[str]) -> None:
    """These receipts are not from customers: they leave the receivables ledger."""
    entries: list[Entry] = []
    balances = receipt_balances(record.company, keys)
    for key in keys:
        receipt = balances[key]
        if receipt.row.customer_id or receipt.row.parked:
            raise NotPossible(f"receipt {key} has an owner or is parked already")
        value = core.Side(receipt.left.currency, receipt.left.amount, receipt.left.base)
        entries.append(core.parking(f"{record.key}|{key}|parked", key, value, receipt.row.booking_date))
        receipt.row.parked = True
    Receipt.objects.bulk_update([balances[key].row for key in keys], ["parked"], batch_size=1000)
    post(record, entries)


def take_back(record: Recording, key: str, entry_key: str, amount: int, day: date) -> int:
    """The bank took ``amount`` (positive) of a receipt back: allocations are undone, newest first, as far as
    needed, which reopens their items. Returns the row id of the posting that moves the bank."""
    receipt = receipt_balances(record.company, [key])[key]
    if undone := _to_undo(receipt, amount):
        reverse(record, undone, day)
        receipt = receipt_balances(record.company, [key])[key]
    if receipt.left.amount < amount:
        raise NotPossible(f"receipt {key} has less than what the bank took back")
    customer = receipt.row.customer.number if receipt.row.customer else ""
    entry = core.returned(entry_key, key, customer, receipt.left.take(amount), day)
    return post(record, [entry])[entry_key]


def _to_undo(receipt: ReceiptBalance, amount: int) -> list[str]:
    """The newest allocations that set ``amount`` free, with the credit notes that had helped."""
    free, undone = receipt.left.amount, []
    for allocation, money in allocations_of(receipt.row):
        if amount <= free <= receipt.row.amount:
            break
        undone.append(allocation)
        free += money
    return undone
