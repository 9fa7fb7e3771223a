"""Who pays what on a bank day, and what the bank and the truth say about it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from duebook.core.banking.values import BankEntry
from duebook.core.money import convert
from duebook.simulator.behaviour import next_run
from duebook.simulator.manners import Deal, Debt, agree, exact
from duebook.simulator.names import mistyped
from duebook.simulator.remittance import Purpose, Written, write
from duebook.simulator.third_parties import private_account
from duebook.simulator.till import Till
from duebook.simulator.values import Applied, Buyer, Company, ReceiptTruth
from duebook.simulator.workdays import DAY, bank_day_from

SMALL, FROM_PRIVATE_ACCOUNT = 3, 0.02
"""Orders a month below which a customer is small, and the chance that his owner pays from his own account."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One receipt on the account: the bank's entry, what it settles, and how it was explained."""

    entry: BankEntry
    deal: Deal
    written: Written
    payer: Buyer

    @property
    def reference(self) -> str:
        """What the payer calls the payment."""
        return reference_of(self.entry.bank_reference)

    def applied(self) -> Iterator[Applied]:
        for line in self.deal.lines:
            yield Applied(
                self.entry.bank_reference, line.debt.invoice.invoice_number, line.debt.invoice.currency,
                line.amount, line.difference, line.reason,
            )  # fmt: skip

    def truth(self) -> ReceiptTruth:
        exchanged = self.entry.instructed_amount is not None
        kind = "exchange" if exchanged and self.deal.kind == "exact" else self.deal.kind
        return ReceiptTruth(
            self.entry.bank_reference, kind, self.written.style, len(self.deal.lines),
            self.entry.currency, self.entry.amount, third_party=self._third_party(),
        )  # fmt: skip

    def _third_party(self) -> str:
        own = self.entry.payer_account in ("", self.payer.payer_account)
        return self.payer.payer_role if own else "private_account"


def reference_of(bank_reference: str) -> str:
    """The payer's number of the payment that his bank and ours number so."""
    return f"ZA{bank_reference[-7:]}"


def payable(debts: Sequence[Debt], day: date) -> Iterator[list[Debt]]:
    """The debts a payer settles today, one list per transfer, in the order of their numbers.

    One currency each; what is collected by direct debit apart from what he transfers himself. Credit notes
    wait while they would eat up the whole payment.
    """
    due: dict[tuple[str, bool], list[Debt]] = defaultdict(list)
    for debt in debts:
        if debt.pay_on is not None and debt.pay_on <= day and debt.remaining and not _failed(debt.buyer, day):
            due[debt.invoice.currency, is_collected(debt)].append(debt)
    for chosen in due.values():
        if sum(debt.remaining for debt in chosen) <= 10_000:
            chosen = [debt for debt in chosen if debt.remaining > 0]
        if chosen:
            yield sorted(chosen, key=lambda debt: debt.invoice.invoice_number)


def is_collected(debt: Debt) -> bool:
    """By direct debit, as long as none for it has come back."""
    return bool(debt.buyer.mandate) and not debt.by_transfer


def _failed(buyer: Buyer, day: date) -> bool:
    return buyer.insolvent_on is not None and buyer.insolvent_on <= day


def pay(debts: Sequence[Debt], day: date, company: Company, worth: dict[str, Decimal], till: Till,
        rng: Random) -> Paid:  # fmt: skip
    """One transfer for these debts. Nothing is changed yet but the bank's numbering."""
    payer = debts[0].buyer
    deal = agree(debts, day, rng)
    written = write(payer.habit, _purpose(deal, payer, day), rng)
    return Paid(_entry(deal, payer, written, day, company, worth, till, rng), deal, written, payer)


def _purpose(deal: Deal, payer: Buyer, day: date) -> Purpose:
    invoices = [line.debt.invoice for line in deal.lines]
    return Purpose(
        [invoice.invoice_number for invoice in invoices],
        [invoice.po_number for invoice in invoices],
        payer.language,
        f"{day:%d.%m.%Y}",
    )


