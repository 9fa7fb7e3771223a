"""The outbox: claim, send, record. A message whose outcome nobody knows is never sent again by itself.

While a message is being sent, its sender holds a session lock on it. A claimed message whose lock is free
was left by a sender that died: it may have gone out or not.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from duebook.books.audit.operations import recording
from duebook.books.companies.models import Company
from duebook.books.messaging.models import Delivery, Message, MessageState

_LOCK_SPACE = 0x0DEC
_OUTCOMES = {
    "sent": MessageState.SENT,
    "refused": MessageState.REFUSED,
    "not_sent": MessageState.WAITING,
    "unknown": MessageState.UNKNOWN,
}


def waiting_messages(company: Company, customers: Collection[str] | None = None) -> list[int]:
    """Row ids of the messages that wait, to all customers or to those numbered, in the order written."""
    waiting = Message.objects.filter(company=company, state=MessageState.WAITING)
    if customers is not None:
        waiting = waiting.filter(customer__number__in=customers)
    return list(waiting.order_by("id").values_list("pk", flat=True))


@contextmanager
def in_hand(message_id: int) -> Iterator[Message | None]:
    """A waiting message that nobody else sends or withdraws meanwhile; None when somebody else has it or it
    waits no more."""
    with _lock(message_id) as mine:
        waiting = Message.objects.filter(pk=message_id, state=MessageState.WAITING)
        yield waiting.select_related("customer", "company").first() if mine else None


def claim(message: Message, now: datetime) -> Delivery | None:
    """Begin an attempt to send a message in hand; None when it was withdrawn a moment ago.

    The claim is committed before anything is sent, so that a death in the middle leaves a trace.
    """
    with transaction.atomic():
        waiting = Message.objects.filter(pk=message.pk, state=MessageState.WAITING)
        if not waiting.update(state=MessageState.CLAIMED):
            return None
        return Delivery.objects.create(message=message, started_at=now)


def record_outcome(message: Message, delivery: Delivery, outcome: str, detail: str, now: datetime) -> None:
    """What came of an attempt: sent, refused, not_sent (waits for the next run) or unknown."""
    with transaction.atomic():
        message.state = _OUTCOMES[outcome]
        message.save(update_fields=["state"])
        delivery.outcome, delivery.detail, delivery.finished_at = outcome, detail, now
        delivery.save()


def send_again(message: Message, actor: str, now: datetime) -> None:
    """A person wants a message that was sent, refused or lost to go out once more, as it was written."""
    attempts = message.deliveries.count()
    key = f"send again {message.key} after {attempts}"
    with recording(message.company, "send again", key, actor, now) as record:
        over = [MessageState.SENT, MessageState.REFUSED, MessageState.UNKNOWN]
        if not Message.objects.filter(pk=message.pk, state__in=over).update(state=MessageState.WAITING):
            raise ValueError(f"this message {message.get_state_display()}; wait until that is over")
        record.facts.update(message=message.key, attempts=attempts)


def find_abandoned(company: Company, now: datetime) -> int:
    """Mark claimed messages whose sender died as unknown; returns how many."""
    found = 0
    for message in Message.objects.filter(company=company, state=MessageState.CLAIMED):
        with _lock(message.pk) as mine:
            message.refresh_from_db()
            if mine and message.state == MessageState.CLAIMED:
                delivery = message.deliveries.latest("id")
                record_outcome(message, delivery, "unknown", "the sender died while sending", now)
                found += 1
    return found


@contextmanager
def _lock(message_id: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_SPACE, message_id % 2**31])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_SPACE, message_id % 2**31])
