"""Remittances for readers, and for the engine: receipts with what their payers said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from duebook.books.banking.receipts import Waiting, with_bank_lines
from duebook.books.companies.models import Company
from duebook.books.ledger.lists import settlements
from duebook.books.ledger.models import Receipt as ReceiptRow
from duebook.books.remittances.models import Document as Document  # for those who show one
from duebook.books.remittances.models import Pair, Remittance, RemittanceState
from duebook.core.matching import Receipt
from duebook.core.matching.agreement import Settled
from duebook.core.matching.telling import Match, tell

UNTOUCHED = Q(unapplied=F("amount"), parked=False)
"""Receipts of which nothing was decided yet."""


def told(company: Company, receipts: Sequence[Receipt], before: int | None = None) -> list[Receipt]:
    """The receipts with what their payers say, as it stands now, or as it stood before an event (row id)."""
    pairs = Pair.objects.filter(
        company=company, remittance__pairs__receipt__key__in=[r.receipt_id for r in receipts]
    )
    pairs = pairs.filter(ended=None) if before is None else pairs.filter(
        Q(ended=None) | Q(ended__gte=before), event__lt=before
    )  # fmt: skip
    rows = (
        pairs.distinct().select_related("remittance__file", "receipt").prefetch_related("remittance__lines")
    )
    found: dict[Remittance, list[tuple[str, int]]] = {}
    for pair in rows.order_by("remittance_id", "receipt__key"):
        found.setdefault(pair.remittance, []).append((pair.receipt.key, pair.receipt.amount))
    return list(tell(receipts, [Match(row.value(), tuple(parts)) for row, parts in found.items()]))


def remittances_of(company: Company, before: datetime) -> QuerySet[Remittance]:
    """Remittances that came in before an instant, the newest first."""
    return (
        Remittance.objects.filter(company=company, file__received_at__lt=before)
        .select_related("file")
        .order_by("-file__received_at", "-id")
    )


def remittance_questions(company: Company, before: datetime) -> QuerySet[Remittance]:
    """Those of which a person must say which receipt they are for, the largest first."""
    asked = remittances_of(company, before).filter(state=RemittanceState.QUESTION)
    return asked.order_by(F("total").desc(nulls_last=True), "id")


def count_by_state(remittances: QuerySet[Remittance]) -> dict[str, int]:
    """How many remittances stand in which state; states without any are left out."""
    return dict(remittances.order_by().values_list("state").annotate(Count("pk")))


def remittances_for(receipt: ReceiptRow) -> QuerySet[Remittance]:
    """What the payer said about a receipt, with lines and file."""
    mine = Pair.objects.filter(receipt=receipt, ended=None)
    rows = Remittance.objects.filter(pk__in=mine.values("remittance"))
    return rows.select_related("file").prefetch_related("lines").order_by("id")


def receipts_for(remittance: Remittance) -> QuerySet[ReceiptRow]:
    """The receipts that a remittance belongs to."""
    mine = Pair.objects.filter(remittance=remittance, ended=None)
    return ReceiptRow.objects.filter(pk__in=mine.values("receipt")).select_related("customer").order_by("key")


def candidates_for(remittance: Remittance) -> QuerySet[ReceiptRow]:
    """Receipts to choose from by hand: those that fit first, else all that wait in its currency."""
    ours = ReceiptRow.objects.filter(company=remittance.company, currency=remittance.currency)
    fitting = Q(key__in=remittance.candidates) if remittance.candidates else UNTOUCHED
    return ours.filter(fitting).select_related("customer").order_by("-value_date", "key")


def document_of(company: Company, file: int) -> Document | None:
    """The bytes of a file (row id) with remittances, if they were kept."""
    return Document.objects.filter(company=company, file_id=file).first()


def to_pair(company: Company, since: date) -> list[Remittance]:
    """Remittances of which the rules may still decide: those that wait, those in question, and those whose
    receipts nobody has touched; what a person said stays."""
    touched = Pair.objects.filter(company=company, ended=None).exclude(
        by_hand=False, receipt__unapplied=F("receipt__amount"), receipt__parked=False
    )
    rows = Remittance.objects.filter(company=company, file__received_at__date__gte=since)
    rows = rows.exclude(state=RemittanceState.ASIDE).exclude(pk__in=touched.values("remittance"))
    return list(rows.select_related("file").prefetch_related("lines").order_by("id"))


def money_to_pair(
    company: Company, since: date, loose: Iterable[Remittance]
) -> tuple[list[Receipt], set[str]]:
    """Receipts as the bank told them, whole amounts, that no other remittance has: all that wait and, since a
    day, those decided on. Beside them the keys of those that nobody has touched."""
    fixed = Pair.objects.filter(company=company, ended=None).exclude(remittance__in=list(loose))
    rows = ReceiptRow.objects.filter(UNTOUCHED | Q(value_date__gte=since), company=company)
    rows = rows.exclude(pk__in=fixed.values("receipt"))
    cells = list(rows.values_list("id", "key", "amount", "customer__number", "unapplied", "parked"))
    untouched = {key for _, key, amount, _, left, parked in cells if left == amount and not parked}
    whole = {row: Waiting(key, amount, customer) for row, key, amount, customer, *_ in cells}
    return with_bank_lines(whole), untouched


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a receipt: ``rest`` minor units wait, ``settled`` is what the others were applied to."""

    rest: int
    parked: bool
    settled: tuple[Settled, ...]


def decided(company: Company, keys: Iterable[str]) -> dict[str, Decided]:
    """What became of receipts, by key."""
    rows = ReceiptRow.objects.filter(company=company, key__in=list(keys))
    return {row.key: Decided(row.unapplied, row.parked, tuple(_settled(row))) for row in rows}


def _settled(receipt: ReceiptRow) -> Iterator[Settled]:
    for line in settlements(receipt, date.max):
        if line.undone is None:
            names = tuple(filter(None, (line.item.number, line.item.po_number)))
            yield Settled(names, line.amount)
