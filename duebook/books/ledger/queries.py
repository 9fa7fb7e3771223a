"""Questions to the ledger: as of a value day, and as it was known at an instant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from duebook.books.companies.models import Company
from duebook.books.ledger.models import OpenItem, Receipt

_BALANCES = """
SELECT i.id, i.key, c.number, c.name, i.number, i.kind, i.currency,
       coalesce((was.terms->>'amount')::bigint, i.amount), left_open.amount,
       coalesce((was.terms->>'issue_date')::date, i.issue_date),
       coalesce((was.terms->>'due_date')::date, i.due_date),
       coalesce((was.terms->>'disputed_amount')::bigint, i.disputed_amount),
       coalesce(was.terms->>'po_number', i.po_number), coalesce(was.terms->>'terms', i.terms)
FROM (
    SELECT l.item_id, sum(l.amount)::bigint AS amount
    FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
    WHERE l.company_id = %(company)s AND l.account = 'receivables'
      AND e.booking_date <= %(as_of)s AND e.recorded_at <= %(known_at)s
    GROUP BY l.item_id HAVING sum(l.amount) <> 0
) left_open
JOIN ledger_openitem i ON i.id = left_open.item_id
JOIN customers_customer c ON c.id = i.customer_id
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(first.field, first.old) AS terms
    FROM (SELECT DISTINCT ON (h.field) h.field, h.old FROM ledger_openitemchange h
          WHERE h.item_id = i.id AND h.recorded_at > %(known_at)s
          ORDER BY h.field, h.recorded_at, h.id) first
) was ON true
ORDER BY i.key
"""
_UNAPPLIED = """
SELECT r.key, coalesce(c.number, ''), r.currency, -sum(l.amount)::bigint
FROM ledger_journalline l
JOIN ledger_journalentry e ON e.id = l.entry_id
JOIN ledger_receipt r ON r.id = l.receipt_id
LEFT JOIN customers_customer c ON c.id = l.customer_id
WHERE l.company_id = %(company)s AND l.account = ANY(%(accounts)s)
  AND e.booking_date <= %(as_of)s AND e.recorded_at <= %(known_at)s
GROUP BY r.id, c.id HAVING sum(l.amount) <> 0
ORDER BY r.key
"""
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ItemBalanceAsOf:
    """An item that had something left to pay; amounts in minor units of ``currency``."""

    item_id: int
    key: str
    customer_number: str
    customer_name: str
    number: str
    kind: str
    currency: str
    amount: int
    open_amount: int
    issue_date: date
    due_date: date
    disputed_amount: int
    po_number: str
    terms: str


@dataclass(frozen=True, slots=True)
class WaitingCashAsOf:
    """Money received and not applied; ``customer_number`` is "" while the owner is unknown."""

    receipt_key: str
    customer_number: str
    currency: str
    amount: int


def open_items_as_of(
    company: Company, as_of: date, known_at: datetime | None = None
) -> Iterator[ItemBalanceAsOf]:
    """Items open at the end of ``as_of``, ordered by key; ``known_at``: leave out what was recorded later."""
    for row in _rows(_BALANCES, company, as_of, known_at):
        yield ItemBalanceAsOf(*row)


def waiting_cash_as_of(
    company: Company, as_of: date, known_at: datetime | None = None
) -> Iterator[WaitingCashAsOf]:
    """Unapplied and unidentified money at the end of ``as_of``, ordered by receipt."""
    accounts = ["unapplied_cash", "unidentified_receipts"]
    for row in _rows(_UNAPPLIED, company, as_of, known_at, accounts=accounts):
        yield WaitingCashAsOf(*row)


def _rows(
    sql: str, company: Company, as_of: date, known_at: datetime | None, **more: list[str]
) -> Iterator[tuple[Any, ...]]:
    values: dict[str, Any] = {"company": company.pk, "as_of": as_of, "known_at": known_at or FOR_EVER, **more}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(10_000):
            yield from batch


def open_items(company: Company) -> QuerySet[OpenItem]:
    """Items with something left to pay now, with their customers."""
    return OpenItem.objects.filter(company=company).exclude(open_amount=0).select_related("customer")


def waiting_receipts(company: Company) -> QuerySet[Receipt]:
    """Receipts of which something is neither applied nor parked, oldest first."""
    return (
        Receipt.objects.filter(company=company, parked=False)
        .exclude(unapplied=0)
        .select_related("customer")
        .order_by("value_date", "key")
    )


def items_by_number(company: Company, numbers: Iterable[str]) -> dict[str, OpenItem]:
    """Items with these document numbers, with their customers; of a number given twice only the first."""
    rows = OpenItem.objects.filter(company=company, number__in=list(numbers)).select_related("customer")
    return {row.number: row for row in rows.order_by("-id")}
