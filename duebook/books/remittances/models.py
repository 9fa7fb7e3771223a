"""Remittances as payers sent them, where each value was read, and the receipts they are for."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.audit.sealing import Sealed
from duebook.books.companies.models import Company
from duebook.books.imports.models import ImportedFile
from duebook.books.ledger.models import Receipt
from duebook.core.banking import Box
from duebook.core.banking import Remittance as Told
from duebook.core.banking import RemittanceLine as ToldLine
from duebook.core.money import Money


class Document(Sealed):
    """The very bytes a remittance was read from, to look at beside what was understood."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    file = models.OneToOneField(ImportedFile, on_delete=models.PROTECT, related_name="document")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name

    def content(self) -> list[Any]:
        return [self.name, self.sha256]


class RemittanceState(models.TextChoices):
    WAITING = "waiting", "waits for its money"
    QUESTION = "question", "a person must say what it is for"
    PAIRED = "paired", "belongs to a receipt"
    ASIDE = "aside", "a person put it aside"


class Remittance(Sealed):
    """What one payment is for, as its payer says. ``key`` (per company) makes it exist once in whatever file.

    ``why`` and ``candidates`` (keys of receipts) belong to the state: what a person is asked.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    file = models.ForeignKey(ImportedFile, on_delete=models.PROTECT, related_name="remittances")
    key = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3)
    total = models.BigIntegerField(null=True)
    payment_reference = models.CharField(max_length=140, blank=True)
    payment_date = models.DateField(null=True)
    payer_name = models.CharField(max_length=200, blank=True)
    payer_account = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    doubt = models.TextField(blank=True)
    sender = models.CharField(max_length=320, blank=True)
    sent_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=RemittanceState.choices, default=RemittanceState.WAITING)
    why = models.TextField(blank=True)
    candidates = models.JSONField(default=list)

    content_needs = ("lines",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="remittance_once")]
        indexes = [models.Index(fields=["company", "state"], name="remittance_by_state")]

    def __str__(self) -> str:
        return self.payment_reference or self.key

    def content(self) -> list[Any]:
        return self.content_with(self.lines.all())

    def content_with(self, lines: Iterable["RemittanceLine"]) -> list[Any]:
        """What is sealed, of a row and its lines that may not be saved yet."""
        ordered = sorted(lines, key=lambda line: line.position)
        head = [getattr(self, name) for name in ("key", *HEAD)]
        return [*head, *([getattr(line, name) for name in LINE] for line in ordered)]

    def title(self) -> str:
        amount = "" if self.total is None else f" of {Money(self.total, self.currency)}"
        return f"remittance{amount} from {self.file.name}, {self.place}"

    def value(self) -> Told:
        """As it was read (prefetch lines; select file)."""
        lines = sorted(self.lines.all(), key=lambda line: line.position)
        head = {name: getattr(self, name) for name in HEAD}
        return Told(file=self.file.name, lines=tuple(line.value() for line in lines), **head)


HEAD = (
    "place", "currency", "total", "payment_reference", "payment_date", "payer_name", "payer_account", "text",
    "doubt", "sender", "sent_on",
)  # fmt: skip


class RemittanceLine(models.Model):
    """One document and what it gets, minor units; ``place`` and ``box`` say where it was read."""

    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=200)
    amount = models.BigIntegerField(null=True)
    deduction = models.BigIntegerField(default=0)
    discount = models.BigIntegerField(default=0)
    gross = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    reason_code = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    box = models.JSONField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["remittance", "position"], name="line_position_once")]

    def __str__(self) -> str:
        return self.reference

    def value(self) -> ToldLine:
        """As it was read."""
        box = Box(**self.box) if self.box else None
        return ToldLine(box=box, **{name: getattr(self, name) for name in LINE if name != "box"})


LINE = ("reference", "amount", "deduction", "discount", "gross", "reason", "reason_code", "place", "box")


def line_row(position: int, line: ToldLine) -> RemittanceLine:
    """The row of a line, not saved."""
    values = {name: getattr(line, name) for name in LINE if name != "box"}
    values |= {"reference": line.reference[:200], "place": line.place[:200]}
    return RemittanceLine(position=position, box=asdict(line.box) if line.box else None, **values)


class Pair(Sealed):
    """A remittance belongs to a receipt from its event on, until the event ``ended``."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="pairs")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="remittance_pairs")
    by_hand = models.BooleanField(default=False)
    ended = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    content_needs = ("remittance", "receipt")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["remittance", "receipt"], condition=models.Q(ended=None), name="pair_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.remittance} for {self.receipt}"

    def content(self) -> list[Any]:
        return [self.remittance.key, self.receipt.key, self.by_hand]
