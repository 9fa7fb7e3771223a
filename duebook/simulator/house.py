"""What moves on the company's accounts without any customer: wages, taxes, suppliers, charges, interest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from duebook.core.banking.values import EntryKind
from duebook.simulator.workdays import bank_day_from, is_last_bank_day_of_month


@dataclass(frozen=True, slots=True)
class HouseEntry:
    """A movement in the making: minor units, positive when money comes in."""

    currency: str
    amount: int
    kind: EntryKind
    name: str
    text: str
    code: str


def house_entries(day: date, balances: dict[str, int], rng: Random) -> Iterator[HouseEntry]:
    """The day's own movements; ``balances`` by currency, minor units, at the start of the day."""
    yield from _wages_and_taxes(day, rng)
    yield from _suppliers(day, balances["EUR"], rng)
    yield from _from_the_bank(day, balances, rng)
    yield from _odd_receipts(rng)


def _wages_and_taxes(day: date, rng: Random) -> Iterator[HouseEntry]:
    if day == bank_day_from(day.replace(day=27)):
        amount = -rng.randrange(2_150_000_00, 2_300_000_00)
        yield HouseEntry("EUR", amount, "debit", "", f"LOHN/GEHALT {day:%m/%Y}", "PMNT-ICDT-SALA")
    if day == bank_day_from(day.replace(day=10)):
        text = f"UST-VORANMELDUNG {day:%m/%Y} ST-NR 27/999/00001"
        refund = rng.random() < 0.2
        amount = rng.randrange(20_000_00, 90_000_00) if refund else -rng.randrange(300_000_00, 900_000_00)
        code = "PMNT-RCDT-ESCT" if refund else "PMNT-RDDT-ESDD"
        yield HouseEntry("EUR", amount, "credit" if refund else "debit", "Finanzamt Nordstadt", text, code)


def _suppliers(day: date, balance: int, rng: Random) -> Iterator[HouseEntry]:
    """Twice a week the payment run to suppliers, sized so that the account stays in its usual range."""
    if day.weekday() not in (1, 3) or balance <= 500_000_00:
        return
    amount = -round((balance - 400_000_00) * rng.uniform(0.6, 0.95))
    yield HouseEntry(
        "EUR", amount, "debit", "", f"SAMMELUEBERWEISUNG LIEFERANTEN {day:%d.%m.}", "PMNT-ICDT-ESCT"
    )


def _from_the_bank(day: date, balances: dict[str, int], rng: Random) -> Iterator[HouseEntry]:
    if not is_last_bank_day_of_month(day):
        return
    for currency in balances:
        fee = -rng.randrange(18_00, 95_00)
        yield HouseEntry(currency, fee, "charge", "", f"ENTGELT KONTOFUEHRUNG {day:%m/%Y}", "ACMT-MDOP-CHRG")
    if day.month % 3 == 0:
        amount = rng.randrange(120_00, 900_00)
        yield HouseEntry("EUR", amount, "interest", "", f"HABENZINSEN BIS {day:%d.%m.%Y}", "ACMT-MCOP-INTR")
    for currency in ("USD", "CHF"):
        if balances[currency] > 250_000_00:
            amount = balances[currency] // 2
            yield HouseEntry(
                currency, -amount, "debit", "Nordwind Handels GmbH", "UMBUCHUNG", "PMNT-ICDT-BOOK"
            )


def return_charge(reference: str) -> HouseEntry:
    """What the bank asks for a direct debit that came back."""
    return HouseEntry("EUR", -3_00, "charge", "", f"ENTGELT RUECKLASTSCHRIFT {reference}", "PMNT-IDDT-CHRG")


def _odd_receipts(rng: Random) -> Iterator[HouseEntry]:
    """Money that is not from customers and yet arrives."""
    if rng.random() < 0.12:
        name, text = rng.choice(_ODD)
        yield HouseEntry("EUR", rng.randrange(25_00, 4_800_00), "credit", name, text, "PMNT-RCDT-ESCT")


_ODD = (
    ("Hanse-Assekuranz AG", "SCHADEN 77-41902 ERSTATTUNG"),
    ("Stadtwerke Nordstadt", "GUTHABEN JAHRESABRECHNUNG VK 4410093"),
    ("Kartenakzeptanz Nord", "KARTENUMSATZ TERMINAL 0041"),
    ("Hanse-Assekuranz AG", "PRAEMIENRUECKVERGUETUNG VERTRAG 8800412"),
    ("Finanzamt Nordstadt", "ERSTATTUNG KOERPERSCHAFTSTEUER ST-NR 27/999/00001"),
    ("Oelmann Verpackungen GmbH", "GUTSCHRIFT UEBERZAHLUNG KREDITOR 70033"),
    ("Bundesagentur", "ERSTATTUNG LEISTUNG 118A4"),
    ("Nordwind Handels GmbH", "UMBUCHUNG"),
    ("Amtsgericht Nordstadt", "KOSTENVORSCHUSS RUECKZAHLUNG 12 C 331"),
)
