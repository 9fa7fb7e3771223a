"""What payers do to an amount on its way: discounts, fees, deductions, part and over-payments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from duebook.core.matching.causes import BEYOND_TERMS, Cause, Detail, Gap, causes_of
from duebook.core.matching.claims import claim_in, speaks_of_parts
from duebook.core.matching.values import Allocation, DifferenceReason, OpenItem, Policy, Receipt

EXACT = 0.86
"""Share of payments that come to the cent."""

Told = Sequence[tuple[Sequence[str], int]]
"""Item keys and the minor units that the payer says they get."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a receipt departs from the sum of the items: minor units short (positive) or over (negative),
    why, and how often payers pay exactly so (a probability per minor unit). ``told``: what the payer says
    each item (key) gets. ``closes``: what is missing is given up, by the company's policy; else it stays
    open. ``detail`` says more of the reason; ``off``: what it takes off each item (key), where it tells."""

    amount: int
    reason: DifferenceReason
    likelihood: float
    told: tuple[tuple[str, int], ...] = ()
    closes: bool = False
    detail: Detail = ""
    off: tuple[tuple[str, int], ...] = ()


def explain(
    receipt: Receipt,
    total: int,
    items: int,
    policy: Policy,
    text: str,
    of: Sequence[OpenItem] = (),
) -> Difference:
    """Why ``total`` was owed for ``items`` items (``of``: the items, to read their terms) and the receipt's
    amount came: the likeliest reason, the likelihood of all. ``text``: the payer's words in capitals."""
    short = total - receipt.amount
    if total <= 0:
        return Difference(short, "overpaid", 0.0)
    if short == 0:
        return Difference(0, "", 0.2 if claim_in(text) or speaks_of_parts(text) else EXACT)
    causes = causes_of(Gap(receipt, total, items, policy, text, of))
    if not causes:
        return Difference(short, "partial", 0.0)
    best = max(causes, key=_rank)
    likelihood = fsum(cause.likelihood for cause in causes)
    return Difference(short, best.reason, likelihood, (), best.closes, best.detail, best.off)


def _rank(cause: Cause) -> tuple[bool, float]:
    """What lies within the tolerance is not argued about, whatever else it may be."""
    return cause.reason == "rounding", cause.likelihood


def as_told(difference: Difference, receipt: Receipt, items: Sequence[OpenItem], told: Told) -> Difference:
    """The same difference, made certain when the payer says what each item gets and it adds up."""
    parts = {item.key: amount for keys, amount in told for item in items if item.key in keys}
    fits = all(0 <= parts.get(item.key, 0) / item.open_amount <= 1 for item in items)
    if len(parts) < len(items) or not fits or sum(parts.values()) != receipt.amount:
        return difference
    return replace(difference, likelihood=max(0.5, difference.likelihood), told=tuple(sorted(parts.items())))


def allocate(items: Sequence[OpenItem], difference: Difference) -> tuple[Allocation, ...]:
    """Spread the money: credit notes are set off in full, then every item is paid; what is missing is missing
    where payer or terms say, for a discount from all items alike, else from the largest, or from all in
    proportion when the largest is too small."""
    money = {item.key: item.open_amount for item in items}
    if difference.told:
        money = dict(difference.told)
    elif difference.amount > 0:
        _take_off(money, items, difference)
    return tuple(_allocation(item, money[item.key], difference) for item in items)


def _allocation(item: OpenItem, money: int, difference: Difference) -> Allocation:
    missing = item.open_amount - money
    given_up = missing if difference.closes else 0
    reason: DifferenceReason = difference.reason if missing else ""
    return Allocation(item.key, item.customer_id, item.number, money, given_up, reason)


def _take_off(money: dict[str, int], items: Sequence[OpenItem], difference: Difference) -> None:
    owed = sorted((i for i in items if i.open_amount > 0), key=lambda i: (-i.open_amount, i.due_date, i.key))
    alike = difference.reason == "discount" or difference.detail in BEYOND_TERMS
    if difference.off:
        shares = dict(difference.off)
        shares[owed[0].key] = shares.get(owed[0].key, 0) + difference.amount - sum(shares.values())
    elif alike or difference.amount >= owed[0].open_amount:
        shares = _in_proportion(owed, difference.amount)
    else:
        shares = {owed[0].key: difference.amount}
    for key, off in shares.items():
        money[key] -= off


def _in_proportion(owed: Sequence[OpenItem], missing: int) -> dict[str, int]:
    """Whole minor units that add up to what is missing, none more than its item."""
    total, left = sum(item.open_amount for item in owed), missing
    shares: dict[str, int] = {}
    for item in owed:
        shares[item.key] = min(left, -(-missing * item.open_amount // total))
        left -= shares[item.key]
    return shares
