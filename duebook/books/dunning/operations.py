"""Reminders into the books, each with its message in the outbox; out again when no longer true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from duebook.books.audit.operations import Recording, recording
from duebook.books.audit.sealing import seal
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.dunning.models import Reminder, ReminderItem
from duebook.books.ledger.models import OpenItem
from duebook.books.ledger.posting import ids_by_key
from duebook.books.messaging.models import Message, MessageState
from duebook.core import dunning as core
from duebook.core.dunning.wording import Message as Letter


@dataclass(frozen=True, slots=True)
class Decided:
    """A reminder of the dunning run, with its letter and recipient when it is one to send."""

    reminder: core.Reminder
    letter: Letter | None = None
    recipient: str = ""


def keep_reminders(record: Recording, decided: Sequence[Decided]) -> None:
    """Remember what was decided; letters go to the outbox in the same transaction."""
    company = record.company
    customers = ids_by_key(Customer, company, (d.reminder.customer_id for d in decided), field="number")
    messages = [_message(record, d, customers[d.reminder.customer_id]) for d in decided if d.letter]
    seal(record, messages)
    Message.objects.bulk_create(messages, batch_size=1000)
    letters = iter(messages)
    rows = [
        Reminder(
            company=company,
            event_id=record.event_id,
            customer_id=customers[d.reminder.customer_id],
            message=next(letters) if d.letter else None,
            as_of=d.reminder.as_of,
            step=d.reminder.tone if d.letter else d.reminder.action,
            action=d.reminder.action,
            policy=d.reminder.policy_version,
            shown=shown(d.reminder),
        )
        for d in decided
    ]
    Reminder.objects.bulk_create(rows, batch_size=1000)
    _keep_items(company, decided, rows)
    record.facts.update(reminders=len(rows), letters=len(messages))


def shown(reminder: core.Reminder) -> dict[str, int]:
    """Open amounts, without disputed parts, by key of everything that the reminder mentions."""
    lines = {line.item.key: line.owed for line in reminder.lines}
    return lines | {item.key: item.open_amount - item.disputed_amount for item in reminder.set_off}


def _message(record: Recording, decided: Decided, customer: int) -> Message:
    reminder, letter = decided.reminder, decided.letter
    assert letter is not None
    key = f"reminder {reminder.customer_id} {reminder.as_of} {record.key[-16:]}"
    domain = record.company.email.rpartition("@")[2] or "duebook.invalid"
    return Message(
        company=record.company,
        customer_id=customer,
        key=key,
        sender=record.company.email,
        recipient=decided.recipient,
        language=letter.language,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=f"<{key.replace(' ', '.')}@{domain}>",
        written_at=record.now,
    )


def _keep_items(company: Company, decided: Sequence[Decided], rows: Sequence[Reminder]) -> None:
    keys = (line.item.key for d in decided for line in d.reminder.lines)
    items = ids_by_key(OpenItem, company, keys)
    kept = []
    for d, row in zip(decided, rows, strict=True):
        for line in d.reminder.lines:
            steps = [(line.step.name, False)] if line.step else []
            for step, superseded in (*steps, *((name, True) for name in line.superseded)):
                kept.append(
                    ReminderItem(
                        reminder=row,
                        item_id=items[line.item.key],
                        step=step,
                        open_amount=line.item.open_amount,
                        superseded=superseded,
                    )
                )
    ReminderItem.objects.bulk_create(kept, batch_size=5000)


def cancel_reminder(reminder: Reminder, why: str, actor: str, now: datetime) -> None:
    """The letter is not true any more: it is not sent, and its steps count as not done."""
    message = reminder.message
    assert message is not None
    with recording(reminder.company, "cancel reminder", f"cancel {message.key}", actor, now) as record:
        record.facts.update(message=message.key, why=why)
        message.state = MessageState.CANCELLED
        message.save(update_fields=["state"])
        reminder.cancelled = True
        reminder.save(update_fields=["cancelled"])
        reminder.items.update(cancelled=True)
