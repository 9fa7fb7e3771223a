"""How receipts were proposed to be applied, and why: kept for ever, superseded but never edited away."""

from dataclasses import asdict
from typing import Any

from django.db import models

from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.core.matching import Allocation
from duebook.core.matching import Proposal as Answer


class ProposalState(models.TextChoices):
    OPEN = "open", "waits for a decision"
    APPLIED = "applied", "posted"
    SUPERSEDED = "superseded", "replaced by a later proposal"
    REJECTED = "rejected", "a person decided otherwise"


class Proposal(Sealed):
    """One answer of the engine for one receipt, with its proof (``evidence``, ``alternatives``)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
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
    proposed_at = models.DateTimeField()

    content_needs = ("receipt", "customer", "allocations__item__customer")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=models.Q(state="open"), name="one_open_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} for {self.receipt}"

    def content(self) -> list[Any]:
        return proposal_content(self.value())

    def value(self) -> Answer:
        """The engine's answer as it was kept (prefetch allocations with item and customer)."""
        return Answer(
            receipt_id=self.receipt.key,
            decision=self.decision,  # type: ignore[arg-type]
            probability=self.probability,
            customer_id=self.customer.number if self.customer else "",
            allocations=tuple(line.value() for line in self.allocations.all()),
            unallocated=self.unallocated,
            reason=self.reason,
            evidence=self.evidence,
            alternatives=self.alternatives,
            engine=self.engine,
        )


def proposal_content(answer: Answer) -> list[Any]:
    """What is sealed of an answer, the same whether it comes from the engine or from the rows."""
    return [
        answer.receipt_id,
        answer.decision,
        answer.probability,
        answer.customer_id,
        answer.unallocated,
        answer.reason,
        [e if isinstance(e, dict) else asdict(e) for e in answer.evidence],
        [a if isinstance(a, dict) else asdict(a) for a in answer.alternatives],
        answer.engine,
        sorted([a.item_key, a.amount, a.difference, a.difference_reason] for a in answer.allocations),
    ]


class ProposedAllocation(models.Model):
    """One line of a proposal; minor units of the item, ``difference`` beyond the money."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="allocations")
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="proposed")
    amount = models.BigIntegerField()
    difference = models.BigIntegerField(default=0)
    difference_reason = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.amount} on {self.item}"

    def value(self) -> Allocation:
        """The line as the engine gave it."""
        return Allocation(
            self.item.key,
            self.item.customer.number,
            self.item.number,
            self.amount,
            self.difference,
            self.difference_reason,  # type: ignore[arg-type]
        )
