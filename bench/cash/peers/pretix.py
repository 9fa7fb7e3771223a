"""As pretix decides for its orders: all codes in the text, and the exact sum when there are several.

Spaces and line breaks are taken out of the reference, then every code of the known form is looked up. One
code: all the money goes to that order, whatever the amount. Several: each gets what it has open if that adds
up to the cent, else a person decides. An order that is paid already makes the payment a duplicate
(pretix/pretix, src/pretix/plugins/banktransfer/tasks.py: process_banktransfers, _handle_transaction). Here an
invoice number is the code.
"""

import re
from collections.abc import Iterable, Sequence

from bench.cash.peers.book import Book, in_turn, shapes, suggest, text_of
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt


def match(
    receipts: Iterable[Receipt], items: Sequence[OpenItem], history: Iterable[PastAllocation]
) -> dict[str, Given]:
    book, codes = Book(items, history), re.compile(shapes(items), re.IGNORECASE)
    known = {item.number for item in items}
    return in_turn(receipts, lambda receipt: _decide(receipt, book, codes, known))


def _decide(receipt: Receipt, book: Book, codes: re.Pattern[str], known: set[str]) -> Given:
    text = re.sub(r"\s", "", text_of(receipt)).upper()
    found = [code for code in dict.fromkeys(codes.findall(text)) if code in known]
    orders = [item for code in found if (item := book.named(code, receipt.currency))]
    if not orders or len(orders) < len(found):
        return suggest(receipt, orders, "paid already")
    if len(orders) == 1 or sum(item.open_amount for item in orders) == receipt.amount:
        return book.apply(receipt, orders, "the codes are in the text")
    return suggest(receipt, orders, "the sum is another")
