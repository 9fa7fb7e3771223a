"""Everyone who owes is asked, at the right time, once; what a person must do becomes work."""

from dataclasses import dataclass
from datetime import date, datetime

from duebook.books.audit.operations import recording, seal_of
from duebook.books.companies.models import Company
from duebook.books.customers.queries import customers_by_number
from duebook.books.dunning import queries
from duebook.books.dunning.operations import Decided, keep_reminders
from duebook.core.customers import Customer
from duebook.core.dunning import DEFAULT_POLICY, Reminder, due_reminders
from duebook.core.dunning.wording import Sender, write


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run decided: letters written, and pieces of work for people."""

    letters: int
    for_people: int


def collect(company: Company, as_of: date, actor: str, now: datetime) -> Asked:
    """Decide who is reminded on ``as_of``; letters go to the outbox. Again the same day: nothing."""
    items = queries.dunning_items(company)
    customers = customers_by_number(company, {item.customer_id for item in items})
    reminders = due_reminders(
        items,
        queries.marks(company),
        queries.silent_customers(company),
        DEFAULT_POLICY,
        as_of,
        unreachable={number for number, customer in customers.items() if not customer.email},
    )
    if not reminders:
        return Asked(0, 0)
    decided = [_decided(company, reminder, customers, as_of) for reminder in reminders]
    key = f"collect {as_of} {seal_of([repr(reminder.done) for reminder in reminders])}"
    with recording(company, "collect", key, actor, now) as record:
        keep_reminders(record, decided)
    letters = sum(d.letter is not None for d in decided)
    return Asked(letters, len(decided) - letters)


def _decided(company: Company, reminder: Reminder, customers: dict[str, Customer], as_of: date) -> Decided:
    if reminder.action != "message":
        return Decided(reminder)
    customer = customers[reminder.customer_id]
    sender = Sender(company.name, language=company.language, iban=company.iban)
    return Decided(reminder, write(reminder, sender, customer, as_of), customer.email)
