"""A book of any size in seconds: customers, open invoices and one bank statement, the same for every run.

    python -m bench.book SIZE FOLDER

Amounts are lognormal and seldom equal within a customer; a few customers have most of the invoices. The
payments are those of the peer measurement: 60 % pay one invoice and name it, 20 % pay two to five and name
them, 10 % name one and pay too little, 10 % name nothing.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from duebook.core.banking import Balance, BankEntry, BankStatement
from duebook.simulator.identifiers import iban
from duebook.simulator.mt940_file import mt940

TODAY = date(2026, 10, 30)
COMPANY = {
    "code": "bench",
    "name": "Nordlicht Handels GmbH",
    "currency": "EUR",
    "country": "DE",
    "language": "de",
    "email": "receivables@nordlicht.example",
    "iban": iban("DE", "370400440532013000"),
}
ITEMS_PER_CUSTOMER = 20
PAID = 0.15
"""Share of the open invoices that the bank statement pays."""
PAID_TOGETHER = (1, 2, 3, 4, 5)
_HOW_OFTEN = (0.8, 0.05, 0.05, 0.05, 0.05)
_TERMS = (14, 30, 45, 60)
_SYLLABLES = (
    "al", "ber", "brun", "den", "eck", "fel", "gar", "hol", "ing", "kam", "lin", "mar",
    "nor", "ost", "pel", "rein", "sal", "tor", "ul", "vik", "wel", "xan", "yl", "zim",
)  # fmt: skip
_TRADES = ("Bau", "Druck", "Glas", "Handel", "Holz", "Logistik", "Metall", "Stahl", "Technik", "Textil")
_LEGAL = ("GmbH", "AG", "KG", "GmbH & Co. KG", "e.K.")
LANGUAGES = (("DE", "de"), ("AT", "de"), ("FR", "fr"), ("NL", "nl"), ("PL", "pl"), ("IT", "it"), ("GB", "en"))


@dataclass(frozen=True, slots=True)
class Bill:
    """An open invoice: ``customer`` counts from nought, ``amount`` in cents."""

    customer: int
    number: str
    issued: date
    due: date
    amount: int


def write_book(folder: Path, size: int) -> None:
    """``size`` open invoices as customers.csv, invoices.csv and statement.sta in ``folder``."""
    rng = np.random.default_rng(size)
    names = _names(rng, max(1, size // ITEMS_PER_CUSTOMER))
    bills = _bills(rng, size, len(names))
    _write(folder / "customers.csv", _customer_rows(names))
    _write(folder / "invoices.csv", _invoice_rows(bills, names))
    payments = list(_payments(rng, bills, names))
    (folder / "statement.sta").write_bytes(mt940(_statement(payments)))


def _names(rng: np.random.Generator, count: int) -> list[str]:
    """Family name, trade, legal form; as in life, some names are alike."""
    families = rng.integers(len(_SYLLABLES), size=(count, 3)).tolist()
    words = zip(rng.choice(_TRADES, count), rng.choice(_LEGAL, count), strict=True)
    return [
        f"{''.join(_SYLLABLES[part] for part in family).title()} {trade} {legal}"
        for family, (trade, legal) in zip(families, words, strict=True)
    ]


def _bills(rng: np.random.Generator, size: int, customers: int) -> list[Bill]:
    owner = (rng.pareto(1.5, size) * customers / 8).astype(int) % customers
    owner = np.where(rng.random(size) < 0.5, owner, rng.integers(customers, size=size))
    amounts = np.maximum(100, (np.exp(rng.normal(6.6, 1.2, size)) * 100).astype(int))
    age = np.sort(rng.integers(1, 100, size))[::-1]
    terms = np.array(_TERMS)[owner % len(_TERMS)]
    return [
        Bill(customer, f"RE{2600000 + number}", issued := TODAY - timedelta(days), issued + timedelta(term),
             amount)
        for number, (customer, amount, days, term) in enumerate(
            zip(owner.tolist(), amounts.tolist(), age.tolist(), terms.tolist(), strict=True)
        )
    ]  # fmt: skip


def _customer_rows(names: Sequence[str]) -> Iterator[Sequence[object]]:
    yield "customer_id", "customer_name", "country", "language", "email", "iban"
    for number, name in enumerate(names):
        country, language = LANGUAGES[number % len(LANGUAGES)]
        yield f"C{number:06}", name, country, language, f"accounts@c{number}.example", _account(number)


def _invoice_rows(bills: Iterable[Bill], names: Sequence[str]) -> Iterator[Sequence[object]]:
    yield "customer_id", "customer_name", "invoice_number", "issue_date", "due_date", "currency", "amount"
    for bill in bills:
        euros = f"{bill.amount // 100}.{bill.amount % 100:02}"
        yield f"C{bill.customer:06}", names[bill.customer], bill.number, bill.issued, bill.due, "EUR", euros


def _payments(rng: np.random.Generator, bills: Sequence[Bill], names: Sequence[str]) -> Iterator[BankEntry]:
    """Every customer pays his share of the invoices, oldest due first; the rest stays open."""
    own: dict[int, list[Bill]] = {}
    for bill in bills:
        own.setdefault(bill.customer, []).append(bill)
    for customer in sorted(own):
        due = sorted(own[customer], key=lambda bill: bill.due)
        left = int(rng.binomial(len(due), PAID))
        while left > 0:
            together = min(left, int(rng.choice(PAID_TOGETHER, p=_HOW_OFTEN)))
            paid, due, left = due[:together], due[together:], left - together
            yield _payment(rng.random(), customer, names[customer], paid)


def _payment(chance: float, customer: int, name: str, paid: Sequence[Bill]) -> BankEntry:
    amount = sum(bill.amount for bill in paid)
    text = f"Rechnung {' '.join(bill.number for bill in paid)} Kd {customer:06}"
    if len(paid) == 1 and chance < 1 / 8:
        amount -= amount // 12 + 1
    elif len(paid) == 1 and chance < 2 / 8:
        text = "Zahlung, vielen Dank"
    return BankEntry("", TODAY, TODAY, amount, "EUR", "credit", bank_reference=f"B{paid[0].number}",
                     payer_name=name, payer_account=_account(customer), remittance=text)  # fmt: skip


def _statement(payments: Sequence[BankEntry]) -> BankStatement:
    before, after = Balance(TODAY, 0, "EUR"), Balance(TODAY, sum(p.amount for p in payments), "EUR")
    return BankStatement(COMPANY["iban"], "EUR", "1", before, after, tuple(payments))


def _account(customer: int) -> str:
    return iban("DE", f"50010517{customer:010}")


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    write_book(Path(sys.argv[2]), int(sys.argv[1]))
