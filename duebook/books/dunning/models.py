"""Reminders: who was asked for what, when, in which tone."""

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import OpenItem
from duebook.books.messaging.models import Message


class Reminder(models.Model):
    """One decision about one customer on one day: a message to send, or work for a person.

    ``shown``: open amounts (minor units) by key of item or receipt, as they were written; they are compared
    with the books just before sending. ``done_at``: when a person did the work.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="reminders")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="reminder")
    as_of = models.DateField()
    step = models.CharField(max_length=30)
    action = models.CharField(max_length=12)
    policy = models.CharField(max_length=40)
    shown = models.JSONField(default=dict)
    cancelled = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.step} to {self.customer} on {self.as_of}"


class ReminderItem(models.Model):
    """One item in a reminder, with what was open then; ``step`` of an item is done once."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="reminders")
    step = models.CharField(max_length=30)
    open_amount = models.BigIntegerField()
    superseded = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "step"], condition=models.Q(cancelled=False), name="step_once_per_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} for {self.item}"


class Hold(models.Model):
    """No reminders to a customer, or for one item, until ``until`` (inclusive), with the reason."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT)
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, null=True)
    kind = models.CharField(max_length=12, choices=[("hold", "hold"), ("promise", "promise to pay")])
    until = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} until {self.until}"
