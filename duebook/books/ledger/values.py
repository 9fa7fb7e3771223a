"""The ledger's rows as plain values with company-currency worth, ready for the postings of the core."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum

from duebook.books.companies.models import Company
from duebook.books.ledger.models import JournalLine, OpenItem, Receipt
from duebook.books.ledger.posting import WAITING
from duebook.core.ledger.postings import ItemRef, Side, share


@dataclass(slots=True)
class Balance:
    """What is left of an item or receipt while a batch of postings uses it up: minor units and base value."""

    currency: str
    amount: int
    base: int

    def take(self, part: int) -> Side:
        """Take ``part`` minor units out with their share of the value; the last takes all that is left."""
        base = share(self.amount, self.base, part)
        self.amount -= part
        self.base -= base
        return Side(self.currency, part, base)


@dataclass(slots=True)
class ItemBalance:
    """An open item with what is left of it. ``since``: all of that is in the books from this day on, so that
    a settlement that counts from then never shows less than nothing on any day."""

    ref: ItemRef
    row: OpenItem
    left: Balance
    since: date


@dataclass(slots=True)
class ReceiptBalance:
    """A receipt with what is left of it; ``since`` as for items."""

    key: str
    row: Receipt
    left: Balance
    since: date


def item_balances(company: Company, keys: Iterable[str]) -> dict[str, ItemBalance]:
    """Open items by key, with their remaining amount and its value in company currency."""
    rows = OpenItem.objects.filter(company=company, key__in=list(keys)).select_related("customer")
    grown = Q(amount__gt=0, item__amount__gt=0) | Q(amount__lt=0, item__amount__lt=0)
    posted = _posted(Q(account="receivables", item__in=rows), "item", grown)
    balances = {}
    for row in rows:
        base, last = posted.get(row.pk, (0, None))
        balances[row.key] = ItemBalance(
            ItemRef(row.key, row.customer.number),
            row,
            Balance(row.currency, row.open_amount, base),
            max(row.issue_date, last or row.issue_date),
        )
    return balances


def receipt_balances(company: Company, keys: Iterable[str]) -> dict[str, ReceiptBalance]:
    """Receipts by key, with their unapplied amount and its value in company currency."""
    rows = Receipt.objects.filter(company=company, key__in=list(keys)).select_related("customer")
    posted = _posted(Q(account__in=WAITING, receipt__in=rows), "receipt", Q(amount__lt=0))
    balances = {}
    for row in rows:
        base, last = posted.get(row.pk, (0, None))
        balances[row.key] = ReceiptBalance(
            row.key,
            row,
            Balance(row.currency, row.unapplied, -base),
            max(row.value_date, last or row.booking_date),
        )
    return balances


def _posted(lines: Q, subledger: str, grown: Q) -> dict[int, tuple[int, date | None]]:
    """Per row of the subledger: the value of its lines, and the last day on which it grew."""
    sums = (
        JournalLine.objects.filter(lines)
        .values_list(subledger)
        .annotate(worth=Sum("base"), last=Max("entry__booking_date", filter=grown))
    )
    return {row: (int(base), last) for row, base, last in sums}
