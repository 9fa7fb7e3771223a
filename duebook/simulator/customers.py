"""The customer base: who they are, how much they buy, and in which manner they pay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import exp
from random import Random

from duebook.simulator.behaviour import TEMPERAMENTS
from duebook.simulator.dealing import dealt, normal_scores, quantile_scores
from duebook.simulator.fates import with_fates, with_mandates
from duebook.simulator.identifiers import bank_account, fill
from duebook.simulator.names import name_at_bank, plain_letters, unused_name
from duebook.simulator.tables import countries
from duebook.simulator.third_parties import with_payers
from duebook.simulator.values import Buyer, Terms

TERMS = {
    Terms(14): 38,
    Terms(14, 2, 8): 10,
    Terms(21): 12,
    Terms(30): 20,
    Terms(14, 3, 7): 4,
    Terms(45): 6,
    Terms(10): 10,
}
HABITS = {"full": 40, "structured": 14, "none": 15, "cut": 8, "order": 7, "prose": 6, "tail": 6, "advice": 4}
SEVERAL_LANGUAGES = {"CH": ("fr", "de", "de"), "NL": ("nl", "nl", "fy")}
SEGMENTS = {"retail": 35, "trade": 30, "hospitality": 15, "industry": 15, "public": 5}

ORDERS_MEDIAN, ORDERS_SPREAD = 1.0, 2.0
"""Orders a month: median over customers, and spread of their logarithm."""
ORDERS_MOST = 90
"""What no customer but the big one reaches: large ones level off towards it."""
LARGEST_SHARE = 0.17
"""Share of all orders that the one big customer places."""
BUSY = 12
"""Orders a month from which a customer alone could shape the whole book."""


@dataclass(frozen=True, slots=True)
class Role:
    """What was dealt to one customer."""

    rate: float
    country: str
    size: float
    temperament: str
    terms: Terms
    habit: str


def customer_base(count: int, start: date, end: date, rng: Random) -> list[Buyer]:
    """``count`` customers; one in ten joins between ``start`` and ``end``, one in seventy fails."""
    numbers = list(range(10001, 10001 + count))
    rng.shuffle(numbers)
    taken: set[str] = set()
    buyers = [
        _buyer(str(number), role, taken, rng) for number, role in zip(numbers, roles(count, rng), strict=True)
    ]
    return with_fates(with_payers(with_mandates(buyers, rng), rng), start, end, rng)


def roles(count: int, rng: Random) -> Iterator[Role]:
    """First the one big customer, then the others from the busiest to the quietest."""
    wishes = (ORDERS_MEDIAN * exp(ORDERS_SPREAD * score) for score in quantile_scores(count - 1))
    others = [ORDERS_MOST * (1 - exp(-wish / ORDERS_MOST)) for wish in wishes]
    big = sum(others) * LARGEST_SHARE / (1 - LARGEST_SHARE)
    yield Role(big, "DE", 0.0, "payment_run", Terms(14), "full")
    hands = zip(
        others,
        dealt({code: table["share"] for code, table in countries().items()}, count - 1, rng),
        normal_scores(count - 1, rng),
        dealt({name: kind.share for name, kind in TEMPERAMENTS.items()}, count - 1, rng),
        dealt(TERMS, count - 1, rng),
        dealt(HABITS, count - 1, rng),
        strict=True,
    )
    yield from (_steady(Role(*hand)) for hand in hands)


def _steady(role: Role) -> Role:
    """A busy customer orders nearer to the average, and is not chronically late: nobody would deliver."""
    if role.rate <= BUSY:
        return role
    late = role.temperament == "chronically_late"
    return replace(role, size=role.size / 2, temperament="slipping" if late else role.temperament)


def _buyer(number: str, role: Role, taken: set[str], rng: Random) -> Buyer:
    table = countries()[role.country]
    name = unused_name(table, taken, rng)
    kind = TEMPERAMENTS[role.temperament]
    iban = bank_account(role.country, table["bban"], rng)
    currency = rng.choices([*table["currencies"]], [*table["currencies"].values()])[0]
    same_amount = rng.randrange(90_000, 900_000, 500) if role.rate < 2 and rng.random() < 0.03 else 0
    return Buyer(
        customer_id=number,
        name=name,
        country=role.country,
        language=rng.choice(SEVERAL_LANGUAGES.get(role.country, (table["language"],))),
        currency=currency,
        email=f"{'buchhaltung' if table['language'] == 'de' else 'ap'}@{_domain(name, number)}",
        phone=fill(table["phone"], rng),
        vat_id=fill(table["vat"], rng),
        street=f"{rng.choice(table['streets'])} {rng.randrange(1, 180)}",
        postal_code=fill(table["postal"], rng),
        city=rng.choice(table["cities"]),
        segment=rng.choices([*SEGMENTS], [*SEGMENTS.values()])[0],
        terms=role.terms,
        credit_limit=round(4 * exp(0.8 * role.size) * max(role.rate, 0.5)) * 1_000_000,
        iban=iban,
        iban_known=rng.random() < 0.55,
        joined=date.min,
        orders_per_month=role.rate,
        size=role.size,
        temperament=role.temperament,
        lead=rng.gauss(kind.mean, kind.between),
        run_days=rng.choice(kind.runs),
        habit=role.habit,
        takes_discount=rng.choices(("in_time", "late", ""), (60, 15, 25))[0]
        if role.terms.discount_percent
        else "",
        gives_order_number=role.habit == "order" or rng.random() < 0.4,
        payer_name=name_at_bank(name, role.country, rng),
        payer_account=iban,
        group=number,
        same_amount=same_amount,
    )


def _domain(name: str, number: str) -> str:
    """A mail domain of RFC 2606, which can never belong to anybody."""
    stem = "".join(
        sign for sign in plain_letters(name.split()[0]).lower() if sign.isascii() and sign.isalnum()
    )
    return f"{stem}-{number}.example"
