"""The rows of the ledger. Entries and lines are only ever added (a trigger refuses anything else).

``open_amount`` of items and ``unapplied`` of receipts are running totals of their lines, written in the same
transaction as the lines and verified by ``duebook check``.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Least

from duebook.books.audit.sealing import CHUNK, Sealed, content_digest
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.core.ledger import ACCOUNTS, Entry, Line
from duebook.core.ledger.entries import content_of


class OpenItem(Sealed):
    """A receivable: invoice, fee, instalment (positive) or credit note, advance (negative); minor units.

    ``key`` is its business key in the company: customer number and document number.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=130)
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    open_amount = models.BigIntegerField()
    disputed_amount = models.BigIntegerField(default=0)
    issue_date = models.DateField()
    due_date = models.DateField()
    po_number = models.CharField(max_length=60, blank=True)
    terms = models.CharField(max_length=60, blank=True)
    company_code = models.CharField(max_length=30, blank=True)

    content_needs = ("changes",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="item_key_once"),
            models.CheckConstraint(
                condition=Q(
                    open_amount__gte=Least(F("amount"), Value(0)),
                    open_amount__lte=Greatest(F("amount"), Value(0)),
                ),
                name="item_not_overspent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["company", "customer", "due_date"], condition=~Q(open_amount=0), name="item_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def content(self) -> list[Any]:
        """The item as it was entered: what changed since is taken back."""
        changes = sorted(self.changes.all(), key=_newest_first) if self.pk else []
        first = {change.field: change.old for change in changes}
        return [str(first.get(name, getattr(self, name))) for name in ITEM_TERMS]


ITEM_TERMS = (
    "key", "number", "kind", "currency", "amount", "disputed_amount", "issue_date", "due_date", "po_number",
    "terms", "company_code",
)  # fmt: skip


def _newest_first(change: "OpenItemChange") -> int:
    return -change.pk


class OpenItemChange(Sealed):
    """A term of an item that a corrected file changed; for answers as it was known earlier."""

    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=30)
    old = models.CharField(max_length=200)
    new = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    content_needs = ("item",)

    def __str__(self) -> str:
        return f"{self.field}: {self.old} -> {self.new}"

    def content(self) -> list[Any]:
        return [self.item.key, self.field, self.old, self.new]


class Receipt(models.Model):
    """Money that arrived; ``unapplied`` minor units of it wait. ``customer`` None: owner unknown.

    ``parked``: recognised as not from a customer and out of the receivables ledger.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="receipts")
    key = models.CharField(max_length=160)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    unapplied = models.BigIntegerField()
    parked = models.BooleanField(default=False)
    booking_date = models.DateField()
    value_date = models.DateField()
    payer_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="receipt_key_once"),
            models.CheckConstraint(
                condition=Q(unapplied__gte=0, unapplied__lte=F("amount")), name="receipt_not_overspent"
            ),
        ]
        indexes = [models.Index(fields=["company"], condition=~Q(unapplied=0), name="receipt_waiting")]

    def __str__(self) -> str:
        return self.key


class JournalEntry(Sealed):
    """A balanced posting; ``key`` makes it happen once, ``digest`` seals its content."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    key = models.CharField(max_length=500)
    kind = models.CharField(max_length=30)
    booking_date = models.DateField()
    recorded_at = models.DateTimeField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="entry_key_once")]
        indexes = [models.Index(fields=["company", "booking_date"], name="entry_by_day")]

    def __str__(self) -> str:
        return self.key

    def content(self) -> list[Any]:
        reverses = self.reverses.key if self.reverses else ""
        lines = [line.value().cells() for line in self.lines.all()]
        return content_of(self.key, self.kind, self.booking_date, reverses, lines)

    @classmethod
    def altered(cls, company: Company) -> Iterator[str]:
        """As of every sealed row; entries are the most, so their lines are read as they are, without models.

        An entry that lost all its lines is out of balance, and found by that check.
        """
        lines = JournalLine.objects.filter(entry__event__company=company).order_by("entry_id")
        rows = lines.values_list(*ENTRY_CELLS, *LINE_CELLS).iterator(CHUNK)
        width = len(ENTRY_CELLS)
        for (_, digest, key, kind, day, reverses), group in groupby(rows, lambda row: row[:width]):
            cells = [["" if cell is None else cell for cell in row[width:]] for row in group]
            if content_digest(content_of(key, kind, day, reverses or "", cells)) != digest:
                yield f"{cls._meta.verbose_name} {key}"

    def value(self) -> Entry:
        """The entry as the value it was posted from (prefetch lines with customer, item and receipt)."""
        lines = tuple(line.value() for line in self.lines.all())
        return Entry(
            self.key, self.kind, self.booking_date, lines, self.reverses.key if self.reverses else ""
        )


ENTRY_CELLS = (
    "entry_id", "entry__digest", "entry__key", "entry__kind", "entry__booking_date", "entry__reverses__key",
)  # fmt: skip
LINE_CELLS = ("account", "currency", "amount", "base", "customer__number", "item__key", "receipt__key")


class JournalLine(models.Model):
    """One side of an entry, minor units, debit positive; ``base`` in the company's currency."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="lines")
    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    account = models.CharField(max_length=30, choices=[(name, text) for name, text in ACCOUNTS.items()])
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True)
    item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, null=True, related_name="lines")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="lines")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    base = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False) | ~Q(account="receivables"), name="receivables_name_an_item"
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=False)
                | ~Q(account__in=["unapplied_cash", "unidentified_receipts"]),
                name="waiting_cash_names_a_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount} {self.currency}"

    def value(self) -> Line:
        """The line with business keys in place of rows."""
        return Line(
            self.account,  # type: ignore[arg-type]
            self.currency,
            self.amount,
            self.base,
            self.customer.number if self.customer else "",
            self.item.key if self.item else "",
            self.receipt.key if self.receipt else "",
        )


class ExchangeRate(models.Model):
    """A rate a company's own source gave: units of ``target`` for one unit of ``source`` on ``day``."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE)
    source = models.CharField(max_length=3)
    target = models.CharField(max_length=3)
    day = models.DateField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "source", "target", "day"], name="rate_once")
        ]

    def __str__(self) -> str:
        return f"1 {self.source} = {self.rate} {self.target} on {self.day}"
