"""Why another amount came than was owed: each cause says how often payers pay exactly so.

A likelihood is the probability of just this amount, per minor unit: causes can be compared with each other
and with the explanation that other items were paid.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from duebook.core.invoicing.terms import read_terms
from duebook.core.matching.amounts import roundness
from duebook.core.matching.claims import claim_in, speaks_of_discount, speaks_of_parts
from duebook.core.matching.discounts import Offer, offers_of
from duebook.core.matching.values import DifferenceReason, OpenItem, Policy, Receipt

Detail = Literal["", "in_time", "late", "other_rate", "told_by_bank", "told_by_payer", "instalment", "claim"]
"""What is known beyond the reason. in_time, late, other_rate: a discount by the item's own terms, too late
for them, or at a rate that they do not name. told_by_bank: the bank reports the fee. told_by_payer: his
remittance says how much he kept back. claim: his words do. instalment: one of equal parts."""

BEYOND_TERMS: tuple[Detail, ...] = ("late", "other_rate")
_INSTALMENTS = (2, 3, 4, 6, 12)


@dataclass(frozen=True, slots=True)
class Gap:
    """``total`` minor units were owed for ``count`` items (``items``, where they are given), the receipt's
    amount came; ``text`` in capitals."""

    receipt: Receipt
    total: int
    count: int
    policy: Policy
    text: str
    items: Sequence[OpenItem] = ()

    @property
    def short(self) -> int:
        return self.total - self.receipt.amount

    @property
    def step(self) -> int:
        """The grid on which both amounts lie: a part of a round sum is rarely odd."""
        return min(roundness(self.total), roundness(self.receipt.amount))


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason that fits. ``closes``: by the company's policy what is missing is given up, else it stays
    open. ``off``: minor units taken off each item (key), where the cause tells."""

    reason: DifferenceReason
    likelihood: float
    closes: bool = False
    detail: Detail = ""
    off: tuple[tuple[str, int], ...] = ()


def causes_of(gap: Gap) -> list[Cause]:
    """Every cause that can have made this gap; empty where nothing known does."""
    return [cause for find in (OVER if gap.short < 0 else SHORT) for cause in find(gap)]


def _rounding(gap: Gap) -> Iterator[Cause]:
    tolerance = gap.policy.rounding(gap.receipt.currency, gap.total)
    if abs(gap.short) <= tolerance:
        yield Cause("rounding", 0.02 / (2 * tolerance), closes=True)


def _overpaid(gap: Gap) -> Iterator[Cause]:
    total, over = gap.total, -gap.short
    yield Cause("overpaid", gap.step * (0.01 / (0.1 * total) if over < 0.1 * total else 0.002 / total))


def _fee_told(gap: Gap) -> Iterator[Cause]:
    if gap.receipt.charges and gap.short == gap.receipt.charges:
        yield Cause("bank_fee", 0.8, gap.policy.we_bear_fees, "told_by_bank")


def _fee(gap: Gap) -> Iterator[Cause]:
    most = gap.policy.fee.get(gap.receipt.currency, 0)
    if gap.short <= most:
        yield Cause("bank_fee", 0.03 * min(500, roundness(gap.short)) / most, gap.policy.we_bear_fees)


def _discount(gap: Gap) -> Iterator[Cause]:
    """By the items' own terms; at a usual rate where they do not offer just that."""
    offers = offers_of(gap.items, gap.receipt.value_date, gap.policy.grace_days)
    fitting = next((offer for offer in offers if _fits(gap, offer)), None)
    if fitting:
        yield _agreed_discount(gap, fitting)
    elif any(_is_share(gap, rate) for rate in gap.policy.discount_rates):
        yield _usual_discount(gap)


def _agreed_discount(gap: Gap, offer: Offer) -> Cause:
    likelihood = (0.4 if _says_discount(gap) else 0.3 if offer.in_time else 0.045) / (gap.count + 1)
    if offer.in_time:
        return Cause("discount", likelihood, True, "in_time", offer.off)
    return _beyond_terms(gap, likelihood, "late", offer.off)


def _usual_discount(gap: Gap) -> Cause:
    """Agreed, as far as anybody knows, where the terms of no item can be read."""
    likelihood = (0.4 if _says_discount(gap) else 0.045) / len(gap.policy.discount_rates) / (gap.count + 1)
    if any(read_terms(item.terms).known for item in gap.items):
        return _beyond_terms(gap, likelihood, "other_rate", ())
    return Cause("discount", likelihood, closes=True)


def _beyond_terms(gap: Gap, likelihood: float, detail: Detail, off: tuple[tuple[str, int], ...]) -> Cause:
    """Granted all the same, or a claim of the payer's that stays open: as the company wants it."""
    granted = gap.policy.rates_beyond_terms
    return Cause("discount" if granted else "deduction", likelihood, granted or _is_small(gap), detail, off)


def _says_discount(gap: Gap) -> bool:
    return speaks_of_discount(gap.text) or _told(gap) == {"discount"}


def _told(gap: Gap) -> set[str]:
    """The reasons that the remittance gives, when what it lists as kept back adds up."""
    told = gap.receipt.deductions_told
    return {reason for _, _, reason in told} if gap.short == sum(amount for _, amount, _ in told) else set()


def _fits(gap: Gap, offer: Offer) -> bool:
    """Each item may have been rounded on its own, one way or the other."""
    return abs(gap.short - sum(off for _, off in offer.off)) <= 0.5 * gap.count + 0.5


def _is_share(gap: Gap, rate: float) -> bool:
    return abs(gap.short - gap.total * rate) <= 0.5 * gap.count + 0.5


def _deduction(gap: Gap) -> Iterator[Cause]:
    if gap.short > 0.2 * gap.total:
        return
    claimed = claim_in(gap.text)
    share = 0.6 if claimed else 0.05
    detail: Detail = "claim" if claimed else ""
    yield Cause("deduction", gap.step * share / (0.2 * gap.total), _is_small(gap), detail)


def _deduction_told(gap: Gap) -> Iterator[Cause]:
    if told := _told(gap):
        if told == {"bank_fee"}:
            yield Cause("bank_fee", 0.5, gap.policy.we_bear_fees, "told_by_payer")
        elif told != {"discount"}:
            yield Cause("deduction", 0.5, _is_small(gap), "told_by_payer")


def _is_small(gap: Gap) -> bool:
    return gap.short <= gap.policy.write_off_below.get(gap.receipt.currency, 0)


def _part(gap: Gap) -> Iterator[Cause]:
    yield Cause("partial", gap.step * (0.6 if speaks_of_parts(gap.text) else 0.02) / gap.total)


def _instalment(gap: Gap) -> Iterator[Cause]:
    """One of equal parts of a single item, the last of which closes it."""
    if len(gap.items) != 1:
        return
    whole = gap.items[0].amount or gap.total
    if any(abs(gap.receipt.amount - whole / parts) < 1 for parts in _INSTALMENTS):
        yield Cause("partial", 0.002, detail="instalment")


Finder = Callable[[Gap], Iterator[Cause]]
OVER: tuple[Finder, ...] = (_rounding, _overpaid)
SHORT: tuple[Finder, ...] = (
    _fee_told, _deduction_told, _rounding, _discount, _fee, _deduction, _instalment, _part,
)  # fmt: skip
"""Each looks for one cause; those that are told come first, which decides between equals."""
