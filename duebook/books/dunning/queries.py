"""What the dunning run needs from the books, as its own values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.deductions.queries import held_back
from duebook.books.dunning.models import Hold, Reminder, ReminderItem
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.queries import open_items, waiting_receipts
from duebook.books.messaging.models import Message, MessageState
from duebook.books.rows import ROWS_AT_ONCE
from duebook.core.dunning import DunningItem, Mark


def dunning_items(company: Company, customers: Iterable[str] | None = None) -> list[DunningItem]:
    """Open items and unapplied cash of all customers, or of those numbered."""
    items, receipts = open_items(company), waiting_receipts(company).exclude(customer=None)
    if customers is not None:
        wanted = list(customers)
        items = items.filter(customer__number__in=wanted)
        receipts = receipts.filter(customer__number__in=wanted)
    silences = _silences(company)
    claimed = held_back(company)
    rows = items.values_list("pk", *ITEM_COLUMNS).iterator(ROWS_AT_ONCE)
    found = [_item(row, cells, silences, claimed.get(row, 0)) for row, *cells in rows]
    return found + [_cash(row) for row in receipts]


Silences = dict[tuple[str, int | str], date]


def _silences(company: Company) -> Silences:
    """Last days by kind (hold, promise) and item (row id) or, for all that he owes, customer (number)."""
    holds = Hold.objects.filter(company=company).order_by("until")
    rows = holds.values_list("kind", "item_id", "customer__number", "until")
    return {(kind, item or customer): until for kind, item, customer, until in rows}


ITEM_COLUMNS = (
    "key", "customer__number", "number", "currency", "open_amount", "amount", "issue_date", "due_date",
    "disputed_amount", "kind",
)  # fmt: skip


def _item(row: int, cells: list[Any], silences: Silences, claimed: int) -> DunningItem:
    """Columns, not rows: there may be a million of them. ``claimed``: what a payer kept back and nobody has
    rejected; it is not asked for, nor is what our accounting system calls disputed, whichever is more."""
    *first, disputed, kind = cells
    promises = (silences.get(("promise", whose)) for whose in (row, cells[1]))
    promised_until = max(filter(None, promises), default=None)
    disputed = max(disputed, claimed)
    return DunningItem(*(*first, disputed, promised_until, silences.get(("hold", row)), kind))


def _cash(row: Receipt) -> DunningItem:
    return DunningItem(
        key=row.key,
        customer_id=row.customer.number if row.customer else "",
        number="",
        currency=row.currency,
        open_amount=-row.unapplied,
        amount=-row.amount,
        issue_date=row.value_date,
        due_date=row.value_date,
        kind="unapplied_cash",
    )


def marks(company: Company) -> set[Mark]:
    """The steps that are over and done with, by item."""
    done = ReminderItem.objects.filter(reminder__company=company, cancelled=False)
    return set(done.values_list("item__key", "step"))


def silent_customers(company: Company) -> dict[str, date]:
    """Customer number to the last day of silence."""
    holds = Hold.objects.filter(company=company, item=None, kind="hold").order_by("until")
    return dict(holds.values_list("customer__number", "until"))


def reminder_of(message: Message) -> Reminder | None:
    """The reminder a message belongs to, with its customer; None for other messages."""
    return Reminder.objects.filter(message=message).select_related("customer", "company").first()


def waiting_reminders(company: Company) -> list[Reminder]:
    """Reminders whose letters wait to be sent, with their customers, in the order written."""
    waiting = Reminder.objects.filter(company=company, message__state=MessageState.WAITING)
    return list(waiting.select_related("customer").order_by("message_id"))


def shown_now(company: Company, reminders: Sequence[Reminder]) -> list[dict[str, int]]:
    """For each reminder: open amounts without disputed parts, by key, of all that its customer may be asked
    for now, in the currencies that it asks for."""
    silent = silent_customers(company)
    accounts: dict[str, list[DunningItem]] = defaultdict(list)
    for item in dunning_items(company, {reminder.customer.number for reminder in reminders}):
        accounts[item.customer_id].append(item)
    return [
        {}
        if silent.get(reminder.customer.number, date.min) >= reminder.as_of
        else _may_be_asked_for(accounts[reminder.customer.number], reminder)
        for reminder in reminders
    ]


def _may_be_asked_for(account: Sequence[DunningItem], reminder: Reminder) -> dict[str, int]:
    currencies = {item.currency for item in account if item.key in reminder.shown}
    return {
        item.key: item.open_amount - item.disputed_amount
        for item in account
        if item.currency in currencies
        and max(item.hold_until or date.min, item.promised_until or date.min) < reminder.as_of
    }


def tasks_of(company: Company, as_of: date) -> QuerySet[Reminder]:
    """Reminders that a person carries out (a call, an address to find) and has not done yet, oldest first."""
    return (
        Reminder.objects.filter(
            company=company, as_of__lte=as_of, message=None, done_at=None, cancelled=False
        )
        .exclude(action="message")
        .select_related("customer")
        .order_by("as_of", "id")
    )


def holds_of(customer: Customer, as_of: date) -> QuerySet[Hold]:
    """Holds and promises of a customer that were still running on a day."""
    return Hold.objects.filter(customer=customer, until__gte=as_of).select_related("item").order_by("until")
