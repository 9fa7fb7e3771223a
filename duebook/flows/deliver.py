"""What waits in the outbox goes out, once, if it is still true."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from duebook.books.companies.models import Company
from duebook.books.dunning.operations import cancel_reminder
from duebook.books.dunning.queries import reminder_of, shown_now
from duebook.books.messaging.operations import (
    claimed,
    find_abandoned,
    record_outcome,
    waiting_messages,
)
from duebook.connectors.channel.smtp import Mail, Outcome


class Channel(Protocol):
    """What carries a mail: SmtpChannel, or a fake of it in tests."""

    def send(self, mail: Mail) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a run did, in numbers of messages."""

    sent: int = 0
    cancelled: int = 0
    refused: int = 0
    not_sent: int = 0
    unknown: int = 0


def deliver(company: Company, channel: Channel, actor: str, now: datetime) -> Delivered:
    """Send every waiting message in turn. Several may run at once: each message has one sender."""
    outcomes: Counter[str] = Counter(unknown=find_abandoned(company, now))
    for message_id in waiting_messages(company):
        outcomes[_deliver(message_id, channel, actor, now)] += 1
        if outcomes["not_sent"]:
            break
    outcomes.pop("skipped", None)
    return Delivered(**outcomes)


def _deliver(message_id: int, channel: Channel, actor: str, now: datetime) -> str:
    with claimed(message_id, now) as claim:
        if claim is None:
            return "skipped"
        message, delivery = claim
        reminder = reminder_of(message)
        if reminder and (changed := _no_longer_true(reminder.shown, shown_now(reminder))):
            record_outcome(message, delivery, "not_sent", changed, now)
            cancel_reminder(reminder, changed, actor, now)
            return "cancelled"
        mail = Mail(
            message_id=message.message_id,
            date=now,
            sender=message.sender,
            recipient=message.recipient,
            subject=message.subject,
            text=message.text,
            html=message.html,
            sender_name=message.company.name,
            recipient_name=message.customer.name,
        )
        outcome = channel.send(mail)
        record_outcome(message, delivery, outcome.state, outcome.text, now)
        return outcome.state


def _no_longer_true(written: dict[str, int], now: dict[str, int]) -> str:
    """What changed since the letter was written, new credits too; "" when it is still true."""
    paid = {key for key, amount in now.items() if amount < 0} - written.keys()
    changed = [key for key, amount in written.items() if now.get(key, 0) != amount]
    return f"changed since it was written: {', '.join([*changed, *sorted(paid)])}" if changed or paid else ""
