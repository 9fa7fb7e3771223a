"""The simulation: one calendar day after another."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from duebook.core.banking.values import BankEntry
from duebook.core.invoicing import Invoice
from duebook.simulator import mails
from duebook.simulator.behaviour import intended_day, next_run
from duebook.simulator.changes import corrected, credit_note_day, is_corrected
from duebook.simulator.company import ANCHOR_RATES, COMPANY, next_rates, published
from duebook.simulator.customers import customer_base
from duebook.simulator.house import house_entries
from duebook.simulator.manners import Debt
from duebook.simulator.orders import Numbering, invoice_for, orders_of_day
from duebook.simulator.payments import Paid, collect, pay, payable, reopen, send_back, settle
from duebook.simulator.till import Till
from duebook.simulator.values import Applied, Buyer, Company, Day, Mail, ReceiptTruth
from duebook.simulator.workdays import DAY, bank_day_from, days, is_bank_day


def simulate(seed: int, customers: int, start: date, end: date, company: Company = COMPANY) -> Iterator[Day]:
    """Every calendar day from ``start`` up to, not including, ``end``. The same arguments give the same days.

    ``customers``: at least 20, so that every country and temperament is met.
    """
    world = _World(seed, customers, start, end, company)
    return (world.live(day) for day in days(start, end))


class _World:
    """What has happened so far. Each method is one thing that can happen; ``live`` is the order of a day."""

    def __init__(self, seed: int, customers: int, start: date, end: date, company: Company) -> None:
        self.rng = Random(seed)  # noqa: S311 (a story, not a secret)
        self.company = company
        self.buyers = customer_base(customers, start, end, self.rng)
        self.till = Till(company.accounts, start)
        self.rates = dict(ANCHOR_RATES)
        self.worth: dict[str, Decimal] = {}
        self.numbering = Numbering()
        self.debts: dict[str, list[Debt]] = defaultdict(list)
        self.agenda: dict[date, list[Callable[[date], None]]] = defaultdict(list)
        self.fresh: list[Debt] = []
        self.start = start
        self._clear()

    def _clear(self) -> None:
        self.invoices: list[Invoice] = []
        self.mails: list[Mail] = []
        self.applied: list[Applied] = []
        self.receipts: list[ReceiptTruth] = []

    def live(self, day: date) -> Day:
        self._clear()
        self.rates = next_rates(self.rates, self.rng)
        rates = published(self.rates)
        self.worth = {self.company.currency: Decimal(1), **dict(rates)}
        self.correct(day)
        self.sell(day)
        for happening in self.agenda.pop(day, ()):
            happening(day)
        if is_bank_day(day):
            self.bank(day)
        return Day(
            day=day,
            new_customers=tuple(
                b for b in self.buyers if b.joined == day or (day == self.start and b.joined < day)
            ),
            invoices=tuple(self.invoices),
            statements=self.till.statements(day),
            mails=tuple(self.mails),
            applied=tuple(self.applied),
            receipts=tuple(self.receipts),
            rates=rates,
        )

    # selling

    def sell(self, day: date) -> None:
        for buyer, invoice in orders_of_day(day, self.buyers, self.worth, self.numbering, self.rng):
            self.bill(buyer, invoice, self.wish(buyer, invoice))
            if self.rng.random() < 0.004:
                self.credit(buyer, -round(invoice.amount * 0.3, -2), "AZ", day)
            elif self.rng.random() < 0.02:
                returned = -round(invoice.amount * self.rng.uniform(0.05, 0.5))
                self.at(credit_note_day(day, self.rng), partial(self.credit, buyer, returned, "GS"))

    def bill(self, buyer: Buyer, invoice: Invoice, pay_on: date | None) -> None:
        debt = Debt(buyer, invoice, invoice.amount, pay_on)
        self.invoices.append(invoice)
        self.debts[buyer.group].append(debt)
        self.fresh.append(debt)

    def wish(self, buyer: Buyer, invoice: Invoice) -> date:
        if buyer.mandate:
            return bank_day_from(invoice.due_date)
        if buyer.takes_discount:
            last = invoice.issue_date + timedelta(days=buyer.terms.discount_days)
            return intended_day(
                buyer, invoice.due_date, last if buyer.takes_discount == "in_time" else None, self.rng
            )
        return intended_day(buyer, invoice.due_date, None, self.rng)

    def credit(self, buyer: Buyer, amount: int, kind: str, day: date) -> None:
        note = invoice_for(buyer, day, amount, self.numbering, self.rng, kind)
        self.bill(buyer, note, next_run(buyer.run_days, day + DAY))

    def correct(self, day: date) -> None:
        """The ERP sends an invoice again, with another due date or amount, within its first three days."""
        self.fresh = [debt for debt in self.fresh if day - debt.invoice.issue_date <= 3 * DAY]
        for debt in self.fresh:
            if is_corrected(debt, day, self.rng):
                debt.invoice = corrected(debt.invoice, self.rng)
                debt.remaining = debt.invoice.amount
                debt.pay_on = max(self.wish(debt.buyer, debt.invoice), day + DAY)
                self.invoices.append(debt.invoice)

    # banking

    def bank(self, day: date) -> None:
        for group in list(self.debts):
            self.debts[group] = [debt for debt in self.debts[group] if debt.remaining]
            for chosen in payable(self.debts[group], day):
                self.receive(chosen, day)
        balances = {
            account.currency: self.till.balance(account.currency) for account in self.company.accounts
        }
        for own in house_entries(day, balances, self.rng):
            reference = self.till.reference(own.currency, day)
            self.till.book(
                BankEntry("", day, day, own.amount, own.currency, own.kind, reference,
                          payer_name=own.name, remittance=own.text, code=own.code)
            )  # fmt: skip
            if own.amount > 0:
                self.receipts.append(
                    ReceiptTruth(reference, "not_customer", "-", 0, own.currency, own.amount)
                )

    def receive(self, debts: list[Debt], day: date) -> None:
        if debts[0].buyer.mandate and not debts[0].by_transfer:
            self.collect(debts, day)
            return
        parts = [debts]
        if len(debts) > 1 and self.rng.random() < 0.02:
            half = len(debts) // 2
            parts = [
                part for part in (debts[:half], debts[half:]) if sum(debt.remaining for debt in part) > 0
            ]
        for part in parts:
            paid = pay(part, day, self.company, self.worth, self.till, self.rng)
            settle(paid, day, self.rng)
            self.record(paid)
            self.follow_up(paid, day)

    def record(self, paid: Paid) -> None:
        self.till.book(paid.entry)
        self.applied.extend(paid.applied())
        self.receipts.append(paid.truth())

    def collect(self, debts: list[Debt], day: date) -> None:
        paid = collect(debts, day, self.till)
        settle(paid, day, self.rng)
        self.record(paid)
        if self.rng.random() < 0.04:
            back = bank_day_from(day + self.rng.randrange(2, 6) * DAY)
            self.at(back, partial(self.come_back, paid))

    def come_back(self, paid: Paid, day: date) -> None:
        entry = send_back(paid, day, self.till, self.rng)
        reopen(paid, day, self.rng)
        self.till.book(entry)
        self.applied.extend(
            Applied(entry.bank_reference, line.invoice_number, line.currency, -line.amount)
            for line in paid.applied()
        )
        self.receipts.append(
            ReceiptTruth(entry.bank_reference, "return", "full", len(paid.deal.lines), "EUR", entry.amount,
                         paid.entry.bank_reference)
        )  # fmt: skip

    def follow_up(self, paid: Paid, day: date) -> None:
        """What a payment leads to: an advice, a claim and its credit note, the same payment once more."""
        if paid.written.mailed or self.rng.random() < 0.02:
            self.mails.append(mails.advice(paid, day))
        for line in paid.deal.lines:
            if line.reason == "deduction":
                self.dispute(line.debt, day)
        if self.rng.random() < 0.006:
            self.at(bank_day_from(day + self.rng.randrange(1, 12) * DAY), partial(self.pay_again, paid))

    def dispute(self, debt: Debt, day: date) -> None:
        number, claim = debt.invoice.invoice_number, mails.money(debt.remaining, debt.invoice.currency)
        if self.rng.random() < 0.6:
            self.mails.append(mails.letter("dispute", debt.buyer, day, [number], claim, day))
        draw = self.rng.random()
        if draw < 0.7:
            self.at(credit_note_day(day, self.rng), partial(self.grant, debt))
        elif draw < 0.9:
            debt.pay_on = next_run(debt.buyer.run_days, day + timedelta(days=self.rng.randrange(20, 50)))

    def grant(self, debt: Debt, day: date) -> None:
        """The claim was right: a credit note for it. Payer and seller both set it off, no money moves."""
        self.invoices.append(invoice_for(debt.buyer, day, -debt.remaining, self.numbering, self.rng, "GS"))
        debt.remaining = 0

    def pay_again(self, paid: Paid, day: date) -> None:
        reference = self.till.reference(paid.entry.currency, day)
        again = replace(paid.entry, booking_date=day, value_date=day, bank_reference=reference)
        self.till.book(again)
        self.receipts.append(
            ReceiptTruth(reference, "paid_twice", paid.written.style, 0, again.currency, again.amount,
                         paid.entry.bank_reference)
        )  # fmt: skip

    def at(self, day: date, happening: Callable[[date], None]) -> None:
        self.agenda[day].append(happening)
