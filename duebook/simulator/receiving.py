"""The bank's side of a day: transfers, direct debits and their returns, and what each leads to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from duebook.core.banking.values import BankEntry
from duebook.simulator import mails
from duebook.simulator.advising import advise
from duebook.simulator.behaviour import next_run
from duebook.simulator.changes import credit_note_day
from duebook.simulator.house import HouseEntry, house_entries, return_charge
from duebook.simulator.manners import Debt, claim_about
from duebook.simulator.orders import invoice_for
from duebook.simulator.payments import Paid, collect, is_collected, pay, payable, reopen, send_back, settle
from duebook.simulator.tables import advice_words
from duebook.simulator.values import Applied, Buyer, ReceiptTruth
from duebook.simulator.workdays import DAY, bank_day_from
from duebook.simulator.world import World

IN_TWO_PARTS, RETURNED, PAID_TWICE = 0.02, 0.06, 0.006
"""Chances: several invoices paid in two transfers; a direct debit that comes back; a transfer made again."""
ADVISED, SURE_TO_HAVE_PAID = 0.02, 0.03
"""Chances of a mail: an advice although the transfer says all; "already paid" after a late payment."""
UNDER_WAY = 0.35
"""Chance that the money of those who send advices takes one to three days, so that the advice comes first."""


def receive(world: World, day: date) -> None:
    """All that the bank books on this bank day."""
    for group, debts in world.debts.items():
        world.debts[group] = debts = [debt for debt in debts if debt.remaining]
        for chosen in payable(debts, day):
            if is_collected(chosen[0]):
                _collect(world, chosen, day)
            else:
                _receive_transfers(world, chosen, day)
    balances = {account.currency: world.till.balance(account.currency) for account in world.company.accounts}
    for own in house_entries(day, balances, world.rng):
        _book_own(world, own, day)


def _receive_transfers(world: World, debts: Sequence[Debt], day: date) -> None:
    parts = [debts]
    if len(debts) > 1 and world.rng.random() < IN_TWO_PARTS:
        half = len(debts) // 2
        parts = [part for part in (debts[:half], debts[half:]) if sum(debt.remaining for debt in part) > 0]
    arrival = _arrival(debts[0].buyer, day, world.rng)
    payments = [_as_part(_transfer(world, part, arrival), len(parts)) for part in parts]
    if any(paid.written.mailed for paid in payments) or world.rng.random() < ADVISED:
        advise(world, payments, day)
    for paid in payments:
        if arrival == day:
            _arrive(paid, world, day)
        else:
            world.at(arrival, partial(_arrive, paid))


def _arrival(payer: Buyer, day: date, rng: Random) -> date:
    """When our bank books what is transferred on ``day``."""
    if payer.habit == "advice" and payer.insolvent_on is None and rng.random() < UNDER_WAY:
        return bank_day_from(day + rng.randrange(1, 4) * DAY)
    return day


def _transfer(world: World, debts: Sequence[Debt], arrival: date) -> Paid:
    for debt in debts:
        debt.pay_on = None
    return pay(debts, arrival, world.company, world.worth, world.till, world.rng)


def _as_part(paid: Paid, parts: int) -> Paid:
    split = parts > 1 and paid.deal.kind == "exact"
    return replace(paid, deal=replace(paid.deal, kind="split")) if split else paid


def _arrive(paid: Paid, world: World, day: date) -> None:
    """The money is on the account."""
    settle(paid, day, world.rng)
    _record(world, paid)
    _follow_up(world, paid, day)


def _record(world: World, paid: Paid) -> None:
    world.till.book(paid.entry)
    world.applied.extend(paid.applied())
    world.receipts.append(paid.truth())


def _book_own(world: World, own: HouseEntry, day: date) -> None:
    reference = world.till.reference(own.currency, day)
    world.till.book(
        BankEntry("", day, day, own.amount, own.currency, own.kind, reference,
                  payer_name=own.name, remittance=own.text, code=own.code)
    )  # fmt: skip
    if own.amount > 0:
        world.receipts.append(ReceiptTruth(reference, "not_customer", "-", 0, own.currency, own.amount))


def _collect(world: World, debts: Sequence[Debt], day: date) -> None:
    paid = collect(debts, day, world.till)
    settle(paid, day, world.rng)
    _record(world, paid)
    if world.rng.random() < RETURNED:
        world.at(bank_day_from(day + world.rng.randrange(2, 6) * DAY), partial(_come_back, paid))


def _come_back(paid: Paid, world: World, day: date) -> None:
    """A returned direct debit opens its invoices again, and costs a fee."""
    entry = send_back(paid, day, world.till, world.rng)
    reopen(paid, day, world.rng)
    world.till.book(entry)
    world.applied.extend(
        Applied(entry.bank_reference, line.invoice_number, line.currency, -line.amount)
        for line in paid.applied()
    )
    world.receipts.append(replace(
        paid.truth(), receipt_id=entry.bank_reference, kind="return", amount=entry.amount,
        twin=paid.entry.bank_reference,
    ))  # fmt: skip
    _book_own(world, return_charge(paid.entry.bank_reference), day)


def _follow_up(world: World, paid: Paid, day: date) -> None:
    """What a transfer leads to: a claim and its credit note, the same transfer once more."""
    for line in paid.deal.lines:
        if line.reason == "deduction":
            _dispute(world, line.debt, day)
    if world.rng.random() < PAID_TWICE:
        world.at(bank_day_from(day + world.rng.randrange(1, 12) * DAY), partial(_pay_again, paid))
    oldest = min(line.debt.invoice.due_date for line in paid.deal.lines)
    if day > oldest + timedelta(days=5) and world.rng.random() < SURE_TO_HAVE_PAID:
        world.at(bank_day_from(day + DAY), partial(_insist, paid, day))


def _dispute(world: World, debt: Debt, day: date) -> None:
    """The customer claims what he deducted: mostly he is right, sometimes he pays in the end, or never."""
    if world.rng.random() < 0.6:
        number, amount = debt.invoice.invoice_number, mails.money(debt.remaining, debt.invoice.currency)
        claim = advice_words()[debt.buyer.language]["reasons"][claim_about(number)]
        world.mails.append(mails.letter("dispute", debt.buyer, day, [number], amount, day, claim))
    draw = world.rng.random()
    if draw < 0.7:
        world.at(credit_note_day(day, world.rng), partial(_grant, debt))
    elif draw < 0.9:
        debt.pay_on = next_run(debt.buyer.run_days, day + timedelta(days=world.rng.randrange(20, 50)))


def _grant(debt: Debt, world: World, day: date) -> None:
    """A credit note for exactly the claim; both sides set it off and no money moves."""
    world.invoices.append(
        invoice_for(debt.buyer, day, -debt.remaining, world.numbering, world.rng, "GS")
    )  # fmt: skip
    debt.remaining = 0


def _pay_again(paid: Paid, world: World, day: date) -> None:
    reference = world.till.reference(paid.entry.currency, day)
    world.till.book(replace(paid.entry, booking_date=day, value_date=day, bank_reference=reference))
    world.receipts.append(replace(
        paid.truth(), receipt_id=reference, kind="paid_twice", items=0, twin=paid.entry.bank_reference
    ))  # fmt: skip


def _insist(paid: Paid, paid_on: date, world: World, day: date) -> None:
    """Our reminder crossed the payment, and the customer says so."""
    numbers = [line.debt.invoice.invoice_number for line in paid.deal.lines][:3]
    total = mails.money(paid.entry.amount, paid.entry.currency)
    world.mails.append(mails.letter("paid", paid.payer, day, numbers, total, paid_on))
