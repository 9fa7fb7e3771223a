"""As ERPNext decides: candidates ranked by equal reference number, amount and party.

The bank reconciliation tool gives each open voucher one point for itself and one each for a reference number
equal to that of the transaction, for an equal amount, and for the transaction's party, and lists them by
rank; reconciling by itself takes the vouchers whose reference number is equal, until the money is used up
(frappe/erpnext, erpnext/accounts/doctype/bank_reconciliation_tool/bank_reconciliation_tool.py:
get_linked_payments, check_matching, start_auto_reconcile). The party comes from the bank account, else from
the likest name (pull request 34675). Here invoices are the vouchers, and the payer's text is the reference
number.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache

from bench.cash.peers.book import Book, in_turn, suggest
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt

_LIKE = 0.8


def match(
    receipts: Iterable[Receipt], items: Sequence[OpenItem], history: Iterable[PastAllocation]
) -> dict[str, Given]:
    book = Book(items, history)

    @cache
    def party_called(name: str) -> str:
        best = get_close_matches(name.casefold(), book.names, 1, _LIKE)
        return book.names[best[0]] if best else ""

    return in_turn(receipts, lambda r: _decide(r, book.customer(r) or party_called(r.payer_name), book))


def _decide(receipt: Receipt, party: str, book: Book) -> Given:
    references = {receipt.remittance.strip(), *receipt.references} - {""}
    equal, left = [], receipt.amount
    for reference in sorted(references):
        item = book.named(reference, receipt.currency)
        if item and left > 0:
            equal.append(item)
            left -= item.open_amount
    if equal:
        return book.apply(receipt, equal, "equal reference number")
    candidates = book.of(party, receipt.currency) if party else book.all(receipt.currency)
    ranked = sorted(candidates, key=lambda item: (-(item.open_amount == receipt.amount), item.issue_date))
    return suggest(receipt, ranked[:1], "first by rank")
