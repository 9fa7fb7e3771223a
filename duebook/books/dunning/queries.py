"""Reminders and holds for readers."""

from datetime import date

from django.db.models import QuerySet

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.dunning.models import Hold, Reminder


def tasks_of(company: Company, as_of: date) -> QuerySet[Reminder]:
    """Reminders that a person carries out (a call, an address to find) and has not done yet, oldest first."""
    return (
        Reminder.objects.filter(
            company=company, as_of__lte=as_of, message=None, done_at=None, cancelled=False
        )
        .exclude(action="message")
        .select_related("customer")
        .order_by("as_of", "id")
    )


def holds_of(customer: Customer, as_of: date) -> QuerySet[Hold]:
    """Holds and promises of a customer that were still running on a day."""
    return Hold.objects.filter(customer=customer, until__gte=as_of).select_related("item").order_by("until")
