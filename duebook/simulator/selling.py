"""The seller's side of a day: invoices, credit notes, advances and corrections."""

from datetime import date, timedelta
from functools import partial

from duebook.core.invoicing import Invoice
from duebook.simulator import mails
from duebook.simulator.behaviour import intended_day, next_run
from duebook.simulator.changes import corrected, credit_note_day, is_corrected
from duebook.simulator.manners import Debt
from duebook.simulator.orders import invoice_for, orders_of_day, whole_units
from duebook.simulator.values import Buyer
from duebook.simulator.workdays import DAY, bank_day_from
from duebook.simulator.world import World

CREDIT_NOTES, ADVANCES = 0.02, 0.004
"""Share of invoices after which goods come back, and before which something was paid in advance."""


def sell(world: World, day: date) -> None:
    """Bills the day's orders; sets going what comes of them."""
    orders = orders_of_day(day, world.buyers, world.worth, world.numbering, world.rng)
    for buyer, invoice in orders:
        debt = bill(world, buyer, invoice, wish(world, buyer, invoice))
        draw = world.rng.random()
        if draw < ADVANCES:
            credit(buyer, -whole_units(invoice.amount * 0.3), "AZ", world, day)
        elif draw < ADVANCES + CREDIT_NOTES:
            returned = -round(invoice.amount * world.rng.uniform(0.05, 0.5))
            world.at(credit_note_day(day, world.rng), partial(credit, buyer, returned, "GS"))
        _expect_excuse(world, debt)


def bill(world: World, buyer: Buyer, invoice: Invoice, pay_on: date) -> Debt:
    debt = Debt(buyer, invoice, invoice.amount, pay_on)
    world.invoices.append(invoice)
    world.debts[buyer.group].append(debt)
    world.fresh.append(debt)
    return debt


def wish(world: World, buyer: Buyer, invoice: Invoice) -> date:
    """The day on which the invoice will be paid, as things stand; a direct debit falls on the due date."""
    if buyer.mandate:
        return bank_day_from(invoice.due_date)
    last = invoice.issue_date + timedelta(days=buyer.terms.discount_days)
    return intended_day(
        buyer, invoice.due_date, last if buyer.takes_discount == "in_time" else None, world.rng
    )


def credit(buyer: Buyer, amount: int, kind: str, world: World, day: date) -> None:
    """A credit note (``GS``) or advance (``AZ``) that the payer sets off in his next run."""
    note = invoice_for(buyer, day, amount, world.numbering, world.rng, kind)
    bill(world, buyer, note, next_run(buyer.run_days, day + DAY))


def correct(world: World, day: date) -> None:
    """The ERP sends an invoice again, with another due date or amount, within its first three days."""
    world.fresh = [debt for debt in world.fresh if day - debt.invoice.issue_date <= 3 * DAY]
    for debt in world.fresh:
        if is_corrected(debt, day, world.rng):
            debt.invoice = corrected(debt.invoice, world.rng)
            debt.remaining = debt.invoice.amount
            debt.pay_on = max(wish(world, debt.buyer, debt.invoice), day + DAY)
            world.invoices.append(debt.invoice)


def _expect_excuse(world: World, debt: Debt) -> None:
    """Whoever will be weeks late sometimes writes before: a promise, kept or (one in three) broken."""
    due, pay_on = debt.invoice.due_date, debt.pay_on
    if pay_on is not None and pay_on > due + timedelta(days=20) and world.rng.random() < 0.25:
        named = pay_on - timedelta(days=7 * world.rng.choice((0, 0, 1)))
        world.at(bank_day_from(due + timedelta(days=8)), partial(_promise, debt, named))


def _promise(debt: Debt, named: date, world: World, day: date) -> None:
    amount = mails.money(debt.remaining, debt.invoice.currency)
    world.mails.append(mails.letter("promise", debt.buyer, day, [debt.invoice.invoice_number], amount, named))
