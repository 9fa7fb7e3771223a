"""How fast ``propose`` is on a large book, how that grows with the receipts, and how fast one proposal is.

    python -m bench.cash.speed                        12,500, 25,000 and 50,000 receipts
    python -m bench.cash.speed --sizes 1000,2000 --items 20000 --customers 1000

200,000 open items of 10,000 customers, history of all of them, references named, mangled and missing as in
the stratum "plain". Every size runs in a process of its own, so that its memory is its own.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from math import log
from random import Random

import numpy as np

from bench.cash.cases.payers import account_of, draw
from bench.cash.cases.strata import STRATA
from bench.cash.cases.words import language_of
from bench.cash.cases.writing import Purpose, write
from bench.measuring import peak_memory
from duebook.core.matching import OpenItem, PastAllocation, Receipt, propose, usual_policy
from duebook.core.matching.book import Book
from duebook.core.matching.explaining import inquire
from duebook.core.money import plain
from duebook.flows.spreading import spread
from duebook.simulator.names import company_name
from duebook.simulator.tables import countries

TODAY = date(2019, 9, 30)
POLICY = usual_policy(["EUR"])
ONES = 300
"""How many receipts are proposed one by one, as a person would ask."""
_TOGETHER = (1, 2, 3, 5, 10, 30), (0.55, 0.2, 0.12, 0.08, 0.04, 0.01)


@dataclass(frozen=True, slots=True)
class Customer:
    """``weight``: share of the items, a few have most."""

    customer_id: str
    name: str
    account: str
    style: str
    language: str
    weight: float


def customers(count: int, rng: Random) -> list[Customer]:
    lands = list(countries().values())
    return [
        Customer(
            f"{400_000 + 7 * number}", f"{company_name(rng.choice(lands), rng)} {number % 97}",
            account_of(str(number)), draw(STRATA["plain"].writing, rng), language_of(rng),
            (number + 1) ** -0.8,
        )
        for number in range(count)
    ]  # fmt: skip


def open_items(owners: Sequence[Customer], count: int, rng: Random) -> list[OpenItem]:
    """Odd amounts, due around today, numbers in a row."""
    drawn = rng.choices(owners, [owner.weight for owner in owners], k=count)
    return [_item(number, owner, rng) for number, owner in enumerate(drawn)]


def _item(number: int, owner: Customer, rng: Random) -> OpenItem:
    amount = max(500, round(100 * 2.718 ** rng.gauss(7, 1.3)))
    due = TODAY + timedelta(days=rng.randrange(-60, 30))
    return OpenItem(
        f"k{number}", owner.customer_id, owner.name, f"19{30_000_000 + 3 * number}", "EUR", amount,
        due - timedelta(days=30), due, amount, f"45{rng.randrange(10**8):08d}",
    )  # fmt: skip


def receipts(owners: Sequence[Customer], items: Iterable[OpenItem], rng: Random) -> Iterator[Receipt]:
    """Payments of each customer's oldest items until nothing is left, customers in random order."""
    owed: dict[str, list[OpenItem]] = {}
    for item in sorted(items, key=lambda i: i.due_date, reverse=True):
        owed.setdefault(item.customer_id, []).append(item)
    payers = [owner for owner in owners if owner.customer_id in owed]
    number = 0
    while payers:
        rng.shuffle(payers)
        for payer in payers:
            rest = owed[payer.customer_id]
            paid = [rest.pop() for _ in range(min(len(rest), rng.choices(*_TOGETHER)[0]))]
            number += 1
            yield _receipt(f"R{number:06}", payer, paid, rng)
        payers = [payer for payer in payers if owed[payer.customer_id]]


def _receipt(receipt_id: str, payer: Customer, paid: Sequence[OpenItem], rng: Random) -> Receipt:
    total = sum(item.open_amount for item in paid)
    style = payer.style if rng.random() < 0.75 else draw(STRATA["plain"].writing, rng)
    purpose = Purpose(
        [item.number for item in paid], [item.po_number for item in paid],
        [plain(item.open_amount, "EUR") for item in paid], plain(total, "EUR"), TODAY, payer.language,
        payer.customer_id,
    )  # fmt: skip
    written = write(style, purpose, rng)
    account = payer.account if rng.random() < 0.9 else ""
    return Receipt(receipt_id, TODAY, total, "EUR", payer.name, account, written.text, written.references)


def history(owners: Iterable[Customer], rng: Random) -> Iterator[PastAllocation]:
    """One to nine past receipts of every customer, one item each."""
    for owner in owners:
        for number in range(rng.randrange(1, 10)):
            amount, day = rng.randrange(1_000, 900_000), TODAY - timedelta(days=20 + 9 * number)
            yield PastAllocation(
                f"P{owner.customer_id}-{number}", day, amount, "EUR", owner.name, owner.account, "",
                owner.customer_id, f"18{rng.randrange(10**8):08d}", amount,
            )  # fmt: skip


def measure(size: int, items: int, count: int) -> dict[str, float]:
    """Seconds and megabytes of one batch, and milliseconds of single proposals on the same book."""
    rng = Random("speed")
    owners = customers(count, rng)
    book = open_items(owners, items, rng)
    money, past = list(islice(receipts(owners, book, rng), size)), list(history(owners, rng))
    before, began, worked = peak_memory(), time.perf_counter(), time.process_time()
    proposals = propose(money, book, past, POLICY, TODAY, spread=spread)
    found: dict[str, float] = {
        "receipts": len(money), "seconds": time.perf_counter() - began,
        "processor": time.process_time() - worked, "memory": peak_memory(), "before": before,
        "auto": sum(p.decision == "auto" for p in proposals) / len(money),
    }  # fmt: skip
    return found | _one_by_one(rng.sample(money, min(ONES, len(money))), book, past)


def _one_by_one(
    asked: Iterable[Receipt], items: Sequence[OpenItem], past: Sequence[PastAllocation]
) -> dict[str, float]:
    """Milliseconds from a receipt to its explanations, on a book that is indexed once."""
    began = time.perf_counter()
    book = Book(items, past, TODAY, {})
    index, times = time.perf_counter() - began, []
    for receipt in asked:
        began = time.perf_counter()
        inquire(receipt, book, POLICY, book.references.read(receipt), book.payers.of(receipt))
        times.append(1000 * (time.perf_counter() - began))
    median, slow, most = np.quantile(times, (0.5, 0.95, 1.0))
    return {"index": index, "median": float(median), "p95": float(slow), "most": float(most)}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.cash.speed", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--sizes", default="12500,25000,50000")
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one, asked.items, asked.customers)))
        return
    found = [_in_a_process(int(size), asked.items, asked.customers) for size in asked.sizes.split(",")]
    first, last = found[0], found[-1]
    if len(found) > 1:
        growth = log(last["processor"] / first["processor"]) / log(last["receipts"] / first["receipts"])
        print(f"growth: processor time as receipts to the power of {growth:.2f}")


def _in_a_process(size: int, items: int, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.cash.speed", "--one", str(size)]
    options = ["--items", str(items), "--customers", str(count)]
    done = subprocess.run([*command, *options], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    print(
        "{receipts:>7,} receipts  {seconds:7.1f} s ({processor:.1f} s of processor)  {memory:,.0f} MB, of "
        "which {before:,.0f} MB input  {auto:.0%} automatic;  one: index {index:.1f} s, then "
        "{median:.1f} ms, 95 % below {p95:.1f} ms, at most {most:.0f} ms".format(**found),
        flush=True,
    )  # fmt: skip
    return found


if __name__ == "__main__":
    main()
