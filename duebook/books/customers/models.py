"""Customers and the bank accounts they pay from."""

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company


class Customer(models.Model):
    """Whom we bill. ``number`` is the seller's own customer number; ``credit_limit`` in minor units."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=5, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    terms = models.CharField(max_length=60, blank=True)
    credit_limit = models.BigIntegerField(null=True, blank=True)
    segment = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="customer_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class CustomerAccount(models.Model):
    """A bank account a customer pays from (IBAN or the bank's own number); ``event``: when we learned it."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="accounts")
    account = models.CharField(max_length=60)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "account"], name="account_once")]

    def __str__(self) -> str:
        return self.account
