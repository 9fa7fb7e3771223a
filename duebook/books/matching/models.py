"""How receipts were proposed to be applied, and why: kept for ever, superseded but never edited away."""

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import OpenItem, Receipt


class ProposalState(models.TextChoices):
    OPEN = "open", "waits for a decision"
    APPLIED = "applied", "posted"
    SUPERSEDED = "superseded", "replaced by a later proposal"
    REJECTED = "rejected", "a person decided otherwise"


class Proposal(models.Model):
    """One answer of the engine for one receipt, with its proof (``evidence``, ``alternatives``)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="proposals")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True)
    state = models.CharField(max_length=12, choices=ProposalState.choices)
    decision = models.CharField(max_length=12)
    probability = models.FloatField()
    unallocated = models.BigIntegerField()
    reason = models.TextField()
    evidence = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    engine = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=models.Q(state="open"), name="one_open_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} for {self.receipt}"


class ProposedAllocation(models.Model):
    """One line of a proposal; minor units of the item, ``difference`` beyond the money."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="allocations")
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="proposed")
    amount = models.BigIntegerField()
    difference = models.BigIntegerField(default=0)
    difference_reason = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.amount} on {self.item}"
