"""The company that is simulated, and the rates of the currencies it deals in."""

from decimal import Decimal
from random import Random

from duebook.simulator.identifiers import iban
from duebook.simulator.values import BankAccount, Company

COMPANY = Company(
    name="Nordwind Handels GmbH",
    country="DE",
    currency="EUR",
    email="debitoren@nordwind-handel.example",
    accounts=(
        BankAccount(iban("DE", "999500001234567890"), "NWBKDE99XXX", "EUR", "camt.053", 412_655_18),
        BankAccount(iban("DE", "999600000077001234"), "HBXXDE99XXX", "USD", "mt940", 158_020_40),
        BankAccount(iban("DE", "999600000077005678"), "HBXXDE99XXX", "CHF", "camt.053", 96_410_75),
    ),
)

ANCHOR_RATES = {"USD": 1.12, "CHF": 0.94, "GBP": 0.85, "PLN": 4.27}
"""Invented units per EUR around which the simulated rates wander."""


def next_rates(rates: dict[str, float], rng: Random) -> dict[str, float]:
    """One day on: a small step, drawn back to the anchor so that 18 months stay believable."""
    return {
        currency: rate * (1 + rng.gauss(0, 0.003)) + (ANCHOR_RATES[currency] - rate) * 0.01
        for currency, rate in rates.items()
    }


def published(rates: dict[str, float]) -> tuple[tuple[str, Decimal], ...]:
    """The rates as a central bank prints them: units per EUR, four decimals."""
    return tuple((currency, Decimal(f"{rate:.4f}")) for currency, rate in sorted(rates.items()))
