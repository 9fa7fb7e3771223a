"""How a payment differs from the sum of its invoices: one function per manner, and how often each is met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from duebook.core.invoicing import Invoice
from duebook.simulator.orders import whole_units
from duebook.simulator.values import Buyer


@dataclass(slots=True)
class Debt:
    """An invoice in the payer's books (credit notes and advances are negative). ``remaining`` minor units
    he still means to pay on ``pay_on``; None: not until something happens. ``by_transfer``: a direct debit
    came back, from now on he pays by himself."""

    buyer: Buyer
    invoice: Invoice
    remaining: int
    pay_on: date | None
    by_transfer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Money for one debt; ``difference`` is what he leaves out, and why (``reason``)."""

    debt: Debt
    amount: int
    difference: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """What one payment covers. ``extra`` minor units are paid beyond what is owed."""

    kind: str
    lines: tuple[Line, ...]
    extra: int = 0

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines) + self.extra


def exact(debts: Sequence[Debt]) -> Deal:
    customers = {debt.buyer.customer_id for debt in debts}
    offset = any(debt.remaining < 0 for debt in debts)
    kind = "set_off" if offset else "merged" if len(customers) > 1 else "exact"
    return Deal(kind, tuple(Line(debt, debt.remaining) for debt in debts))


def _discount(debts: Sequence[Debt], day: date, too_much: int) -> Deal:
    """The agreed percentage off each invoice, or ``too_much`` more, commercially rounded; late when the days
    are over."""
    lines, late = [], False
    for line in exact(debts).lines:
        terms = line.debt.buyer.terms
        off = (line.amount * (terms.discount_percent + too_much) + 50) // 100 if line.amount > 0 else 0
        late |= day > line.debt.invoice.issue_date + timedelta(days=terms.discount_days + 3)
        lines.append(
            replace(line, amount=line.amount - off, difference=off, reason="discount" if off else "")
        )
    kind = "discount_wrong" if too_much else "discount_late" if late else "discount"
    return Deal(kind, tuple(lines))


def _deduction(debts: Sequence[Debt], rng: Random) -> Deal:
    """Three to twenty percent off the largest invoice: goods missing, damaged, wrongly priced."""
    deal = exact(debts)
    largest = max(deal.lines, key=lambda line: line.amount)
    off = max(100, whole_units(largest.amount * rng.uniform(0.03, 0.2)))
    short = replace(largest, amount=largest.amount - off, difference=off, reason="deduction")
    return Deal("deduction", tuple(short if line is largest else line for line in deal.lines))


def _bank_fee(debts: Sequence[Debt], rng: Random) -> Deal:
    """A bank on the way kept its fee."""
    deal = exact(debts)
    fee = rng.choice((750, 1000, 1250, 1500, 2000, 2500, 3500))
    largest = max(deal.lines, key=lambda line: line.amount)
    short = replace(largest, amount=largest.amount - fee, difference=fee, reason="bank_fee")
    return Deal("bank_fee", tuple(short if line is largest else line for line in deal.lines))


def _instalment(debts: Sequence[Debt], rng: Random) -> Deal:
    """A third to two thirds now, the rest some weeks later."""
    (debt,) = debts
    now = whole_units(debt.remaining * rng.choice((0.3333, 0.5, 0.5, 0.6)))
    return Deal("partial", (Line(debt, now, debt.remaining - now, "partial"),))


def _overpaid(debts: Sequence[Debt], rng: Random) -> Deal:
    """Rounded up, a digit wrong, or an invoice added twice in the sum."""
    deal = exact(debts)
    extra = rng.choice((9, 90, 100, 1000, 10_000, deal.total // 20 or 1))
    return replace(deal, kind="overpaid", extra=extra)


def claim_about(number: str) -> str:
    """Why an invoice is cut: quantity, quality or price; always the same for one invoice."""
    return ("quantity", "quality", "price")[int(number[-3:]) % 3]


def _is_begun(debts: Sequence[Debt]) -> bool:
    """The rest of one invoice that was paid in part."""
    return len(debts) == 1 and 0 < debts[0].remaining < debts[0].invoice.amount


Manner = Callable[[Sequence[Debt], Random], Deal]

CHANCES: tuple[tuple[Manner, float, Callable[[Sequence[Debt]], bool]], ...] = (
    (_instalment, 0.4, _is_begun),
    (_deduction, 0.022, bool),
    (_instalment, 0.015, lambda debts: len(debts) == 1),
    (_overpaid, 0.008, bool),
    (_bank_fee, 0.12, lambda debts: debts[0].buyer.country in ("US", "GB", "CH")),
)
"""Manner, its chance per payment, and where it can happen at all."""
WRONG_RATE = 0.06
"""Chance that who takes a discount takes a percent more than agreed."""


def agree(debts: Sequence[Debt], day: date, rng: Random) -> Deal:
    """What the payer pays of these debts, all of one currency and together more than nothing."""
    if all(debt.buyer.takes_discount for debt in debts) and _may_discount(debts, day):
        return _discount(debts, day, too_much=int(rng.random() < WRONG_RATE))
    draw = rng.random()
    for manner, chance, possible in CHANCES:
        if not possible(debts):
            continue
        if draw < chance and min(debt.remaining for debt in debts) > 10_000:
            return manner(debts, rng)
        draw -= chance
    return exact(debts)


def _may_discount(debts: Sequence[Debt], day: date) -> bool:
    """In time (with three days of grace), or by a payer who takes it anyway; only from whole invoices."""
    return all(
        debt.invoice.kind == "invoice"
        and debt.remaining == debt.invoice.amount
        and (
            debt.buyer.takes_discount == "late"
            or day <= debt.invoice.issue_date + timedelta(days=debt.buyer.terms.discount_days + 3)
        )
        for debt in debts
    )
