"""What the seller changes after the fact: corrected invoices and credit notes."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from duebook.core.invoicing import Invoice
from duebook.simulator.manners import Debt
from duebook.simulator.workdays import DAY, bank_day_from


def is_corrected(debt: Debt, day: date, rng: Random) -> bool:
    """One invoice in a hundred, on one of its first three days, while nothing is paid on it."""
    untouched = debt.remaining == debt.invoice.amount > 0 and debt.pay_on is not None and debt.pay_on > day
    return debt.invoice.issue_date < day and untouched and rng.random() < 0.004


def corrected(invoice: Invoice, rng: Random) -> Invoice:
    """The same number with a later due date, or with a price put right."""
    if rng.random() < 0.5:
        return replace(invoice, due_date=invoice.due_date + timedelta(days=rng.choice((7, 14, 30))))
    amount = round(invoice.amount * rng.choice((0.9, 0.95, 1.05)))
    return replace(invoice, amount=amount, open_amount=amount)


def credit_note_day(day: date, rng: Random) -> date:
    """When the office has looked into a claim or a return."""
    return bank_day_from(day + rng.randrange(5, 30) * DAY)
