"""The book as a stratum wants it: amounts that repeat, few large customers, long payments."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from random import Random

from bench.cash.cases.books import Batch, Bill, Ledger
from bench.cash.cases.strata import Stratum

_SIZES = (10, 10, 12, 12, 15, 20, 30, 50, 94)


def reshaped(ledger: Ledger, stratum: Stratum, seed: str) -> Ledger:
    """The same days and batches; amounts and customers changed as the stratum says."""
    if not (stratum.monotony or stratum.merged):
        return ledger
    names = sorted(ledger.customers)[: stratum.merged]
    bills = (_merged(bill, names, ledger) if names else bill for bill in ledger.bills)
    rng = Random(f"{seed} amounts")
    return Ledger(ledger.name, tuple(_monotonous(bill, stratum.monotony, rng) for bill in bills))


def _merged(bill: Bill, names: list[str], ledger: Ledger) -> Bill:
    """As one of a few customers; the houses go on paying each by itself."""
    owner = names[Random(bill.customer_id).randrange(len(names))]
    return replace(bill, customer_id=owner, customer_name=ledger.customers[owner], site=bill.customer_id)


def _monotonous(bill: Bill, share: float, rng: Random) -> Bill:
    """A standing price of the customer, or a multiple of 50.00."""
    draw = rng.random()
    if draw >= share:
        return bill
    if draw < share / 2:
        prices = Random(f"prices {bill.customer_id}")
        return replace(bill, amount=rng.choice([prices.randrange(50_00, 9000_00) for _ in range(4)]))
    return replace(bill, amount=max(50_00, round(bill.amount / 50_00) * 50_00))


def long_batches(bills: Iterable[Bill], least: int, rng: Random) -> list[tuple[date, Batch]]:
    """Each customer's payments of a window put together until they have ``least`` bills and more."""
    found = []
    ordered = sorted(bills, key=lambda b: (b.customer_id, b.currency, b.settled or date.max, b.due, b.number))
    for _, owed in groupby(ordered, key=lambda bill: (bill.customer_id, bill.currency)):
        rest = list(owed)
        while len(rest) >= least:
            size = min(len(rest), max(least, rng.choice(_SIZES)))
            together, rest = tuple(rest[:size]), rest[size:]
            found.append((max(bill.settled for bill in together if bill.settled), together))
    return found


def longest_batch(like: Batch, day: date, count: int, rng: Random) -> Batch:
    """``count`` new bills of the customer of ``like``, paid on ``day`` in one go."""
    first = like[0]
    return tuple(
        replace(
            first, number=f"77{4_000_000 + 7 * at:08d}", amount=rng.randrange(1_000, 900_000),
            issued=day - timedelta(days=20 + at % 9), due=day - timedelta(days=at % 9), settled=day,
        )
        for at in range(count)
    )  # fmt: skip
