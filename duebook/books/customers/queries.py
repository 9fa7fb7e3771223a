"""Customers for readers."""

from django.db.models import Q, QuerySet

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer


def customers_of(company: Company, words: str = "") -> QuerySet[Customer]:
    """The customers whose name or number holds all the words, by name."""
    found = Customer.objects.filter(company=company)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(number__icontains=word))
    return found.order_by("name", "number")
