"""What the matching engine needs from the books, as its own values."""

from datetime import date

from django.db import connection

from duebook.books.banking.models import BankLine
from duebook.books.banking.receipts import Waiting, with_bank_lines
from duebook.books.companies.models import Company
from duebook.books.customers.models import CustomerAccount
from duebook.books.ledger.models import JournalLine
from duebook.books.ledger.models import Receipt as ReceiptRow
from duebook.books.ledger.queries import open_items, waiting_receipts
from duebook.books.rows import ROWS_AT_ONCE
from duebook.core.matching import OpenItem, PastAllocation, Receipt

TAKING_BACK = ("undo allocation", "review receipt")
"""What people do when an allocation was wrong."""

HISTORY = 200_000
"""So many latest allocations are learned from."""

_PAST = """
SELECT r.key, r.value_date, r.amount, r.currency, b.payer_name, b.payer_account, b.remittance,
       c.number, i.number, -l.amount, i.issue_date, i.due_date
FROM ledger_journalentry e
JOIN ledger_journalline l ON l.entry_id = e.id AND l.account = 'receivables'
JOIN ledger_journalline m ON m.entry_id = e.id AND m.account = 'unapplied_cash'
JOIN ledger_openitem i ON i.id = l.item_id
JOIN customers_customer c ON c.id = i.customer_id
JOIN ledger_receipt r ON r.id = m.receipt_id
JOIN banking_bankline b ON b.receipt_id = r.id AND b.kind = 'credit'
LEFT JOIN ledger_journalentry undone ON undone.reverses_id = e.id AND undone.event_id < %(before)s
WHERE e.company_id = %(company)s AND e.kind = 'allocation' AND e.event_id < %(before)s
  AND undone.id IS NULL
ORDER BY e.id DESC LIMIT %(most)s
"""
ALWAYS = 2**63 - 1
"""Later than any event: as the books stand now."""


def candidate_items(company: Company) -> list[OpenItem]:
    """All open items as candidates, disputed ones too: people pay them all the same."""
    rows = open_items(company).order_by("key").values_list(*ITEM_COLUMNS)
    return [OpenItem(*cells) for cells in rows.iterator(ROWS_AT_ONCE)]


ITEM_COLUMNS = (
    "key", "customer__number", "customer__name", "number", "currency", "open_amount", "issue_date",
    "due_date", "amount", "po_number", "terms", "kind",
)  # fmt: skip
"""The fields of a candidate, in its order; columns, not rows: there may be a million of them."""


def undecided_receipts(company: Company) -> list[Receipt]:
    """Receipts with money left, as the engine takes them: the amount is what is left of each."""
    waiting = waiting_receipts(company).values_list("id", "key", "unapplied", "customer__number")
    return with_bank_lines({row: Waiting(key, left, customer) for row, key, left, customer in waiting})


def past_allocations(company: Company, before: int = ALWAYS) -> list[PastAllocation]:
    """How receipts were applied before an event (row id), newest first; not learned from: what was undone."""
    with connection.cursor() as cursor:
        cursor.execute(_PAST, {"company": company.pk, "before": before, "most": HISTORY})
        return [PastAllocation(*row) for row in cursor.fetchall()]


def taken_back(company: Company, before: int = ALWAYS) -> set[str]:
    """Keys of the receipts of which a person undid an allocation before an event (row id)."""
    undone = JournalLine.objects.filter(
        company=company,
        account="unapplied_cash",
        entry__kind="allocation",
        entry__reversed_by__event__verb__in=TAKING_BACK,
        entry__reversed_by__event__lt=before,
    )
    return set(undone.values_list("receipt__key", flat=True))


def known_accounts(company: Company, before: int = ALWAYS) -> dict[str, set[str]]:
    """Bank account to the numbers of the customers whose master data named it before an event (row id)."""
    accounts: dict[str, set[str]] = {}
    pairs = CustomerAccount.objects.filter(customer__company=company).exclude(event__gte=before)
    for account, number in pairs.values_list("account", "customer__number"):
        accounts.setdefault(account, set()).add(number)
    return accounts


def waiting_by_bank_reference(company: Company, first: date, until: date) -> dict[str, ReceiptRow]:
    """Receipts that wait, with a value date within these days, by the bank's reference of their line."""
    lines = BankLine.objects.filter(
        receipt__in=waiting_receipts(company), kind="credit", value_date__range=(first, until)
    ).select_related("receipt")
    return {line.bank_reference: line.receipt for line in lines if line.receipt}
