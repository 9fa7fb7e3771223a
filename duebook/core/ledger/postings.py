"""Which lines each business event has: one function per event, amounts in minor units.

``home`` is the company's own currency.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duebook.core.ledger.accounts import Account
from duebook.core.ledger.entries import Entry, Line
from duebook.core.money import round_half_up


@dataclass(frozen=True, slots=True)
class Side:
    """An amount of one currency with its value in company currency, minor units both."""

    currency: str
    amount: int
    base: int

    def __neg__(self) -> "Side":
        return Side(self.currency, -self.amount, -self.base)


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An open item by business key, with the customer who owes it."""

    key: str
    customer: str


def invoice(key: str, item: ItemRef, value: Side, booking_date: date, kind: str = "invoice") -> Entry:
    """An invoice (positive), credit note or advance (negative) enters the books; also a later correction."""
    return _against("invoiced", key, kind, item, value, booking_date)


def settled_elsewhere(key: str, item: ItemRef, value: Side, booking_date: date) -> Entry:
    """``value`` of the item was settled in the accounting system, not by a receipt of ours."""
    return _against("settled_elsewhere", key, "settled_elsewhere", item, -value, booking_date)


def difference(
    key: str, account: Account, item: ItemRef, value: Side, booking_date: date, kind: str
) -> Entry:
    """``value`` of the item is given up: discount, deduction granted, bank charge, rounding, bad debt."""
    return _against(account, key, kind, item, -value, booking_date)


def receipt(key: str, receipt_key: str, value: Side, booking_date: date) -> Entry:
    """Money arrived; its owner is not decided yet."""
    return Entry(
        key,
        "receipt",
        booking_date,
        (
            Line("bank", value.currency, value.amount, value.base),
            Line("unidentified_receipts", value.currency, -value.amount, -value.base, receipt=receipt_key),
        ),
    )


def bank_movement(key: str, account: Account, value: Side, booking_date: date) -> Entry:
    """Any other bank movement (positive: money in), against the account it belongs to."""
    return Entry(
        key,
        "bank_movement",
        booking_date,
        (
            Line("bank", value.currency, value.amount, value.base),
            Line(account, value.currency, -value.amount, -value.base),
        ),
    )


def identification(key: str, receipt_key: str, customer: str, value: Side, booking_date: date) -> Entry:
    """A receipt's owner becomes known: from unidentified to the customer's unapplied cash."""
    return Entry(
        key,
        "identification",
        booking_date,
        (
            Line("unidentified_receipts", value.currency, value.amount, value.base, receipt=receipt_key),
            Line(
                "unapplied_cash",
                value.currency,
                -value.amount,
                -value.base,
                customer=customer,
                receipt=receipt_key,
            ),
        ),
    )


def parking(key: str, receipt_key: str, value: Side, booking_date: date) -> Entry:
    """A receipt turns out not to come from a customer: it leaves the receivables ledger."""
    return Entry(
        key,
        "parking",
        booking_date,
        (
            Line("unidentified_receipts", value.currency, value.amount, value.base, receipt=receipt_key),
            Line("other_bank_movements", value.currency, -value.amount, -value.base),
        ),
    )


def returned(key: str, receipt_key: str, customer: str, value: Side, booking_date: date) -> Entry:
    """The bank took a receipt back (returned direct debit): its unapplied money leaves again.

    The allocations are reversed first, which reopens the items.
    """
    source: Account = "unapplied_cash" if customer else "unidentified_receipts"
    return Entry(
        key,
        "return",
        booking_date,
        (
            Line(source, value.currency, value.amount, value.base, customer=customer, receipt=receipt_key),
            Line("bank", value.currency, -value.amount, -value.base),
        ),
    )


def allocation(
    key: str,
    receipt_key: str,
    payer: str,
    money: Side,
    item: ItemRef,
    settled: Side,
    booking_date: date,
    home: str,
) -> Entry:
    """``money`` of a receipt (owned by ``payer``) settles ``settled`` of an open item.

    In one currency both have the same amount. With two, the amounts meet on exchange_clearing, and what the
    rate moved since the invoice was booked is realised here as exchange difference (IAS 21.28).
    """
    lines = [
        Line("unapplied_cash", money.currency, money.amount, money.base, customer=payer, receipt=receipt_key),
        Line("receivables", settled.currency, -settled.amount, -settled.base, item.customer, item.key),
    ]
    return Entry(key, "allocation", booking_date, tuple(lines + _exchange(money, settled, home)))


def set_off(
    key: str,
    giver: ItemRef,
    given: Side,
    taker: ItemRef,
    taken: Side,
    booking_date: date,
    home: str,
) -> Entry:
    """A credit note or advance (``giver``) settles part of an invoice (``taker``); amounts positive."""
    lines = [
        Line("receivables", given.currency, given.amount, given.base, giver.customer, giver.key),
        Line("receivables", taken.currency, -taken.amount, -taken.base, taker.customer, taker.key),
    ]
    return Entry(key, "set_off", booking_date, tuple(lines + _exchange(given, taken, home)))


def _exchange(source: Side, target: Side, home: str) -> list[Line]:
    """Lines that balance ``source`` (debited) against ``target`` (credited), per currency and in value.

    Each side is cleared against company currency, so that the clearing account is worth nil after every entry
    and the gain or loss stands in company currency.
    """
    if source.currency == target.currency and source.amount != target.amount:
        raise ValueError("money and settled amount of one currency differ; book the difference by itself")
    cleared: dict[str, tuple[int, int]] = {}
    for currency, amount, base in (
        (source.currency, -source.amount, -source.base),
        (home, source.base, source.base),
        (home, -target.base, -target.base),
        (target.currency, target.amount, target.base),
    ):
        before = cleared.get(currency, (0, 0))
        cleared[currency] = before[0] + amount, before[1] + base
    lines = [
        Line("exchange_clearing", c, amount, base) for c, (amount, base) in cleared.items() if amount or base
    ]
    gain = source.base - target.base
    return [*lines, Line("exchange_difference", home, -gain, -gain)] if gain else lines


def share(open_amount: int, open_base: int, part: int) -> int:
    """Value of ``part`` of an open amount in company currency; the last part takes all that is left."""
    if part == open_amount or not open_amount:
        return open_base
    return round_half_up(Decimal(open_base) * part / open_amount)


def _against(account: Account, key: str, kind: str, item: ItemRef, value: Side, booking_date: date) -> Entry:
    lines = (
        Line("receivables", value.currency, value.amount, value.base, item.customer, item.key),
        Line(account, value.currency, -value.amount, -value.base),
    )
    return Entry(key, kind, booking_date, lines)
