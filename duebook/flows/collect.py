"""Everyone who owes is asked, at the right time, once; what a person must do becomes work."""

from dataclasses import dataclass
from datetime import date, datetime

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.customers.queries import customers_by_number
from duebook.books.dunning import queries
from duebook.books.dunning.operations import Decided, keep_reminders
from duebook.books.rows import in_parts
from duebook.core.customers import Customer
from duebook.core.dunning import DEFAULT_POLICY, DunningItem, Reminder, due_reminders
from duebook.core.dunning.wording import Sender, write
from duebook.flows.withdraw import withdraw_outdated, withdraw_untrue

BATCH = 1_000
"""So many letters are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run decided: letters written, pieces of work for people, waiting letters taken back."""

    letters: int = 0
    for_people: int = 0
    withdrawn: int = 0


def collect(company: Company, as_of: date, actor: str, now: datetime) -> Asked:
    """Decide who is reminded on ``as_of``; letters go to the outbox. Again the same day: nothing."""
    with deciding(company) as last_event:
        withdrawn = withdraw_untrue(company, actor, now)
        items = queries.dunning_items(company)
        customers = customers_by_number(company, {item.customer_id for item in items})
        reminders = _reminders(company, items, customers, as_of)
        if outdated := withdraw_outdated(company, _written_to(reminders), actor, now):
            reminders = _reminders(company, items, customers, as_of)
        withdrawn += outdated
        if not reminders:
            return Asked(withdrawn=withdrawn)
        letters = len(_written_to(reminders))
        with recording(company, "collect", f"collect {as_of} after {last_event}", actor, now) as record:
            for part in in_parts(reminders, BATCH):
                keep_reminders(record, [_decided(company, r, customers, as_of) for r in part])
            record.facts.update(reminders=len(reminders), letters=letters)
    return Asked(letters, len(reminders) - letters, withdrawn)


def _written_to(reminders: list[Reminder]) -> set[str]:
    return {reminder.customer_id for reminder in reminders if reminder.action == "message"}


def _reminders(
    company: Company, items: list[DunningItem], customers: dict[str, Customer], as_of: date
) -> list[Reminder]:
    return due_reminders(
        items,
        queries.marks(company),
        queries.silent_customers(company),
        DEFAULT_POLICY,
        as_of,
        unreachable={number for number, customer in customers.items() if not customer.email},
    )


def _decided(company: Company, reminder: Reminder, customers: dict[str, Customer], as_of: date) -> Decided:
    if reminder.action != "message":
        return Decided(reminder)
    customer = customers[reminder.customer_id]
    sender = Sender(company.name, language=company.language, iban=company.iban)
    return Decided(reminder, write(reminder, sender, customer, as_of), customer.email)
