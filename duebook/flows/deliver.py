"""What waits in the outbox goes out, once, if it is still true."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from duebook.books.companies.models import Company
from duebook.books.messaging.models import Message
from duebook.books.messaging.operations import (
    claim,
    find_abandoned,
    in_hand,
    record_outcome,
    waiting_messages,
)
from duebook.connectors.channel.smtp import Mail, Outcome
from duebook.flows.withdraw import withdraw_if_untrue

NO_SERVICE = {0, 421}
"""Codes of a server that does not answer or is closing (RFC 5321 4.2.3): another letter fares no better."""


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
        state, code = _deliver(message_id, channel, actor, now)
        outcomes[state] += 1
        if state == "not_sent" and code in NO_SERVICE:
            break
    outcomes.pop("skipped", None)
    return Delivered(**outcomes)


def _deliver(message_id: int, channel: Channel, actor: str, now: datetime) -> tuple[str, int]:
    with in_hand(message_id) as message:
        if message is None:
            return "skipped", 0
        if withdraw_if_untrue(message, actor, now):
            return "cancelled", 0
        delivery = claim(message, now)
        if delivery is None:
            return "skipped", 0
        outcome = _attempt(message, channel, now)
        record_outcome(message, delivery, outcome.state, outcome.text, now)
        return outcome.state, outcome.code


def _attempt(message: Message, channel: Channel, now: datetime) -> Outcome:
    try:
        mail = _mail(message, now)
    except ValueError as wrong:
        return Outcome("refused", 0, str(wrong))
    return channel.send(mail)


def _mail(message: Message, now: datetime) -> Mail:
    return Mail(
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
