"""What payers write again and again: their number with us, their own reference of a contract or a shop."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from duebook.core.matching.pasts import SILENT, Past, Witness
from duebook.core.matching.values import PastAllocation, Receipt
from duebook.core.matching.words import upper

_TOKEN = re.compile(r"(?<![\w.,/+-])[A-Z]{0,4}[-/]?\d{4,14}(?![\w/-]|[.,]\d)")
_FEWEST_RECEIPTS = 2
_CUSTOMER_NUMBER = 0.95
"""How surely a text that gives a customer's number is about that customer."""
_SHORTEST_CUSTOMER_NUMBER = 5


class PayerHabits:
    """Numbers that came back in the texts of receipts for different items, and the numbers of customers."""

    def __init__(self, customers: Iterable[str], history: Iterable[PastAllocation]) -> None:
        self._customers = {
            plain: customer
            for customer in sorted(customers)
            if len(plain := _plain(customer)) >= _SHORTEST_CUSTOMER_NUMBER
        }
        first: dict[str, PastAllocation] = {}
        self._pasts: dict[str, Past] = defaultdict(Past)
        for past in history:
            for token in tokens(past.remittance):
                before = first.setdefault(token, past)
                if before.receipt_id != past.receipt_id and before.invoice_number != past.invoice_number:
                    if token not in self._pasts:
                        self._pasts[token].add(before.receipt_id, before.customer_id)
                    self._pasts[token].add(past.receipt_id, past.customer_id)

    def of(self, receipt: Receipt) -> tuple[Witness, str]:
        """What the text's most telling number says, and that number."""
        written = [*tokens(receipt.remittance), *(t for text in receipt.references for t in tokens(text))]
        for token in written:
            if token in self._customers:
                return Witness({self._customers[token]: _CUSTOMER_NUMBER}, 1 - _CUSTOMER_NUMBER), token
        known = [(self._pasts[token], token) for token in written if token in self._pasts]
        telling = [(past.witness(), token) for past, token in known if past.receipts >= _FEWEST_RECEIPTS]
        return min(telling, key=lambda found: (found[0].unknown, found[1]), default=(SILENT, ""))


def tokens(text: str) -> Iterator[str]:
    """The numbers of a text, with the few letters glued to them, without zeros before them."""
    return (_plain(found) for found in dict.fromkeys(_TOKEN.findall(upper(text))))


def _plain(token: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", token.upper()).lstrip("0")
