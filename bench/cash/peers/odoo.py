"""As Odoo's reconciliation model decides: digit tokens of the label, else the partner's oldest items.

Words of the label with four signs or more, of which four digits or more, are compared with the digit groups
of the invoices' numbers and references. What is found is sorted by number of hits and due date; without hits
all items of the partner are, the oldest first. Of these one of exactly the amount is taken, else one after
the other as long as there is money left. The standard rule ("perfect match") needs the partner, posts by
itself only what tokens found, and rejects what the money does not cover in full; the second standard rule
("partial match if underpaid") proposes it. odoo/odoo 16.0, addons/account/models/account_reconcile_model.py:
_get_invoice_matching_st_line_tokens, _get_invoice_matching_amls_candidates,
_get_invoice_matching_amls_result, _check_rule_propositions.
"""

import re
from collections.abc import Iterable, Sequence

from bench.cash.peers.book import Book, in_turn, suggest, text_of
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt

_SIGNIFICANT = 4


def match(
    receipts: Iterable[Receipt], items: Sequence[OpenItem], history: Iterable[PastAllocation]
) -> dict[str, Given]:
    book = Book(items, history)
    return in_turn(receipts, lambda receipt: _decide(receipt, book))


def _decide(receipt: Receipt, book: Book) -> Given:
    partner = book.customer(receipt)
    owed = book.of(partner, receipt.currency)
    tokens = set(numerical_tokens(text_of(receipt)))
    hits = {item.number: len(tokens & _digit_groups(item)) for item in owed}
    found = sorted((i for i in owed if hits[i.number]), key=lambda i: -hits[i.number])
    kept = _as_far_as_it_goes(found or owed, receipt.amount)
    covered = sum(item.open_amount for item in kept) <= receipt.amount
    if found and covered:
        return book.apply(receipt, kept, "tokens of the label")
    return suggest(receipt, kept, "tokens of the label" if found else "the oldest of the partner")


def numerical_tokens(text: str) -> list[str]:
    """``"RG-2024/0017 of May"`` gives ``["20240017"]``: signs are dropped, words are not split by them."""
    words = (re.sub(r"[^0-9a-zA-Z]", "", word) for word in text.split())
    digits = (re.sub(r"\D", "", word) for word in words if len(word) >= _SIGNIFICANT)
    return [token for token in digits if len(token) >= _SIGNIFICANT]


def _digit_groups(item: OpenItem) -> set[str]:
    """The invoice's own number and the customer's order, without all that is no digit."""
    fields = (re.sub(r"[^0-9\s]", "", field) for field in (item.number, item.po_number))
    return {token for field in fields for token in field.split()}


def _as_far_as_it_goes(items: Iterable[OpenItem], amount: int) -> list[OpenItem]:
    kept: list[OpenItem] = []
    left = amount
    for item in items:
        if item.open_amount == amount:
            return [item]
        if left > 0:
            kept.append(item)
            left -= item.open_amount
    return kept
