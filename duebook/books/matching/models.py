"""How receipts were proposed to be applied, and why: kept for ever, superseded but never edited away."""

from collections.abc import Iterable
from typing import Any, get_args

from django.db import models

from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.books.matching.proof import kept_alternatives, kept_evidence
from duebook.core.matching import Allocation
from duebook.core.matching import Proposal as Answer
from duebook.core.matching.setting import Mode, Setting


class ProposalState(models.TextChoices):
    OPEN = "open", "waits for a decision"
    APPLIED = "applied", "posted"
    SUPERSEDED = "superseded", "replaced by a later proposal"
    REJECTED = "rejected", "a person decided otherwise"


class Proposal(Sealed):
    """One answer of the engine for one receipt, with its proof (``evidence``, ``alternatives``).

    ``reason``: all evidence in English; ``situation`` and ``band``: what its probability rests on.
    ``unattended``: posted without a person; ``for_review``: drawn for a person to look at again.
    """

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
    situation = models.CharField(max_length=200, blank=True)
    band = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    unattended = models.BooleanField(default=False)
    for_review = models.BooleanField(default=False)

    content_needs = ("receipt", "customer", "allocations__item__customer")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=models.Q(state="open"), name="one_open_proposal"
            )
        ]
        indexes = [
            models.Index(fields=["company", "for_review"], condition=models.Q(for_review=True), name="drawn"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} for {self.receipt}"

    def content(self) -> list[Any]:
        """As ``proposal_content`` made it; evidence kept by earlier versions has its English text instead."""
        return [
            self.receipt.key,
            self.decision,
            self.probability,
            self.customer.number if self.customer else "",
            self.unallocated,
            self.reason,
            self.evidence,
            self.alternatives,
            self.engine,
            _cells(line.value() for line in self.allocations.all()),
            *_standing(self.situation, self.band),
        ]


CONTENT = (
    "receipt", "decision", "probability", "customer", "unallocated", "reason", "evidence", "alternatives",
    "engine", "allocations", "situation", "band",
)  # fmt: skip
"""What the parts of a proposal's content are called, in their order."""


def proposal_content(answer: Answer) -> list[Any]:
    """What is sealed of an answer: the rows give back the same."""
    return [
        answer.receipt_id,
        answer.decision,
        answer.probability,
        answer.customer_id,
        answer.unallocated,
        answer.reason,
        kept_evidence(answer.evidence),
        kept_alternatives(answer.alternatives),
        answer.engine,
        _cells(answer.allocations),
        *_standing(answer.situation, answer.band),
    ]


def _cells(lines: Iterable[Allocation]) -> list[list[Any]]:
    return sorted([line.item_key, line.amount, line.difference, line.difference_reason] for line in lines)


def _standing(situation: str, band: int) -> list[Any]:
    """Nothing for proposals of earlier versions, so that their seals hold."""
    return [situation, band] if situation else []


class Run(Sealed):
    """What the engine went by when it made the proposals of this row's event.

    ``policy``: as JSON; ``seen``: digests of what the books said, by part; ``engine``: the version of its
    rules and of what they are computed with.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    as_of = models.DateField()
    policy = models.JSONField()
    seen = models.JSONField()
    engine = models.JSONField()

    def __str__(self) -> str:
        return f"run of {self.as_of}"

    def content(self) -> list[Any]:
        return [self.company.code, self.as_of.isoformat(), self.policy, self.seen, self.engine]


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


class CashSetting(Sealed):
    """How far a company lets the engine go. Rows are only added: the newest holds."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    mode = models.CharField(max_length=10, choices=[(mode, mode) for mode in get_args(Mode)])
    max_error = models.FloatField()
    review_share = models.FloatField()
    seed = models.CharField(max_length=64, blank=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.mode

    def content(self) -> list[Any]:
        return [self.company.code, self.mode, self.max_error, self.review_share, self.seed]

    def value(self) -> Setting:
        """The setting as the engine knows it."""
        return Setting(self.mode, self.max_error, self.review_share, self.seed)  # type: ignore[arg-type]


class Source(models.TextChoices):
    """On what occasion a person said whether a proposal was right."""

    ACCEPTED = "accepted", "took it"
    REJECTED = "rejected", "turned it down"
    SETTLED = "settled", "decided about the receipt by hand"
    UNDONE = "undone", "took an allocation back"
    REVIEWED = "reviewed", "looked at it again"


class Verdict(Sealed):
    """Whether a proposal was right, as a person found. Rows are only added: the newest counts."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="verdicts")
    right = models.BooleanField()
    source = models.CharField(max_length=10, choices=Source.choices)
    given_at = models.DateTimeField()

    content_needs = ("proposal__receipt",)

    def __str__(self) -> str:
        return f"{self.source}: {'right' if self.right else 'wrong'}"

    def content(self) -> list[Any]:
        return [self.proposal.receipt.key, self.proposal.digest, self.right, self.source]