def _entry(deal: Deal, payer: Buyer, written: Written, day: date, company: Company, worth: dict[str, Decimal],
           till: Till, rng: Random) -> BankEntry:  # fmt: skip
    owed_in = deal.lines[0].debt.invoice.currency
    account = company.account_for(_paid_into(owed_in, payer, rng))
    name, payer_account = _payer(payer, written, rng)
    reference = till.reference(account.currency, day)
    entry = BankEntry(
        place="",
        booking_date=day,
        value_date=day,
        amount=deal.total,
        currency=owed_in,
        kind="credit",
        bank_reference=reference,
        end_to_end_id=reference_of(reference) if int(payer.customer_id) % 2 else "",
        payer_name=name,
        payer_account=payer_account,
        ultimate_payer=payer.name if payer.payer_role == "factor" else "",
        remittance=written.text,
        references=written.references,
        charges=_told_charges(deal, rng),
        code="PMNT-RCDT-ESCT" if account.currency == "EUR" else "PMNT-RCDT-XBCT",
    )
    return entry if account.currency == owed_in else _exchanged(entry, account.currency, worth)


def _paid_into(owed_in: str, payer: Buyer, rng: Random) -> str:
    """Currency of the account: of what is owed, but for those who choose the nearer bank."""
    if owed_in == "USD" and rng.random() < 0.05:
        return "EUR"
    if owed_in == "EUR" and payer.country == "CH" and rng.random() < 0.3:
        return "CHF"
    return owed_in


def _payer(payer: Buyer, written: Written, rng: Random) -> tuple[str, str]:
    """Name and account as the bank prints them."""
    if not payer.payer_role and payer.orders_per_month < SMALL and rng.random() < FROM_PRIVATE_ACCOUNT:
        return private_account(payer)
    hidden = written.style == "none" and rng.random() < 0.15
    name = mistyped(payer.payer_name, rng) if rng.random() < 0.03 else payer.payer_name
    return name, "" if hidden else payer.payer_account


def _told_charges(deal: Deal, rng: Random) -> int:
    """Every second bank says what was kept on the way."""
    told = deal.kind == "bank_fee" and rng.random() < 0.5
    return sum(line.difference for line in deal.lines if line.reason == "bank_fee") if told else 0


def _exchanged(entry: BankEntry, into: str, worth: dict[str, Decimal]) -> BankEntry:
    """The bank buys the foreign money half a percent under the day's rate."""
    rate = (worth[into] / worth[entry.currency] * Decimal("0.995")).quantize(Decimal("0.000001"))
    return replace(
        entry,
        amount=convert(entry.amount, entry.currency, into, rate),
        currency=into,
        instructed_amount=entry.amount,
        instructed_currency=entry.currency,
        rate=str(rate),
        charges=convert(entry.charges, entry.currency, into, rate) if entry.charges else 0,
    )


def collect(debts: Sequence[Debt], day: date, till: Till) -> Paid:
    """A direct debit for these debts, one line of the day's collection."""
    payer = debts[0].buyer
    deal = replace(exact(debts), kind="direct_debit")
    numbers = " ".join(debt.invoice.invoice_number for debt in debts)
    entry = BankEntry(
        place="",
        booking_date=day,
        value_date=day,
        amount=deal.total,
        currency="EUR",
        kind="credit",
        bank_reference=till.reference("EUR", day),
        end_to_end_id=debts[0].invoice.invoice_number,
        mandate_id=payer.mandate,
        payer_name=payer.name,
        payer_account=payer.iban,
        remittance=numbers[:140].rstrip(),
        code="PMNT-RDDT-ESDD",
        batch=f"EINZUG-{day:%y%m%d}",
    )
    return Paid(entry, deal, Written("full", entry.remittance), payer)


def send_back(paid: Paid, day: date, till: Till, rng: Random) -> BankEntry:
    """The payer's bank returns a direct debit (ISO 20022 external return reason codes)."""
    return replace(
        paid.entry,
        booking_date=day,
        value_date=day,
        amount=-paid.entry.amount,
        kind="return",
        bank_reference=till.reference("EUR", day),
        batch="",
        code="PMNT-IDDT-UPDD",
        return_reason=rng.choice(("AM04", "AM04", "AC04", "MD06", "MS03")),
    )


def settle(paid: Paid, day: date, rng: Random) -> None:
    """Takes the payment into the payer's books: what is left he pays later, claims, or forgets."""
    for line in paid.deal.lines:
        debt = line.debt
        debt.remaining -= line.amount
        if line.reason in ("discount", "bank_fee"):
            debt.remaining = 0
        elif line.reason == "partial":
            debt.pay_on = next_run(debt.buyer.run_days, day + timedelta(days=rng.randrange(14, 36)))
        else:
            debt.pay_on = None


def reopen(paid: Paid, day: date, rng: Random) -> None:
    """A direct debit came back: the debts are open again and will be paid by transfer."""
    for line in paid.deal.lines:
        line.debt.remaining += line.amount
        line.debt.by_transfer = True
        line.debt.pay_on = bank_day_from(day + rng.randrange(6, 20) * DAY)
