"""What happens to payments on the way: set off, exchanged, sent twice."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.cash.cases.books import Batch, Bill
from duebook.core.banking import BankEntry

_RATES = {"USD": 1.0, "CAD": 1.32, "EUR": 0.9, "GBP": 0.78}
"""Units for one US dollar, about as in 2019."""


def credit_note(bills: Batch, rng: Random) -> Bill:
    """A credit note for part of the largest bill, that the payer sets off."""
    largest = max(bills, key=lambda bill: bill.amount)
    off = max(1, round(largest.amount * rng.uniform(0.03, 0.4)))
    return replace(largest, number=f"99{largest.number[2:]}", amount=-off)


def exchanged(entry: BankEntry, rng: Random) -> BankEntry:
    """The same money after conversion at a bank's rate; two banks in three tell what was instructed."""
    into = rng.choice([currency for currency in _RATES if currency != entry.currency])
    rate = _RATES[into] / _RATES[entry.currency] * rng.uniform(0.985, 1.0)
    money = replace(entry, amount=round(entry.amount * rate), currency=into)
    if rng.random() < 1 / 3:
        return money
    return replace(
        money, rate=f"{rate:.4f}", instructed_amount=entry.amount, instructed_currency=entry.currency
    )


def once_more(entry: BankEntry, last: date, rng: Random) -> BankEntry:
    """The same money again, some days later; one time in five without the words."""
    day = min(entry.value_date + timedelta(days=rng.randrange(6)), last)
    text = entry.remittance if rng.random() < 0.8 else ""
    reference = f"{entry.bank_reference}T"
    return replace(entry, value_date=day, booking_date=day, remittance=text, bank_reference=reference)
