"""How close the simulated company is to a real book of trade credit.

    python bench/calibration.py --real receivables/trade_credit_us.csv
    python bench/calibration.py --real receivables/trade_credit_us.csv --seeds 1

Prints the table of docs/simulator.md. The same arithmetic runs over both books; ``--real`` takes any
invoices.csv with settled_date.
"""

import argparse
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from duebook.core.invoicing import Invoice
from duebook.core.money import convert
from duebook.formats.table import read_invoices
from duebook.simulator import Day, simulate

START, END = date(2025, 5, 1), date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice of either book: who, how much (minor units of its currency), when due, when paid."""

    customer: str
    amount: int
    worth: int
    currency: str
    issued: date
    due: date
    settled: date | None


def real_bills(path: Path) -> list[Bill]:
    """The invoices of a list; the real book's currencies are compared at their face value."""
    table = read_invoices(path.read_bytes(), path.name)
    return [
        Bill(i.customer_id, i.amount, i.amount, i.currency, i.issue_date, i.due_date, i.settled_date)
        for i in table.invoices
        if i.amount > 0
    ]


def simulated_bills(days: Iterable[Day]) -> list[Bill]:
    """The invoices of the simulated company; settled on the day of the last money for each."""
    latest: dict[str, tuple[Invoice, int]] = {}
    settled: dict[str, date] = {}
    for day in days:
        rates = dict(day.rates)
        for invoice in day.invoices:
            if invoice.kind == "invoice" and invoice.issue_date >= START:
                rate = 1 / rates[invoice.currency] if invoice.currency in rates else None
                worth = convert(invoice.amount, invoice.currency, "EUR", rate) if rate else invoice.amount
                latest[invoice.invoice_number] = invoice, worth
        settled |= {line.invoice_number: day.day for line in day.applied if line.amount > 0}
    return [
        Bill(
            i.customer_id,
            i.amount,
            worth,
            i.currency,
            i.issue_date,
            i.due_date,
            settled.get(i.invoice_number),
        )
        for i, worth in latest.values()
    ]


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def payments(bills: Iterable[Bill]) -> list[list[Bill]]:
    """Customer, day and currency are one payment."""

    def key(bill: Bill) -> tuple[str, str, str]:
        return bill.customer, str(bill.settled), bill.currency

    return [list(group) for _, group in groupby(sorted((b for b in bills if b.settled), key=key), key=key)]


def lateness(bills: Iterable[Bill]) -> list[int]:
    return [(bill.settled - bill.due).days for bill in bills if bill.settled]


def open_per_payer(bills: Iterable[Bill]) -> list[int]:
    """At each payment, how many items of that customer and currency were open."""
    books = defaultdict(list)
    for bill in bills:
        books[bill.customer, bill.currency].append(bill)
    counts = []
    for book in books.values():
        issued = sorted(bill.issued for bill in book)
        paid = sorted(bill.settled for bill in book if bill.settled)
        counts += [bisect_left(issued, day) - bisect_left(paid, day) for day in sorted(set(paid))]
    return counts


def unique_singles(bills: Sequence[Bill]) -> float:
    """Share of single-invoice payments whose amount nothing else in the open book of that currency has."""
    events = [(b.issued, 0, b) for b in bills] + [(b.settled, 1, b) for b in bills if b.settled]
    singles = {id(group[0]) for group in payments(bills) if len(group) == 1}
    open_amounts: Counter[tuple[str, int]] = Counter()
    outcomes = []
    for _, is_payment, bill in sorted(events, key=lambda event: event[:2]):
        if is_payment:
            if id(bill) in singles:
                outcomes.append(open_amounts[bill.currency, bill.amount] == 1)
            open_amounts[bill.currency, bill.amount] -= 1
        else:
            open_amounts[bill.currency, bill.amount] += 1
    return sum(outcomes) / len(outcomes)


def figures(bills: Sequence[Bill]) -> Iterator[tuple[str, float]]:
    """Name and value; shares in percent, amounts in whole units, lateness in days."""
    amounts = [bill.worth / 100 for bill in bills]
    yield from (
        (f"invoice amount, {q:.0%} quantile", quantile(amounts, q)) for q in (0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
    )
    late = lateness(bills)
    yield from ((f"paid late by more than {d} days, %", percent(x > d for x in late)) for d in (0, 5, 30))
    yield from (
        (f"days late, {q:.0%} quantile", quantile(late, q)) for q in (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
    )
    sizes = [len(group) for group in payments(bills)]
    yield "invoices per payment, mean", sum(sizes) / len(sizes)
    yield from ((f"invoices per payment, {q:.0%} quantile", quantile(sizes, q)) for q in (0.5, 0.9, 0.99))
    yield "invoices paid together with others, %", 100 * sum(n for n in sizes if n > 1) / sum(sizes)
    yield from (
        (f"open items of a payer, {q:.0%} quantile", quantile(open_per_payer(bills), q)) for q in (0.5, 0.9)
    )
    yield "single amount unique in the open book, %", 100 * unique_singles(bills)
    sales: Counter[str] = Counter()
    for bill in bills:
        sales[bill.customer] += bill.worth
    yield "largest customer, % of sales", 100 * max(sales.values()) / sum(sales.values())


def percent(outcomes: Iterable[bool]) -> float:
    known = list(outcomes)
    return 100 * sum(known) / len(known)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 11)))
    parser.add_argument("--customers", type=int, default=300)
    asked = parser.parse_args()
    real = dict(figures(real_bills(asked.real)))
    made = [
        dict(figures(simulated_bills(simulate(seed, asked.customers, START, END)))) for seed in asked.seeds
    ]
    print("| figure | real | simulated | from | to | difference |\n|---|---:|---:|---:|---:|---:|")
    for name, value in real.items():
        print(row(name, value, [one[name] for one in made]))


def row(name: str, real: float, made: Sequence[float]) -> str:
    """The mean over the seeds, the range, and how far the mean is off (days: in days, else relative)."""
    mean = sum(made) / len(made)
    off = f"{mean - real:+.1f}" if name.startswith("days") else f"{mean / real - 1:+.0%}"
    return f"| {name} | {real:,.1f} | {mean:,.1f} | {min(made):,.1f} | {max(made):,.1f} | {off} |"


if __name__ == "__main__":
    main()
