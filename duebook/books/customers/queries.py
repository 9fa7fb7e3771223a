"""Customers for readers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.core.customers import Customer as CustomerValue


def customers_of(company: Company, words: str = "") -> QuerySet[Customer]:
    """The customers whose name or number holds all the words, by name."""
    found = Customer.objects.filter(company=company)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(number__icontains=word))
    return found.order_by("name", "number")


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
