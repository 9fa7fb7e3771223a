"""Letters that wait are taken back when they are not true any more, or when a newer letter says it all."""

from collections.abc import Collection
from datetime import datetime

from duebook.books.companies.models import Company
from duebook.books.dunning.models import Reminder
from duebook.books.dunning.operations import cancel_reminder
from duebook.books.dunning.queries import reminder_of, shown_now, waiting_reminders
from duebook.books.messaging.models import Message
from duebook.books.messaging.operations import in_hand, waiting_messages


def withdraw_untrue(company: Company, actor: str, now: datetime) -> int:
    """Take back every waiting letter that shows another balance than the books; how many."""
    withdrawn = 0
    for message_id in _seem_untrue(company):
        with in_hand(message_id) as message:
            withdrawn += message is not None and withdraw_if_untrue(message, actor, now)
    return withdrawn


def _seem_untrue(company: Company) -> list[int]:
    """All that waits at a glance, since mostly all is true; what seems not to be is read again in hand."""
    waiting = waiting_reminders(company)
    balances = shown_now(company, waiting)
    return [
        reminder.message_id
        for reminder, balance in zip(waiting, balances, strict=True)
        if reminder.message_id and _difference(reminder.shown, balance)
    ]


def withdraw_outdated(company: Company, customers: Collection[str], actor: str, now: datetime) -> int:
    """Take back the waiting reminders to customers (by number) who are written to anew; how many."""
    withdrawn = 0
    for message_id in waiting_messages(company, customers):
        with in_hand(message_id) as message:
            reminder = message and _unsent(message)
            if reminder:
                cancel_reminder(reminder, "a newer letter takes its place", actor, now)
                withdrawn += 1
    return withdrawn


def withdraw_if_untrue(message: Message, actor: str, now: datetime) -> bool:
    """Read the customer's balance again, and take a message in hand back if it shows another one."""
    reminder = _unsent(message)
    changed = _difference(reminder.shown, *shown_now(message.company, [reminder])) if reminder else ""
    if reminder and changed:
        cancel_reminder(reminder, changed, actor, now)
    return bool(changed)


def _unsent(message: Message) -> Reminder | None:
    """The reminder of a message that never went out; one that is sent again stays as it was."""
    return None if message.deliveries.filter(outcome="sent").exists() else reminder_of(message)


def _difference(written: dict[str, int], now: dict[str, int]) -> str:
    """What changed since the letter was written, new credits too; "" when it is still true."""
    credited = {key for key, amount in now.items() if amount < 0} - written.keys()
    changed = [key for key, amount in written.items() if now.get(key, 0) != amount]
    keys = ", ".join([*changed, *sorted(credited)])
    return f"changed since it was written: {keys}" if keys else ""
