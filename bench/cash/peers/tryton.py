"""As Tryton's account_statement_rule decides: regular expressions with named groups, in order.

The first rule whose expression is found in the line gives an invoice and a bank account; the invoice must
have exactly that number, be open and of the line's currency, and belong to the party of the account when
that is known; the whole amount then goes to this one invoice. Nothing else is compared (tryton/tryton,
modules/account_statement_rule/account.py: StatementRule.match, StatementRuleLine.get_line, _get_party,
_get_invoice; documentation of the module). The one rule here is what a careful bookkeeper would write: a text
with one number of the known form, and only one.
"""

import re
from collections.abc import Iterable, Sequence

from bench.cash.peers.book import Book, in_turn, shapes, suggest, text_of
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt


def match(
    receipts: Iterable[Receipt], items: Sequence[OpenItem], history: Iterable[PastAllocation]
) -> dict[str, Given]:
    number = rf"\b(?:{shapes(items)})\b"
    rule = re.compile(rf"^(?!.*{number}.*{number}).*(?P<invoice>{number})", re.DOTALL)
    book = Book(items, history)
    return in_turn(receipts, lambda receipt: _decide(receipt, book, rule))


def _decide(receipt: Receipt, book: Book, rule: re.Pattern[str]) -> Given:
    found = rule.search(text_of(receipt))
    invoice = book.named(found["invoice"], receipt.currency) if found else None
    party = book.customer(receipt)
    if invoice and party in ("", invoice.customer_id):
        return book.apply(receipt, [invoice], "the rule found the invoice")
    return suggest(receipt, [], "")
