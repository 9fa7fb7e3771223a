"""What payers do to an amount on its way: discounts, fees, deductions, part and over-payments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duebook.core.matching.amounts import roundness
from duebook.core.matching.values import Allocation, DifferenceReason, OpenItem, Policy, Receipt
from duebook.core.matching.vocabulary import CLAIM, DISCOUNT, PART

EXACT = 0.86
"""Share of payments that come to the cent."""

Told = Sequence[tuple[Sequence[str], int]]
"""Item keys and the minor units that the payer says they get."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a receipt departs from the sum of the items: minor units short (positive) or over (negative),
    why, and how often payers pay exactly so (a probability per minor unit). ``told``: what the payer says
    each item (key) gets."""

    amount: int
    reason: DifferenceReason
    likelihood: float
    told: tuple[tuple[str, int], ...] = ()


def explain(receipt: Receipt, total: int, items: int, policy: Policy, text: str) -> Difference:
    """Why ``total`` was owed and the receipt's amount came: the likeliest reason, the likelihood of all."""
    short = total - receipt.amount
    if total <= 0:
        return Difference(short, "overpaid", 0.0)
    claimed, parted = bool(CLAIM.search(text)), bool(PART.search(text))
    if short == 0:
        return Difference(0, "", 0.2 if claimed or parted else EXACT)
    reasons = _reasons(receipt, total, items, policy, text, claimed, parted)
    likelihood = sum(reasons.values())
    reason = max(reasons, key=lambda name: reasons[name]) if reasons else "partial"
    return Difference(short, reason, likelihood)


def _reasons(
    receipt: Receipt, total: int, items: int, policy: Policy, text: str, claimed: bool, parted: bool
) -> dict[DifferenceReason, float]:
    short = total - receipt.amount
    step = min(roundness(total), roundness(receipt.amount))
    reasons: dict[DifferenceReason, float] = {}
    if receipt.charges and short == receipt.charges:
        reasons["bank_fee"] = 0.8
    if abs(short) <= policy.tolerance.get(receipt.currency, 0):
        reasons["rounding"] = 0.02 / (2 * policy.tolerance[receipt.currency])
    if short < 0:
        reasons["overpaid"] = step * (0.01 / (0.1 * total) if -short < 0.1 * total else 0.002 / total)
        return reasons
    if is_discount(total, receipt.amount, items, policy):
        reasons["discount"] = (
            (0.4 if DISCOUNT.search(text) else 0.045) / len(policy.discount_rates) / (items + 1)
        )
    fee = policy.fee.get(receipt.currency, 0)
    if short <= fee:
        reasons["bank_fee"] = reasons.get("bank_fee", 0.0) + 0.03 * min(500, roundness(short)) / fee
    if short <= 0.2 * total:
        reasons["deduction"] = step * (0.6 if claimed else 0.05) / (0.2 * total)
    reasons["partial"] = step * (0.6 if parted else 0.02) / total
    return reasons


def as_told(difference: Difference, receipt: Receipt, items: Sequence[OpenItem], told: Told) -> Difference:
    """The same difference, made certain when the payer says what each item gets and it adds up."""
    parts = {item.key: amount for keys, amount in told for item in items if item.key in keys}
    fits = all(0 <= parts.get(item.key, 0) / item.open_amount <= 1 for item in items)
    if len(parts) < len(items) or not fits or sum(parts.values()) != receipt.amount:
        return difference
    return replace(difference, likelihood=max(0.5, difference.likelihood), told=tuple(sorted(parts.items())))


def is_discount(total: int, paid: int, items: int, policy: Policy) -> bool:
    """Whether the payer kept one of the usual rates; each item may have been rounded on its own."""
    return any(abs(total - paid - total * rate) <= 0.5 * items + 0.5 for rate in policy.discount_rates)


def allocate(items: Sequence[OpenItem], difference: Difference) -> tuple[Allocation, ...]:
    """Spread the money: credit notes are set off in full, then every item is paid; what is missing is missing
    from the largest, or from all in proportion when the largest is too small."""
    money = {item.key: item.open_amount for item in items}
    if difference.told:
        money = dict(difference.told)
    elif difference.amount > 0:
        _take_off(money, items, difference.amount)
    closes = difference.reason in {"discount", "bank_fee", "rounding"}
    return tuple(
        Allocation(
            item.key,
            item.customer_id,
            item.number,
            money[item.key],
            item.open_amount - money[item.key] if closes else 0,
            difference.reason if money[item.key] != item.open_amount else "",
        )
        for item in items
    )


def _take_off(money: dict[str, int], items: Sequence[OpenItem], missing: int) -> None:
    owed = sorted((i for i in items if i.open_amount > 0), key=lambda i: (-i.open_amount, i.due_date, i.key))
    if missing < owed[0].open_amount:
        money[owed[0].key] -= missing
        return
    total, left = sum(item.open_amount for item in owed), missing
    for item in owed:
        share = min(left, -(-missing * item.open_amount // total))
        money[item.key] -= share
        left -= share
