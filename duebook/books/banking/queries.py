"""Bank lines for readers."""

from django.db.models import QuerySet

from duebook.books.banking.models import BankLine
from duebook.books.ledger.models import Receipt


def bank_lines_of(receipt: Receipt) -> QuerySet[BankLine]:
    """What the bank said about a receipt: its arrival, and its return if it went back."""
    return receipt.bank_lines.select_related("account", "statement__file").order_by("booking_date", "id")
