"""Items and receipts for lists: querysets that know what was open by the end of any day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from duebook.books.companies.models import Company
from duebook.books.ledger.models import JournalEntry, JournalLine, OpenItem, Receipt
from duebook.books.ledger.posting import WAITING


def items_as_of(company: Company, as_of: date) -> QuerySet[OpenItem]:
    """Items open at the end of ``as_of``, with customer and ``open_then`` (minor units), oldest due first."""
    items = OpenItem.objects.filter(company=company)
    if _is_latest(company, as_of):
        items = items.exclude(open_amount=0).annotate(open_then=F("open_amount"))
    else:
        counted = Q(lines__account="receivables", lines__entry__booking_date__lte=as_of)
        items = items.annotate(open_then=_sum("lines__amount", counted)).exclude(open_then=0)
    return items.select_related("customer").order_by("due_date", "id")


def items_issued(company: Company, as_of: date) -> QuerySet[OpenItem]:
    """All items issued by ``as_of``, paid or not, newest first."""
    return OpenItem.objects.filter(company=company, issue_date__lte=as_of).order_by("-issue_date", "-id")


def receipts_as_of(company: Company, as_of: date) -> QuerySet[Receipt]:
    """Receipts booked by ``as_of``, with customer and ``waiting_then`` (minor units), newest first."""
    receipts = Receipt.objects.filter(company=company, booking_date__lte=as_of)
    if _is_latest(company, as_of):
        receipts = receipts.annotate(waiting_then=F("unapplied"))
    else:
        counted = Q(lines__account__in=WAITING, lines__entry__booking_date__lte=as_of)
        receipts = receipts.annotate(waiting_then=-_sum("lines__amount", counted))
    return receipts.select_related("customer").order_by("-booking_date", "-id")


def _is_latest(company: Company, as_of: date) -> bool:
    return not JournalEntry.objects.filter(company=company, booking_date__gt=as_of).exists()


def _sum(field: str, counted: Q) -> Coalesce:
    return Coalesce(Sum(field, filter=counted), 0, output_field=BigIntegerField())


@dataclass(frozen=True, slots=True)
class Settlement:
    """Part of an item that a receipt settled; ``difference`` was given up beside it, both minor units.

    ``undone``: the day on which it was taken back, if it was.
    """

    entry_key: str
    item: OpenItem
    amount: int
    difference: int
    difference_kind: str
    day: date
    undone: date | None


def settlements(receipt: Receipt, as_of: date) -> list[Settlement]:
    """What a receipt was applied to by the end of ``as_of``, also what was undone later."""
    own = JournalLine.objects.filter(receipt=receipt, entry__kind="allocation").values("entry_id")
    lines = list(
        JournalLine.objects.filter(
            account="receivables", entry__in=own, entry__booking_date__lte=as_of
        ).select_related("item__customer", "entry__reversed_by")
    )
    beside = _differences(receipt.company, [f"{line.entry.key}/difference" for line in lines])
    found = []
    for line in lines:
        assert line.item is not None, "receivables name an item"
        given_up = beside.get(f"{line.entry.key}/difference")
        found.append(
            Settlement(
                entry_key=line.entry.key,
                item=line.item,
                amount=-line.amount,
                difference=-given_up.amount if given_up else 0,
                difference_kind=given_up.entry.kind if given_up else "",
                day=line.entry.booking_date,
                undone=_undone(line.entry),
            )
        )
    return found


def _differences(company: Company, keys: list[str]) -> dict[str, JournalLine]:
    lines = JournalLine.objects.filter(
        account="receivables", entry__key__in=keys, company=company
    ).select_related("entry")
    return {line.entry.key: line for line in lines}


def _undone(entry: JournalEntry) -> date | None:
    return entry.reversed_by.booking_date if hasattr(entry, "reversed_by") else None
