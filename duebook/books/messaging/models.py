"""The outbox: written with the decision, claimed once, sent once."""

from typing import Any

from django.db import models

from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer


class MessageState(models.TextChoices):
    WAITING = "waiting", "waits to be sent"
    CLAIMED = "claimed", "being sent"
    SENT = "sent", "sent"
    REFUSED = "refused", "refused by the mail server"
    UNKNOWN = "unknown", "sent or not: nobody knows"
    CANCELLED = "cancelled", "not sent: no longer true"


class Message(Sealed):
    """One message to one customer, content fixed when it was decided; ``key`` makes it exist once."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="messages")
    key = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="email")
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.WAITING)
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=320)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="message_once")]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(state__in=["waiting", "claimed"]), name="message_to_send"
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def content(self) -> list[Any]:
        return [self.key, self.channel, self.sender, self.recipient, self.subject, self.text, self.html]


class Delivery(models.Model):
    """One attempt to send a message, and what came of it; ``finished_at`` None means no answer came yet."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    detail = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.outcome or 'under way'} at {self.started_at}"
