"""What is sold on a day: invoices as an ERP numbers and dates them."""

from bisect import bisect_left
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from random import Random
from statistics import NormalDist

from duebook.core.invoicing import Invoice
from duebook.simulator.values import Buyer

AMOUNTS = (
    (0.0, 12), (0.01, 71), (0.05, 333), (0.10, 823), (0.25, 4_672), (0.50, 19_000), (0.75, 51_000),
    (0.90, 91_000), (0.95, 121_000), (0.99, 180_000), (1.0, 420_000),
)  # fmt: skip
"""Quantiles of invoice amounts in whole units of the company's currency; between them log-linear.
Calibrated: see docs/simulator.md."""
OWN_SIZE = 0.5
"""How much of an amount is the customer's habit: correlation of his orders' normal scores."""

SEASON = (0.85, 0.88, 1.0, 0.98, 1.0, 1.02, 0.92, 0.82, 1.08, 1.12, 1.25, 1.08)
WEEKDAY = (1.0, 1.2, 1.15, 1.1, 1.0, 0.25, 0.0)
_DAYS_WITH_ORDERS = 30.4 * sum(WEEKDAY) / 7

_NORMAL = NormalDist()


class Numbering:
    """Document numbers as the ERP gives them: ``RE2500017``, by kind and year, without gaps."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, prefix: str, day: date) -> str:
        series = f"{prefix}{day:%y}"
        self._last[series] = self._last.get(series, 0) + 1
        return f"{series}{self._last[series]:05d}"


def orders_of_day(day: date, buyers: list[Buyer], worth: dict[str, Decimal], numbering: Numbering,
                  rng: Random) -> list[tuple[Buyer, Invoice]]:  # fmt: skip
    """The day's invoices. ``worth``: units of each currency for one of the company's."""
    pace = SEASON[day.month - 1] * WEEKDAY[day.weekday()] / _DAYS_WITH_ORDERS
    sold = [
        (buyer, invoice_for(buyer, day, order_amount(buyer, worth, rng), numbering, rng))
        for buyer in buyers
        if is_buying(buyer, day)
        for _ in range(poisson(buyer.orders_per_month * pace, rng))
    ]
    rng.shuffle(sold)
    return sold


def is_buying(buyer: Buyer, day: date) -> bool:
    """Joined, and not long insolvent (deliveries go on for three weeks, until the news spreads)."""
    failed = buyer.insolvent_on
    return buyer.joined <= day and (failed is None or day < failed + timedelta(days=21))


def poisson(mean: float, rng: Random) -> int:
    """How many events fall on a day when ``mean`` are expected (Knuth's multiplication method)."""
    count, product, floor = 0, rng.random(), exp(-mean)
    while product > floor:
        count += 1
        product *= rng.random()
    return count


def order_amount(buyer: Buyer, worth: dict[str, Decimal], rng: Random) -> int:
    """Minor units of the buyer's currency."""
    if buyer.same_amount:
        return buyer.same_amount
    score = OWN_SIZE * buyer.size + (1 - OWN_SIZE**2) ** 0.5 * rng.gauss(0, 1)
    return max(500, round(amount_at(_NORMAL.cdf(score)) * 100 * float(worth[buyer.currency])))


def whole_units(minor: float) -> int:
    """Rounded to a whole unit of a currency with cents, in minor units."""
    return round(minor / 100) * 100


def amount_at(share: float) -> float:
    """The amount below which ``share`` of all invoices lie."""
    at = max(1, bisect_left(AMOUNTS, (share,)))
    (low_share, low), (high_share, high) = AMOUNTS[at - 1], AMOUNTS[at]
    return exp(log(low) + (share - low_share) / (high_share - low_share) * log(high / low))


def invoice_for(buyer: Buyer, day: date, amount: int, numbering: Numbering, rng: Random, kind: str = "RE",
                ) -> Invoice:  # fmt: skip
    """An invoice (``RE``), or with a negative amount a credit note (``GS``) or advance (``AZ``)."""
    kinds = {"RE": "invoice", "GS": "credit_note", "AZ": "advance"}
    return Invoice(
        customer_id=buyer.customer_id,
        customer_name=buyer.name,
        invoice_number=numbering.next(kind, day),
        issue_date=day,
        due_date=day + timedelta(days=buyer.terms.days) if kind == "RE" else day,
        currency=buyer.currency,
        amount=amount,
        open_amount=amount,
        po_number=str(rng.randrange(4_500_000_000, 4_600_000_000)) if buyer.gives_order_number else "",
        terms=str(buyer.terms),
        kind=kinds[kind],  # type: ignore[arg-type]
    )
