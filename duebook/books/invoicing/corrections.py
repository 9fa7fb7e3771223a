"""An invoice that is in the books already comes again, with something changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import seal
from duebook.books.ledger.models import OpenItem, OpenItemChange
from duebook.books.ledger.operations import reverse, settlements_of
from duebook.books.ledger.posting import post
from duebook.books.ledger.receipts import worth
from duebook.books.ledger.values import ItemBalance, item_balances
from duebook.core.invoicing import Invoice
from duebook.core.ledger import postings as core
from duebook.core.money import Money, Rates

TERMS = ("issue_date", "due_date", "po_number", "terms", "company_code")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is needed to compare an item of the books with the invoice that came for it."""

    record: Recording
    item: OpenItem
    invoice: Invoice
    rates: Rates
    as_of: date


def correct(c: Correction) -> str | bool:
    """Make the books say what the invoice says now. True: changed; False: it said the same; text: refused."""
    same = (c.item.currency, c.item.kind) == (c.invoice.currency, c.invoice.kind)
    if not same or c.item.amount * c.invoice.amount < 0:
        return (
            f"invoice {c.invoice.invoice_number} is in the books as {c.item.kind} of "
            f"{Money(c.item.amount, c.item.currency)}; a document that changes kind, currency or sign "
            "is cancelled by a credit note and issued anew"
        )
    steps: tuple[Callable[[Correction], bool], ...] = (_terms, _amount, _dispute, _settlement)
    return sum(step(c) for step in steps) > 0


def _terms(c: Correction) -> bool:
    changed = [
        name
        for name in TERMS
        if getattr(c.invoice, name) not in ("", getattr(c.item, name))
        and _change(c, name, getattr(c.invoice, name))
    ]
    return bool(changed)


def _amount(c: Correction) -> bool:
    """A different amount is posted as a correcting entry; money that has no room any more is set free."""
    moved = c.invoice.amount - c.item.amount
    if not moved:
        return False
    grows = abs(c.invoice.amount) > abs(c.item.amount)
    if grows:
        _change(c, "amount", c.invoice.amount)
        value = worth(c.record, moved, c.item.currency, c.invoice.issue_date, c.rates)
    else:
        _make_room(c, moved)
        value = -_balance(c).left.take(-moved)
    balance = _balance(c)
    key = f"{c.record.key}|correction {c.item.key}"
    day = max(c.as_of, balance.since)
    post(c.record, [core.invoice(key, balance.ref, value, day, "correction")])
    if not grows:
        _change(c, "amount", c.invoice.amount)
    c.item.refresh_from_db()
    return True


def _make_room(c: Correction, moved: int) -> None:
    while abs(c.item.open_amount) < abs(moved) and (settlements := settlements_of(c.item)):
        reverse(c.record, settlements[:1], c.as_of)
        c.item.refresh_from_db()


def _dispute(c: Correction) -> bool:
    disputed = c.item.open_amount if c.invoice.disputed else 0
    if bool(disputed) == bool(c.item.disputed_amount):
        return False
    return _change(c, "disputed_amount", disputed)


def _settlement(c: Correction) -> bool:
    """The accounting system closed more than we did: follow. It shows more open: we know better."""
    closed = c.item.open_amount - c.invoice.open_amount
    if closed * c.item.amount <= 0:
        return False
    balance = _balance(c)
    day = max(c.invoice.settled_date or c.as_of, balance.since)
    key = f"{c.record.key}|settled {c.item.key}"
    post(c.record, [core.settled_elsewhere(key, balance.ref, balance.left.take(closed), day)])
    return True


def _balance(c: Correction) -> ItemBalance:
    return item_balances(c.record.company, [c.item.key])[c.item.key]


def _change(c: Correction, name: str, new: object) -> bool:
    change = OpenItemChange(
        item=c.item, field=name, old=str(getattr(c.item, name)), new=str(new), recorded_at=c.record.now
    )
    seal(c.record, [change])
    change.save()
    setattr(c.item, name, new)
    c.item.save(update_fields=[name])
    return True
