"""The customer base: shares are dealt out exactly, so that a small company is as typical as a large one."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp
from random import Random
from statistics import NormalDist
from typing import TypeVar

from duebook.simulator.behaviour import TEMPERAMENTS
from duebook.simulator.identifiers import bank_account, fill
from duebook.simulator.names import name_at_bank, plain_letters, unused_name
from duebook.simulator.tables import countries
from duebook.simulator.values import Buyer, Terms

T = TypeVar("T")

TERMS = {
    Terms(14): 44,
    Terms(14, 2, 8): 10,
    Terms(21): 12,
    Terms(30): 16,
    Terms(30, 3, 10): 4,
    Terms(45): 4,
    Terms(10): 10,
}
HABITS = {"full": 40, "structured": 14, "none": 15, "cut": 8, "order": 7, "prose": 6, "tail": 6, "advice": 4}
SEGMENTS = {"retail": 35, "trade": 30, "hospitality": 15, "industry": 15, "public": 5}

ORDERS_MEDIAN, ORDERS_SPREAD = 1.1, 1.45
"""Orders a month: median over customers, and spread of their logarithm."""
LARGEST_SHARE = 0.17
"""Share of all orders that the one big customer places."""


def dealt(shares: dict[T, int], count: int, rng: Random) -> list[T]:
    """``count`` choices in exactly the given proportions, shuffled."""
    total = sum(shares.values())
    bounds, reached = [], 0
    for choice, share in shares.items():
        reached += share
        bounds.append((reached / total, choice))
    picked = [next(choice for bound, choice in bounds if (i + 0.5) / count <= bound) for i in range(count)]
    rng.shuffle(picked)
    return picked


def normal_scores(count: int, rng: Random) -> list[float]:
    """Evenly spaced quantiles of the standard normal distribution, shuffled."""
    scores = [NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)]
    rng.shuffle(scores)
    return scores


def customer_base(count: int, start: date, end: date, rng: Random) -> list[Buyer]:
    """``count`` customers; one in ten joins between ``start`` and ``end``, one in seventy fails."""
    tables = countries()
    where = dealt({code: table["share"] for code, table in tables.items()}, count, rng)
    rates = order_rates(count, rng)
    home = where.index("DE")
    where[0], where[home] = "DE", where[0]
    sizes = normal_scores(count, rng)
    temperaments = dealt({name: t.share for name, t in TEMPERAMENTS.items()}, count, rng)
    terms, habits = dealt(TERMS, count, rng), dealt(HABITS, count, rng)
    taken: set[str] = set()
    buyers = [
        _buyer(10001 + i, where[i], rates[i], sizes[i] if i else 0.0, temperaments[i] if i else "payment_run",
               terms[i], habits[i], taken, rng)
        for i in range(count)
    ]  # fmt: skip
    return _fates(_groups(buyers, rng), start, end, rng)


def order_rates(count: int, rng: Random) -> list[float]:
    """Orders a month of each customer; the first is the big one."""
    others = [ORDERS_MEDIAN * exp(ORDERS_SPREAD * z) for z in normal_scores(count - 1, rng)]
    return [sum(others) * LARGEST_SHARE / (1 - LARGEST_SHARE), *others]


def _buyer(number: int, country: str, rate: float, size: float, temperament: str, terms: Terms, habit: str,
           taken: set[str], rng: Random) -> Buyer:  # fmt: skip
    table = countries()[country]
    name = unused_name(table, taken, rng)
    kind = TEMPERAMENTS[temperament]
    iban = bank_account(country, table["bban"], rng)
    currency = rng.choices([*table["currencies"]], [*table["currencies"].values()])[0]
    debited = country == "DE" and currency == "EUR" and not terms.discount_percent and rng.random() < 0.08
    return Buyer(
        customer_id=str(number),
        name=name,
        country=country,
        language=rng.choice(("fr", "de", "de")) if country == "CH" else table["language"],
        currency=currency,
        email=f"{'buchhaltung' if table['language'] == 'de' else 'ap'}@{_domain(name, number)}",
        phone=fill(table["phone"], rng),
        vat_id=fill(table["vat"], rng),
        street=f"{rng.choice(table['streets'])} {rng.randrange(1, 180)}",
        postal_code=fill(table["postal"], rng),
        city=rng.choice(table["cities"]),
        segment=rng.choices([*SEGMENTS], [*SEGMENTS.values()])[0],
        terms=terms,
        credit_limit=round(4 * exp(0.8 * size) * max(rate, 0.5)) * 1_000_000,
        iban=iban,
        iban_known=rng.random() < 0.55 or debited,
        joined=date.min,
        orders_per_month=rate,
        size=size,
        temperament=temperament,
        lead=round(rng.gauss(kind.mean, kind.between)),
        run_days=rng.choice(kind.runs),
        habit=habit,
        takes_discount=rng.choices(("in_time", "late", ""), (60, 15, 25))[0]
        if terms.discount_percent
        else "",
        gives_order_number=habit == "order" or rng.random() < 0.4,
        payer_name=name_at_bank(name, country, rng),
        payer_account=iban,
        group=str(number),
        mandate=f"M-{number}-1" if debited else "",
        same_amount=rng.randrange(90_000, 900_000, 500) if rng.random() < 0.03 else 0,
    )


def _domain(name: str, number: int) -> str:
    """A mail domain of RFC 2606, which can never belong to anybody."""
    stem = "".join(
        sign for sign in plain_letters(name.split()[0]).lower() if sign.isascii() and sign.isalnum()
    )
    return f"{stem}-{number}.example"


def _groups(buyers: list[Buyer], rng: Random) -> list[Buyer]:
    """One customer in twelve is paid for by somebody else: a parent company for its subsidiaries, or a
    settlement house for several customers, each in one transfer for all of them."""
    candidates = [b for b in buyers[1:] if b.currency == "EUR" and not b.mandate]
    chosen = rng.sample(candidates, min(len(candidates), 3 * round(len(buyers) / 36)))
    payers: dict[str, Buyer] = {}
    for at in range(0, len(chosen) - 2, 3):
        parent, *others = chosen[at : at + 3]
        house = f"Regulierungshaus {parent.city} AG" if at % 2 else parent.payer_name
        for buyer in (parent, *others):
            payers[buyer.customer_id] = replace(
                buyer, group=f"G{parent.customer_id}", payer_name=house,
                payer_account=parent.payer_account, run_days=parent.run_days, habit=parent.habit,
            )  # fmt: skip
    return [payers.get(buyer.customer_id, buyer) for buyer in buyers]


def _fates(buyers: list[Buyer], start: date, end: date, rng: Random) -> list[Buyer]:
    """Who joins after the start, and who stops paying for good."""
    span = (end - start).days
    changed = dict.fromkeys(rng.sample(range(1, len(buyers)), len(buyers) // 10), "joins")
    changed |= dict.fromkeys(rng.sample(range(1, len(buyers)), max(1, len(buyers) // 70)), "fails")
    out = []
    for at, buyer in enumerate(buyers):
        fate = changed.get(at)
        if fate == "joins":
            buyer = replace(buyer, joined=start + timedelta(days=rng.randrange(1, max(2, span * 3 // 4))))
        elif fate == "fails":
            buyer = replace(
                buyer, insolvent_on=start + timedelta(days=rng.randrange(span // 4, max(span, 2)))
            )
        out.append(buyer)
    return out
