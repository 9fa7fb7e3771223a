"""The simulation: one calendar day after another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from duebook.core.matching.values import PastAllocation
from duebook.simulator.advices.kinds import SHARES
from duebook.simulator.company import COMPANY
from duebook.simulator.customers import customer_base
from duebook.simulator.receiving import receive
from duebook.simulator.selling import correct, sell
from duebook.simulator.values import Company, Day
from duebook.simulator.workdays import days, is_bank_day
from duebook.simulator.world import World

BEFORE = timedelta(days=90)
"""How long the company has been in business, so that the first day has open items and known payers."""


def simulate(seed: int, customers: int, start: date, end: date, company: Company = COMPANY,
             advice_shares: Mapping[str, float] = SHARES) -> Iterator[Day]:  # fmt: skip
    """Every calendar day from ``start`` up to, not including, ``end``. The same arguments give the same days.

    ``customers``: at least 20, so that every kind is met. The first day also brings all that was open and
    how receipts of the 90 days before were applied (``Day.history``). ``advice_shares``: how often payers
    send each kind of advice (advices/kinds.py); it changes no payment.
    """
    rng = Random(seed)  # noqa: S311 (a story, not a secret)
    world = World(company, customer_base(customers, start, end, rng), start - BEFORE, rng, advice_shares)
    history = _history(live(world, day) for day in days(start - BEFORE, start))
    opening = [replace(debt.invoice, open_amount=debt.remaining) for debt in world.open_debts()]
    for day in days(start, end):
        today = live(world, day)
        if day == start:
            again = {invoice.invoice_number for invoice in today.invoices}
            known = (buyer for buyer in world.buyers if buyer.joined < start)
            today = replace(
                today,
                new_customers=(*known, *today.new_customers),
                invoices=(*(i for i in opening if i.invoice_number not in again), *today.invoices),
                history=history,
            )
        yield today


def live(world: World, day: date) -> Day:
    """What happens on one day, in its order."""
    world.begin(day)
    correct(world, day)
    sell(world, day)
    if is_bank_day(day):
        receive(world, day)
    return world.finish(day)


def _history(past: Iterable[Day]) -> tuple[PastAllocation, ...]:
    """The receipts of past days as a clerk applied them."""
    learned: list[PastAllocation] = []
    billed: dict[str, str] = {}
    for day in past:
        billed |= {invoice.invoice_number: invoice.customer_id for invoice in day.invoices}
        entries = {e.bank_reference: e for statement in day.statements for e in statement.entries}
        learned += [
            PastAllocation(
                entry.bank_reference, entry.value_date, entry.amount, entry.currency, entry.payer_name,
                entry.payer_account, " ".join([entry.remittance, *entry.references]).strip(),
                billed[line.invoice_number], line.invoice_number, line.amount,
            )
            for line in day.applied
            if (entry := entries[line.receipt_id]).amount > 0
        ]  # fmt: skip
    return tuple(learned)
