"""What the company tolerates, what payers kept back, and what people decided: rows are only added."""

from typing import Any, get_args

from django.db import models

from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.ledger.models import JournalEntry, OpenItem, Receipt
from duebook.core.deductions import DECISIONS, State


class DifferencePolicy(Sealed):
    """What a company gives up by itself from a day on; of one day the newest row holds.

    ``limits``: minor units by currency, each with ``tolerance``, ``fee`` and ``write_off``;
    ``discount_rates`` and ``tolerance_percent`` in per cent.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    valid_from = models.DateField()
    limits = models.JSONField()
    tolerance_percent = models.DecimalField(max_digits=5, decimal_places=2)
    discount_rates = models.JSONField()
    we_bear_fees = models.BooleanField()
    grace_days = models.PositiveSmallIntegerField()
    rates_beyond_terms = models.BooleanField()
    set_at = models.DateTimeField()

    content_needs = ("company",)

    def __str__(self) -> str:
        return f"policy from {self.valid_from}"

    def content(self) -> list[Any]:
        return [
            self.company.code,
            str(self.valid_from),
            self.limits,
            f"{self.tolerance_percent:.2f}",
            self.discount_rates,
            self.we_bear_fees,
            self.grace_days,
            self.rates_beyond_terms,
        ]


class Deduction(Sealed):
    """What a payer kept back of an item: ``amount`` minor units of it stayed open after the allocation
    ``entry``, whose key is its own.

    ``reason`` as of the difference; ``about``: what the payer means, as we guess ``because`` of terms, words
    or remittance. ``words`` are the payer's, ``place`` says where they stand.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="deduction")
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="deductions")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="deductions")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    place = models.CharField(max_length=400, blank=True)
    opened_on = models.DateField()

    content_needs = ("entry", "item", "receipt")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="kept_back_something")]
        indexes = [models.Index(fields=["company", "opened_on"], name="deduction_by_day")]

    def __str__(self) -> str:
        return f"deduction from {self.item}"

    def content(self) -> list[Any]:
        return [
            self.entry.key,
            self.item.key,
            self.receipt.key,
            self.amount,
            self.reason,
            self.about,
            self.because,
            self.words,
            self.place,
            str(self.opened_on),
        ]


class DeductionDecision(Sealed):
    """What a person decided about a deduction; the newest holds. ``posting``: what gave it up."""

    deduction = models.ForeignKey(Deduction, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10, choices=[(name, name) for name in DECISIONS])
    state = models.CharField(max_length=12, choices=[(name, name) for name in get_args(State)])
    note = models.CharField(max_length=300, blank=True)
    posting = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    content_needs = ("deduction__entry", "posting")

    def __str__(self) -> str:
        return f"{self.decision} {self.deduction}"

    def content(self) -> list[Any]:
        posting = self.posting.key if self.posting else ""
        return [self.deduction.entry.key, self.decision, self.state, self.note, posting, self.decided_by]
