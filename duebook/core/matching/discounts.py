"""The cash discounts that a set of items offers, each with what it takes off every item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from duebook.core.invoicing.terms import CashDiscount, read_terms
from duebook.core.matching.values import OpenItem
from duebook.core.money import round_half_up


@dataclass(frozen=True, slots=True)
class Offer:
    """``off``: minor units by item key; ``in_time``: all of it could still be taken on the day."""

    off: tuple[tuple[str, int], ...]
    in_time: bool


def offers_of(items: Sequence[OpenItem], day: date, grace: int) -> list[Offer]:
    """What the terms of these items let a payer take off who pays on ``day``, the offers still open first.

    One offer for the best rate that each item still grants, and one for each step of the terms (the first
    discount of every item, the second...), in time or not.
    """
    ladders = {item.key: read_terms(item.terms).discounts for item in items if item.terms}
    most = max(map(len, ladders.values()), default=0)
    if not most:
        return []
    open_still = [(item, _best(ladders.get(item.key, ()), item, day, grace)) for item in items]
    offers = [_offer(open_still, day, grace)]
    for step in range(most):
        chosen = [(item, _step(ladders.get(item.key, ()), step)) for item in items]
        offers.append(_offer(chosen, day, grace))
    found = (offer for offer in offers if any(off for _, off in offer.off))
    return sorted(dict.fromkeys(found), key=lambda offer: not offer.in_time)


def is_in_time(item: OpenItem, discount: CashDiscount, day: date, grace: int) -> bool:
    """Whether the money counts by the last day of the discount, or within the days of grace after it."""
    return day <= item.issue_date + timedelta(days=discount.days + grace)


def _best(ladder: Sequence[CashDiscount], item: OpenItem, day: date, grace: int) -> CashDiscount | None:
    still = [discount for discount in ladder if is_in_time(item, discount, day, grace)]
    return max(still, key=lambda discount: discount.rate, default=None)


def _step(ladder: Sequence[CashDiscount], step: int) -> CashDiscount | None:
    return ladder[min(step, len(ladder) - 1)] if ladder else None


def _offer(chosen: Sequence[tuple[OpenItem, CashDiscount | None]], day: date, grace: int) -> Offer:
    taken = [(item, discount) for item, discount in chosen if discount]
    off = tuple((item.key, round_half_up(Decimal(item.open_amount) * d.rate)) for item, d in taken)
    return Offer(off, all(is_in_time(item, discount, day, grace) for item, discount in taken))
