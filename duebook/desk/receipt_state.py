"""In which state a receipt is, for people; and the filters of the list of receipts."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from duebook.books.rows import holding

WAITS = ~Q(waiting_then=0) & Q(parked=False)
FILTERS = {
    "by_itself": (_("Applied by itself"), Q(waiting_then=0, parked=False, by_itself=True)),
    "by_person": (_("Applied by a person"), Q(waiting_then=0, parked=False, by_itself=False)),
    "waits": (_("Waits"), WAITS),
    "unidentified": (_("Payer unknown"), WAITS & Q(customer__isnull=True)),
    "elsewhere": (_("Not from customers"), Q(parked=True)),
}


def state_of(receipt: Any) -> str:
    """The code (see words.RECEIPT_STATES) of a receipt that knows ``waiting_then`` and ``by_itself``."""
    if receipt.parked:
        return "elsewhere"
    if not receipt.waiting_then:
        return "by_itself" if receipt.by_itself else "by_person"
    if receipt.customer_id is None:
        return "unidentified"
    return "partly" if receipt.waiting_then < receipt.amount else "waits"


def matching_words(receipts: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose payer, customer or bank reference holds all the words."""
    return holding(receipts, words, "payer_name", "customer__name", "customer__number", "key")
