"""The books as they stood before an event: nothing in the ledger is edited, so they can be read again."""

from typing import Any

from django.db import connection

from duebook.books.banking.receipts import Waiting, with_bank_lines
from duebook.books.companies.models import Company
from duebook.books.customers.queries import names_before
from duebook.books.ledger.posting import WAITING
from duebook.core.matching import OpenItem, Receipt

_ITEMS = """
SELECT i.key, c.number, c.name, i.number, i.currency, left_open.amount,
       coalesce((was.terms->>'issue_date')::date, i.issue_date),
       coalesce((was.terms->>'due_date')::date, i.due_date),
       coalesce((was.terms->>'amount')::bigint, i.amount),
       coalesce(was.terms->>'po_number', i.po_number), coalesce(was.terms->>'terms', i.terms), i.kind
FROM (
    SELECT l.item_id, sum(l.amount)::bigint AS amount
    FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
    WHERE l.company_id = %(company)s AND l.account = 'receivables' AND e.event_id < %(before)s
    GROUP BY l.item_id HAVING sum(l.amount) <> 0
) left_open
JOIN ledger_openitem i ON i.id = left_open.item_id
JOIN customers_customer c ON c.id = i.customer_id
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(first.field, first.old) AS terms
    FROM (SELECT DISTINCT ON (h.field) h.field, h.old FROM ledger_openitemchange h
          WHERE h.item_id = i.id AND h.event_id >= %(before)s ORDER BY h.field, h.id) first
) was ON true
ORDER BY i.key
"""
_WAITING = """
SELECT r.id, r.key, -sum(l.amount)::bigint, max(c.number)
FROM ledger_journalline l
JOIN ledger_journalentry e ON e.id = l.entry_id
JOIN ledger_receipt r ON r.id = l.receipt_id
LEFT JOIN customers_customer c ON c.id = l.customer_id
WHERE l.company_id = %(company)s AND l.account = ANY(%(accounts)s) AND e.event_id < %(before)s
GROUP BY r.id HAVING sum(l.amount) <> 0
"""


def items_before(company: Company, event: int) -> list[OpenItem]:
    """The items that were open before an event (row id), with their terms and names of that time."""
    names = names_before(company, event)
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS, {"company": company.pk, "before": event})
        return [
            OpenItem(key, customer, names.get(customer, name), *rest)
            for key, customer, name, *rest in cursor.fetchall()
        ]


def receipts_before(company: Company, event: int) -> list[Receipt]:
    """The receipts of which something waited before an event (row id)."""
    values: dict[str, Any] = {"company": company.pk, "before": event, "accounts": list(WAITING)}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, values)
        return with_bank_lines({row: Waiting(*cells) for row, *cells in cursor.fetchall()}, event)
