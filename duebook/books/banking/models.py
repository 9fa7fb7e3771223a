"""Bank accounts, statements and their lines as the bank gave them."""

from typing import Any

from django.db import models

from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.imports.models import ImportedFile
from duebook.books.ledger.models import JournalEntry, Receipt
from duebook.core.money import Money


class BankAccount(models.Model):
    """An account of ours; ``identifier`` is the IBAN or what the statement calls it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    identifier = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "identifier", "currency"], name="bank_once")
        ]

    def __str__(self) -> str:
        return self.identifier


class Statement(models.Model):
    """A bank statement; balances in minor units, None where the bank gave none."""

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    file = models.ForeignKey(ImportedFile, on_delete=models.PROTECT, related_name="statements")
    number = models.CharField(max_length=60, blank=True)
    booked = models.BooleanField(default=True)
    opening_day = models.DateField(null=True)
    opening = models.BigIntegerField(null=True)
    closing_day = models.DateField(null=True)
    closing = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.account} {self.number}"


class BankLine(Sealed):
    """One movement, as the bank said it. ``key`` (per account) makes it count once in overlapping files.

    ``entry`` is what it posted; ``receipt`` is set for money in, and for a return: the receipt it took back.
    """

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, null=True)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="bank_lines")
    key = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    booking_date = models.DateField()
    value_date = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    bank_reference = models.CharField(max_length=140, blank=True)
    end_to_end_id = models.CharField(max_length=140, blank=True)
    mandate_id = models.CharField(max_length=140, blank=True)
    payer_name = models.CharField(max_length=200, blank=True)
    payer_account = models.CharField(max_length=60, blank=True)
    ultimate_payer = models.CharField(max_length=200, blank=True)
    remittance = models.TextField(blank=True)
    references = models.JSONField(default=list)
    amounts_by_reference = models.JSONField(default=list)
    code = models.CharField(max_length=60, blank=True)
    charges = models.BigIntegerField(default=0)
    instructed_amount = models.BigIntegerField(null=True)
    instructed_currency = models.CharField(max_length=3, blank=True)
    return_reason = models.CharField(max_length=140, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="bank_line_once")]

    def __str__(self) -> str:
        return self.key

    def content(self) -> list[Any]:
        """What was sent before conversion belongs to lines that tell it: others are sealed without."""
        sent = [str(self.instructed_amount), self.instructed_currency] if self.instructed_currency else []
        return [str(getattr(self, name)) for name in SEALED] + sent

    def title(self) -> str:
        amount = Money(self.amount, self.currency)
        return f"bank line of {self.booking_date}, {amount}, {self.payer_name or self.kind} ({self.key})"


SEALED = (
    "key", "kind", "booking_date", "value_date", "currency", "amount", "bank_reference", "end_to_end_id",
    "mandate_id", "payer_name", "payer_account", "ultimate_payer", "remittance", "references",
    "amounts_by_reference", "code", "charges", "return_reason",
)  # fmt: skip
