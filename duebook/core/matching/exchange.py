"""Receipts that the bank converted: judged in the currency in which the items are owed.

A payer of a bill in dollars sends dollars; our euro account gets euros. When the bank says what was sent, the
receipt is matched in dollars, and its euros are spread over the items as the dollars are.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from duebook.core.matching.book import Book
from duebook.core.matching.values import Evidence, Proposal, Receipt
from duebook.core.money import round_half_up


def as_sent(receipt: Receipt, book: Book) -> Receipt:
    """The receipt in the currency the payer sent, where his items are in that and none in what arrived."""
    if receipt.instructed_amount is None or receipt.instructed_currency == receipt.currency:
        return receipt
    owed = _currencies_named(receipt, book) or _currencies_of_payer(receipt, book)
    if receipt.instructed_currency not in owed or receipt.currency in owed:
        return receipt
    return replace(receipt, amount=receipt.instructed_amount, currency=receipt.instructed_currency, charges=0)


def _currencies_named(receipt: Receipt, book: Book) -> set[str]:
    mentions = (m for m in book.references.read(receipt).mentions if m.is_clear)
    return {book.items[key].currency for mention in mentions for key in mention.items}


def _currencies_of_payer(receipt: Receipt, book: Book) -> set[str]:
    """Those of the two in which the likeliest customer owes something."""
    likeliest = book.payers.of(receipt).candidates[:1]
    both = (receipt.currency, receipt.instructed_currency)
    return {c for c in both for customer in likeliest if book.count(customer.customer_id, c)}


def as_received(proposal: Proposal, receipt: Receipt, sent: Receipt) -> Proposal:
    """The proposal for a receipt that was judged as ``sent``: lines in the items' currency, what is left in
    the receipt's own."""
    if sent.currency == receipt.currency:
        return proposal
    used = sum(money_of(receipt, [(sent.currency, line.amount) for line in proposal.allocations]))
    converted = Evidence.of("amount.converted", 0.0, amount=sent.amount, currency=sent.currency)
    return replace(proposal, unallocated=receipt.amount - used, evidence=(*proposal.evidence, converted))


def money_of(receipt: Receipt, lines: Sequence[tuple[str, int]]) -> list[int]:
    """Minor units of the receipt for each line (currency and amount of an item).

    Of a converted receipt the lines together get just their share, and the whole when all that was sent is
    theirs; in the receipt's own currency each gets its amount.
    """
    used, spent, sent = [], 0, 0
    for currency, amount in lines:
        if currency == receipt.currency or not receipt.instructed_amount:
            used.append(amount)
            continue
        sent += amount
        until = round_half_up(Decimal(receipt.amount) * sent / receipt.instructed_amount)
        used.append(until - spent)
        spent = until
    return used
