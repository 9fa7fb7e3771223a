"""The people of the example company: a clerk who knows what each payer meant, and decides so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from duebook.books.audit.operations import AlreadyDone
from duebook.books.banking.queries import bank_lines_of
from duebook.books.companies.models import Company
from duebook.books.ledger.operations import DIFFERENCE_ACCOUNTS, Application, NotPossible
from duebook.books.ledger.queries import items_by_number
from duebook.books.matching.decisions import accept, review, set_aside, settle
from duebook.books.matching.queries import waiting_by_bank_reference
from duebook.books.matching.review import open_proposals
from duebook.books.matching.verdicts import to_review
from duebook.core.money import round_half_up, to_minor
from duebook.flows.rates import rates_for

if TYPE_CHECKING:
    from duebook.books.ledger.models import OpenItem, Receipt
    from duebook.books.matching.models import Proposal

CLERK = "clerk"
GIVES_UP_AFTER = timedelta(days=30)
"""So long he tries; what he could not settle by then stays for another."""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """What a receipt really paid: major units of the item's currency, as the simulator wrote them."""

    number: str
    amount: str
    difference: str
    reason: str


Truth = Mapping[str, Sequence[TrueLine]]
"""Bank reference to its lines."""

Said = set[tuple[str, int]]
"""Items by key, and what each gets of the money."""


def decide_as_the_truth_says(company: Company, truth: Truth, until: date, now: datetime) -> int:
    """The clerk decides what waits since ``until`` or longer: he takes the proposals that are right together,
    settles the others by hand, and sets aside what pays nothing.

    Returns how many receipts he could settle.
    """
    waiting = waiting_by_bank_reference(company, until - GIVES_UP_AFTER, until)
    lines = {receipt.key: truth.get(reference, ()) for reference, receipt in waiting.items()}
    items = items_by_number(company, {line.number for told in lines.values() for line in told})
    taken = _take(company, {key: _meant(told, items) for key, told in lines.items()}, now)
    left = [receipt for receipt in waiting.values() if receipt.key not in taken]
    settled = sum(_settle(company, receipt, lines[receipt.key], items, now) for receipt in left)
    return settled + sum(bool(lines[key]) for key in taken)


def look_again(company: Company, truth: Truth, until: date, now: datetime) -> None:
    """The clerk looks at the automatic receipts that were drawn and booked by ``until``."""
    drawn = list(to_review(company).filter(receipt__booking_date__lte=until))
    told = {p.pk: truth.get(bank_lines_of(p.receipt)[0].bank_reference, ()) for p in drawn}
    items = items_by_number(company, {line.number for lines in told.values() for line in lines})
    for proposal in drawn:
        right = _says(proposal) == _meant(told[proposal.pk], items)
        with suppress(NotPossible, AlreadyDone):
            review(company, proposal, right, CLERK, now)


def _take(company: Company, meant: Mapping[str, Said | None], now: datetime) -> set[str]:
    """Accepts all proposals that say what was meant; returns the keys of their receipts."""
    right = [
        proposal
        for proposal in open_proposals(company).select_related("event").filter(receipt__key__in=meant)
        if proposal.decision != "unmatched" and _says(proposal) == meant[proposal.receipt.key]
    ]
    return _accept(company, right, now) if right else set()


def _accept(company: Company, proposals: Sequence[Proposal], now: datetime) -> set[str]:
    """All together; where that is not possible, those that can be taken alone."""
    try:
        accept(company, proposals, rates_for(company), CLERK, now)
    except AlreadyDone:
        return set()
    except NotPossible:
        alone = proposals if len(proposals) > 1 else ()
        return set().union(*(_accept(company, [proposal], now) for proposal in alone))
    return {proposal.receipt.key for proposal in proposals}


def _says(proposal: Proposal) -> Said:
    return {(line.item.key, line.amount) for line in proposal.allocations.all()}


def _meant(lines: Sequence[TrueLine], items: Mapping[str, OpenItem]) -> Said | None:
    """None where an item of the truth is not in the books."""
    if any(line.number not in items for line in lines):
        return None
    found = [(items[line.number], line.amount) for line in lines]
    return {(item.key, to_minor(amount, item.currency)) for item, amount in found}


def _settle(
    company: Company,
    receipt: Receipt,
    lines: Sequence[TrueLine],
    items: Mapping[str, OpenItem],
    now: datetime,
) -> bool:
    try:
        if not lines:
            set_aside(company, receipt.key, "paid twice or not a customer's", CLERK, now)
            return False
        applications = _applications(receipt, [(line, items[line.number]) for line in lines])
        customer = items[lines[0].number].customer.number
        settle(company, receipt.key, customer, applications, rates_for(company), CLERK, now)
    except (KeyError, NotPossible, AlreadyDone):
        return False
    return True


def _applications(receipt: Receipt, lines: Sequence[tuple[TrueLine, OpenItem]]) -> list[Application]:
    foreign = any(item.currency != receipt.currency for _, item in lines)
    amounts = [to_minor(line.amount, item.currency) for line, item in lines]
    money = _split(receipt.unapplied, amounts) if foreign else [None] * len(lines)
    return [
        Application(receipt.key, item.key, amount, *_given_up(line, item), money=part)
        for (line, item), amount, part in zip(lines, amounts, money, strict=True)
    ]


def _given_up(line: TrueLine, item: OpenItem) -> tuple[int, str]:
    if line.reason not in DIFFERENCE_ACCOUNTS:
        return 0, ""
    return to_minor(line.difference, item.currency), line.reason


def _split(money: int, amounts: Sequence[int]) -> list[int]:
    """``money`` in the proportion of ``amounts``; the last takes what rounding leaves."""
    parts = [round_half_up(Decimal(money) * amount / sum(amounts)) for amount in amounts]
    parts[-1] += money - sum(parts)
    return parts
