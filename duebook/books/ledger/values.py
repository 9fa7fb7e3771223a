"""The ledger's rows as plain values with company-currency worth, ready for the postings of the core."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from duebook.books.companies.models import Company
from duebook.books.ledger.models import JournalLine, OpenItem, Receipt
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
    """An open item with what is left of it."""

    ref: ItemRef
    row: OpenItem
    left: Balance


@dataclass(slots=True)
class ReceiptBalance:
    """A receipt with what is left of it."""

    key: str
    row: Receipt
    left: Balance


def item_balances(company: Company, keys: Iterable[str]) -> dict[str, ItemBalance]:
    """Open items by key, with their remaining amount and its value in company currency."""
    rows = OpenItem.objects.filter(company=company, key__in=list(keys)).select_related("customer")
    worth = _foreign_worth(company, [row for row in rows if row.currency != company.currency], "item")
    return {
        row.key: ItemBalance(
            ItemRef(row.key, row.customer.number),
            row,
            Balance(row.currency, row.open_amount, worth.get(row.pk, row.open_amount)),
        )
        for row in rows
    }


def receipt_balances(company: Company, keys: Iterable[str]) -> dict[str, ReceiptBalance]:
    """Receipts by key, with their unapplied amount and its value in company currency."""
    rows = Receipt.objects.filter(company=company, key__in=list(keys)).select_related("customer")
    worth = _foreign_worth(company, [row for row in rows if row.currency != company.currency], "receipt")
    return {
        row.key: ReceiptBalance(
            row.key, row, Balance(row.currency, row.unapplied, -worth.get(row.pk, -row.unapplied))
        )
        for row in rows
    }


def _foreign_worth(company: Company, rows: list[OpenItem] | list[Receipt], subledger: str) -> dict[int, int]:
    if not rows:
        return {}
    accounts = {
        "item": Q(account="receivables"),
        "receipt": Q(account__in=["unapplied_cash", "unidentified_receipts"]),
    }[subledger]
    sums = (
        JournalLine.objects.filter(accounts, company=company, **{f"{subledger}__in": rows})
        .values_list(subledger)
        .annotate(Sum("base"))
    )
    return {row: int(base) for row, base in sums}
