"""Terms of payment: who may take a discount, and until when."""

from collections.abc import Sequence
from datetime import date
from random import Random

from bench.cash.cases.books import Bill

_DAYS = (10, 14, 30, 45)
GRACE = 3


def terms(customer_id: str) -> str:
    """As on the invoice: ``"2/14 net 44"`` is 2 % within 14 days, else all of it within 44."""
    days = _days(customer_id)
    return f"2/{days} net {days + 30}"


def in_time(bills: Sequence[Bill], day: date) -> bool:
    """Whether the oldest bill may still be paid less the discount."""
    return all((day - bill.issued).days <= _days(bill.customer_id) + GRACE for bill in bills)


def _days(customer_id: str) -> int:
    return Random(f"terms {customer_id}").choice(_DAYS)
