"""A book that anyone can make: the statistics of the real one, invented customers.

A small model of batches: every customer has a share of the invoices (few have most), terms, payment runs and
a delay; on each run he pays what has become ripe for it. It is near the real book, a little plainer:

| | real | stand-in |
|---|---|---|
| invoices a payment: mean, 99 % up to, most | 2.36, 28, 94 | 2.13, 16, 44 |
| invoices paid together with others | 72 % | 70 % |
| share of the largest customer | 24 % | 15 % |
| payments of the oldest items | 68 % | 58 % |
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from bench.cash.cases.books import Bill, Ledger
from duebook.simulator.names import company_name
from duebook.simulator.tables import countries

CUSTOMERS, INVOICES = 1000, 32_000
FIRST, DAYS = date(2018, 12, 27), 338
_DELIVERIES = (1, 2, 3, 6), (0.55, 0.2, 0.15, 0.1)
"""Invoices of one order, and how often so many."""


@dataclass(frozen=True, slots=True)
class _Buyer:
    """A customer of the stand-in book. ``every``: days between his payment runs; ``late``: days he is late in
    general; ``size``: the logarithm of his usual amount."""

    customer_id: str
    name: str
    currency: str
    weight: float
    terms: int
    every: int
    late: float
    size: float


@cache
def stand_in_book(invoices: int = INVOICES, seed: int = 1) -> Ledger:
    rng = Random(f"stand-in {seed}")
    buyers = [_buyer(number, rng) for number in range(CUSTOMERS)]
    weights = [buyer.weight for buyer in buyers]
    orders = zip(rng.choices(buyers, weights, k=invoices), rng.choices(*_DELIVERIES, k=invoices), strict=True)
    owners = [buyer for buyer, deliveries in orders for _ in range(deliveries)][:invoices]
    return Ledger(
        "stand-in", tuple(_bill(number, number / invoices, buyer, rng) for number, buyer in enumerate(owners))
    )


def _buyer(number: int, rng: Random) -> _Buyer:
    country = rng.choice(("US", "US", "DE", "FR", "GB", "NL", "IT", "ES", "PL", "CH"))
    return _Buyer(
        f"{100_000 + 37 * number}", company_name(countries()[country], rng),
        rng.choices(("USD", "CAD"), (92, 8))[0], (number + 1) ** -1.05, rng.choice((14, 14, 15, 17, 30, 45)),
        rng.choice((1, 1, 1, 1, 2, 7)) if number else 1,
        rng.gauss(1, 4), rng.gauss(9.2, 1.3),
    )  # fmt: skip


def _bill(number: int, share: float, buyer: _Buyer, rng: Random) -> Bill:
    issued = FIRST + timedelta(days=int(share * DAYS))
    due = issued + timedelta(days=buyer.terms)
    amount = max(500, round(100 * 2.718 ** rng.gauss(buyer.size, 1.1)))
    settled = _pay_day(due + timedelta(days=round(rng.gauss(buyer.late, 2))), buyer)
    return Bill(
        buyer.customer_id, buyer.name, f"RG19-{number * 3 + 7:06d}", issued, due,
        buyer.currency, amount, settled if settled <= FIRST + timedelta(days=DAYS) else None,
    )  # fmt: skip


def _pay_day(earliest: date, buyer: _Buyer) -> date:
    """His next run from a day on, never on a weekend."""
    wait = -(earliest - FIRST).days % buyer.every
    day = earliest + timedelta(days=wait)
    return day + timedelta(days=max(0, 7 - day.isoweekday()) if day.isoweekday() > 5 else 0)


def batch_sizes(ledger: Ledger) -> Iterator[int]:
    """Invoices of each payment, to compare with the real book."""
    for batches in ledger.batches.values():
        for batch in batches:
            yield len(batch)
