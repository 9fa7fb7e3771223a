"""The life of the example company: its files arrive day by day, and a clerk who knows the truth decides."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from duebook.books.audit.operations import AlreadyDone
from duebook.books.companies.models import Company
from duebook.books.ledger.operations import DIFFERENCE_ACCOUNTS, Application, NotPossible
from duebook.books.ledger.queries import items_by_number
from duebook.books.matching.decisions import set_aside, settle
from duebook.books.matching.queries import waiting_by_bank_reference
from duebook.core.money import round_half_up, to_minor
from duebook.flows.day import Day, run_day
from duebook.flows.deliver import Channel
from duebook.flows.rates import rates_for
from duebook.flows.receive_files import Arrived, receive_file

if TYPE_CHECKING:
    from duebook.books.ledger.models import OpenItem, Receipt

PATIENCE = timedelta(days=2)
"""So long a receipt waits before the clerk decides."""
GIVES_UP_AFTER = timedelta(days=30)
"""So long he tries; what he could not settle by then stays for another."""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """What a receipt really paid: major units of the item's currency, as the simulator wrote them."""

    number: str
    amount: str
    difference: str
    reason: str


Truth = Mapping[str, Sequence[TrueLine]]
"""Bank reference to its lines."""


def read_truth(folder: Path) -> Truth:
    """``truth/truth.csv`` of a simulated company."""
    truth: dict[str, list[TrueLine]] = defaultdict(list)
    with (folder / "truth" / "truth.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            line = TrueLine(
                row["invoice_number"], row["amount_applied"], row["difference"], row["difference_reason"]
            )
            truth[row["receipt_id"]].append(line)
    return truth


def live(
    company: Company, folder: Path, day: date, truth: Truth, channel: Channel | None, remind: bool
) -> Day:
    """One day of the company in ``folder``; ``remind`` False: its customers do not hear from Duebook yet."""
    now = datetime.combine(day, time(6), UTC)
    for name in ("customers.csv", "rates.csv"):
        receive_file(company, Arrived(name, (folder / name).read_bytes(), day), "example", now)
    decide_as_the_truth_says(company, truth, day - PATIENCE, now)
    return run_day(company, day, folder / "inbox", channel, now, "example", remind)


def decide_as_the_truth_says(company: Company, truth: Truth, until: date, now: datetime) -> int:
    """The clerk settles what waits since ``until`` or longer, and sets aside what pays nothing.

    Returns how many receipts he could settle.
    """
    waiting = waiting_by_bank_reference(company, until - GIVES_UP_AFTER, until)
    known = {reference: truth[reference] for reference in waiting if reference in truth}
    items = items_by_number(company, {line.number for lines in known.values() for line in lines})
    settled = 0
    for reference in sorted(waiting.keys() - known.keys()):
        with suppress(NotPossible, AlreadyDone):
            set_aside(company, waiting[reference].key, "paid twice or not a customer's", "clerk", now)
    for reference, lines in known.items():
        try:
            applications = _applications(waiting[reference], [(line, items[line.number]) for line in lines])
            customer = items[lines[0].number].customer.number
            settle(company, waiting[reference].key, customer, applications, rates_for(company), "clerk", now)
        except (KeyError, NotPossible, AlreadyDone):
            continue
        settled += 1
    return settled


def _applications(receipt: Receipt, lines: Sequence[tuple[TrueLine, OpenItem]]) -> list[Application]:
    foreign = any(item.currency != receipt.currency for _, item in lines)
    amounts = [to_minor(line.amount, item.currency) for line, item in lines]
    money = _split(receipt.unapplied, amounts) if foreign else [None] * len(lines)
    return [
        Application(receipt.key, item.key, amount, *_given_up(line, item), money=part)
        for (line, item), amount, part in zip(lines, amounts, money, strict=True)
    ]


def _given_up(line: TrueLine, item: OpenItem) -> tuple[int, str]:
    if line.reason not in DIFFERENCE_ACCOUNTS:
        return 0, ""
    return to_minor(line.difference, item.currency), line.reason


def _split(money: int, amounts: Sequence[int]) -> list[int]:
    """``money`` in the proportion of ``amounts``; the last takes what rounding leaves."""
    parts = [round_half_up(Decimal(money) * amount / sum(amounts)) for amount in amounts]
    parts[-1] += money - sum(parts)
    return parts
