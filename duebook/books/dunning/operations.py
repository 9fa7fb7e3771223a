"""Reminders into the books, each with its message in the outbox; out again when no longer true."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from duebook.books.audit.operations import AlreadyDone, Recording, recording
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.dunning.models import Reminder, ReminderItem
from duebook.books.ledger.models import OpenItem
from duebook.books.ledger.posting import ids_by_key
from duebook.books.messaging.models import Message, MessageState
from duebook.books.rows import copy_rows
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


def shown(reminder: core.Reminder) -> dict[str, int]:
    """Open amounts, without disputed parts, by key of everything that the reminder mentions."""
    lines = {line.item.key: line.owed for line in reminder.lines}
    return lines | {item.key: item.open_amount - item.disputed_amount for item in reminder.set_off}


def _message(record: Recording, decided: Decided, customer: int) -> Message:
    reminder, letter = decided.reminder, decided.letter
    assert letter is not None
    key = f"reminder {reminder.customer_id} {reminder.as_of} {content_digest([record.key])[:8]}"
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
    """The steps that are over now: done by the reminder, missed before it, or made needless by it."""
    both = [(d.reminder, row) for d, row in zip(decided, rows, strict=True)]
    marks = [(row, mark, False) for reminder, row in both for mark in reminder.done]
    marks += [(row, mark, True) for reminder, row in both for mark in reminder.superseded]
    found = OpenItem.objects.filter(company=company, key__in={key for _, (key, _), _ in marks})
    items = {key: rest for key, *rest in found.values_list("key", "pk", "open_amount")}
    columns = ("reminder_id", "step", "superseded", "cancelled", "item_id", "open_amount")
    copy_rows(
        ReminderItem,
        columns,
        ((row.pk, step, superseded, False, *items[key]) for row, (key, step), superseded in marks),
    )


def cancel_reminder(reminder: Reminder, why: str, actor: str, now: datetime) -> None:
    """The letter is not sent, and its steps count as not done. Again, by whomever: nothing."""
    message = reminder.message
    assert message is not None
    with (
        suppress(AlreadyDone),
        recording(reminder.company, "cancel reminder", f"cancel {message.key}", actor, now) as record,
    ):
        record.facts.update(message=message.key, why=why)
        message.state = MessageState.CANCELLED
        message.save(update_fields=["state"])
        reminder.cancelled = True
        reminder.save(update_fields=["cancelled"])
        reminder.items.update(cancelled=True)
