"""One customer's story: invoices, money and messages in one line of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from duebook.books.customers.models import Customer
from duebook.books.ledger.lists import items_issued, receipts_as_of
from duebook.books.messaging.queries import messages_of
from duebook.desk.access import Desk, end_of
from duebook.desk.words import word

EVENTS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened with a customer; ``kind`` is the name of its mark and colour."""

    day: date
    kind: str
    title: str
    detail: str = ""
    amount: int | None = None
    currency: str = ""
    address: str = ""


def timeline(desk: Desk, customer: Customer) -> list[Happening]:
    """The latest things that happened up to the desk's day, newest first."""
    everything = [*_invoices(desk, customer), *_receipts(desk, customer), *_messages(desk, customer)]
    return sorted(everything, key=lambda event: event.day, reverse=True)[:EVENTS_SHOWN]


def _invoices(desk: Desk, customer: Customer) -> Iterator[Happening]:
    for item in items_issued(desk.company, desk.as_of).filter(customer=customer)[:EVENTS_SHOWN]:
        title = f"{word(item.kind, 'item')} {item.number}"
        yield Happening(item.issue_date, "invoice", title, item.po_number, item.amount, item.currency)


def _receipts(desk: Desk, customer: Customer) -> Iterator[Happening]:
    for row in receipts_as_of(desk.company, desk.as_of).filter(customer=customer)[:EVENTS_SHOWN]:
        address = _address(desk, "receipt", row.pk)
        title = _("Money received")
        yield Happening(row.booking_date, "receipt", title, row.payer_name, row.amount, row.currency, address)


def _messages(desk: Desk, customer: Customer) -> Iterator[Happening]:
    for row in messages_of(desk.company, end_of(desk)).filter(customer=customer)[:EVENTS_SHOWN]:
        day = timezone.localdate(row.written_at)
        detail = word(row.state, "message")
        yield Happening(day, "message", row.subject, detail, address=_address(desk, "message", row.pk))


def _address(desk: Desk, page: str, *args: Any) -> str:
    address = reverse(page, args=[desk.company.code, *args])
    return f"{address}?as_of={desk.as_of}" if desk.chosen else address
