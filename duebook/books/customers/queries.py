"""Customers for readers."""

from collections.abc import Iterable

from django.db.models import QuerySet

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.rows import holding
from duebook.core.customers import Customer as CustomerValue


def customers_of(company: Company, words: str = "") -> QuerySet[Customer]:
    """The customers whose name or number holds all the words, by name."""
    found = holding(Customer.objects.filter(company=company), words, "name", "number")
    return found.order_by("name", "number")


def names_before(company: Company, event: int) -> dict[str, str]:
    """The names, by customer number, of those who were called otherwise before an event (row id)."""
    later = Event.objects.filter(company=company, id__gte=event, facts__has_key="changed_customers")
    names: dict[str, str] = {}
    for changes in later.order_by("-id").values_list("facts__changed_customers", flat=True):
        names.update({number: old["name"][0] for number, old in changes.items() if "name" in old})
    return names


def customers_by_number(company: Company, numbers: Iterable[str]) -> dict[str, CustomerValue]:
    """The customers with these numbers, as plain values."""
    rows = Customer.objects.filter(company=company, number__in=list(numbers))
    return {
        row.number: CustomerValue(
            customer_id=row.number,
            name=row.name,
            country=row.country,
            language=row.language,
            email=row.email,
        )
        for row in rows
    }
