"""A page of naive code: what the text names by number, order or tail, else the only item of that amount, else
the oldest ones; only when the sum is exact."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from bench.cash.peers.book import Book, in_turn, suggest, text_of
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt


def match(
    receipts: Iterable[Receipt], items: Sequence[OpenItem], history: Iterable[PastAllocation]
) -> dict[str, Given]:
    book = Book(items, history)
    return in_turn(receipts, lambda receipt: _decide(receipt, book))


def _decide(receipt: Receipt, book: Book) -> Given:
    words = dict.fromkeys(re.findall(r"[A-Za-z0-9/-]+", text_of(receipt)))
    owed = book.of(book.customer(receipt), receipt.currency)
    numbers = [item for word in words if (item := book.named(word, receipt.currency))]
    for named in (numbers, _by_order(owed, words), _by_tail(owed, words)):
        if named and sum(item.open_amount for item in named) == receipt.amount:
            return book.apply(receipt, named, "named, and the sum is exact")
    for among in (owed, book.all(receipt.currency)):
        equal = [item for item in among if item.open_amount == receipt.amount]
        if len(equal) == 1:
            return book.apply(receipt, equal, "the only item of this amount")
    sums = list(accumulate(item.open_amount for item in owed))
    if receipt.amount in sums:
        return book.apply(receipt, owed[: sums.index(receipt.amount) + 1], "the oldest items add up")
    return suggest(receipt, numbers or equal[:1], "named")


def _by_order(owed: Iterable[OpenItem], words: Collection[str]) -> list[OpenItem]:
    return [item for item in owed if item.po_number in words]


def _by_tail(owed: Iterable[OpenItem], words: Iterable[str]) -> list[OpenItem]:
    tails = tuple(word for word in words if word.isdigit() and len(word) >= 4)
    return [item for item in owed if item.number.endswith(tails)]
