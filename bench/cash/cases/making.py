"""A case out of a book: the payments of some days become bank entries, those before them history."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.cash.cases.amounts import Sent, applied, send
from bench.cash.cases.books import Batch, Bill, Ledger
from bench.cash.cases.foreign import foreign
from bench.cash.cases.mishaps import credit_note, exchanged, once_more
from bench.cash.cases.past import history
from bench.cash.cases.payers import Payer, account_of, draw, payers
from bench.cash.cases.reshaping import reshaped
from bench.cash.cases.strata import STRATA, Stratum
from bench.cash.cases.telling import Teller
from bench.cash.cases.terms import in_time, terms
from bench.cash.cases.window import payments
from bench.cash.cases.writing import Written
from bench.cash.values import Answer, Case
from duebook.core.banking import BankEntry
from duebook.core.matching import OpenItem


def make_case(stratum: str, ledger: Ledger, start: date, seed: int, days: int = 14) -> Case:
    """Payments of ``days`` days from ``start`` on. The same arguments give the same case."""
    name = f"{stratum} {ledger.name} {start} {seed}"
    shares = STRATA[stratum]
    making = _Making(
        shares, reshaped(ledger, shares, name), start, start + timedelta(days=days), Random(name)
    )
    return making.case(stratum, seed)


class _Making:
    """One case while it is made."""

    def __init__(self, stratum: Stratum, ledger: Ledger, start: date, end: date, rng: Random) -> None:
        self._stratum, self._ledger, self._start, self._end, self._rng = stratum, ledger, start, end, rng
        self._payers = payers(ledger.customers, stratum, str(rng.random()))
        self._teller = Teller(stratum, ledger, start, rng)
        self._entries: list[BankEntry] = []
        self._truth: dict[str, Answer] = {}
        self._bills = {bill.number: bill for bill in ledger.bills}

    def case(self, name: str, seed: int) -> Case:
        window = self._ledger, self._stratum, self._start
        past = tuple(history(*window, self._payers, self._teller, self._rng))
        for day, batch in payments(*window, self._end, self._payers, self._rng):
            self._pay(day, batch)
        for _ in range(round(self._stratum.foreign * len(self._entries))):
            self._receive_foreign()
        entries = sorted(self._entries, key=lambda e: (e.value_date, e.bank_reference))
        return Case(name, seed, self._end, tuple(self._items()), past, tuple(entries), self._truth)

    def _items(self) -> Iterator[OpenItem]:
        """What was issued by the end and not yet paid at the start."""
        for bill in self._bills.values():
            is_open = bill.settled is None or bill.settled >= self._start
            if is_open and bill.issued <= self._end:
                yield OpenItem(
                    bill.number, bill.customer_id, bill.customer_name, bill.number, bill.currency,
                    bill.amount, bill.issued, bill.due, bill.amount, self._teller.order(bill),
                    terms(bill.customer_id), "invoice" if bill.amount > 0 else "credit_note",
                )  # fmt: skip

    def _pay(self, day: date, batch: Batch) -> None:
        payer = self._payers[batch[0].customer_id]
        self._bills.update((bill.number, bill) for bill in batch)
        bills, sent = self._settled_with(batch, day)
        style = self._teller.style(payer)
        written = self._teller.words(style, payer, bills, day)
        written = replace(written, text=" ".join(filter(None, (written.text, sent.words))))
        entry = self._entry(day, sent.amount, batch[0].currency, payer, written)
        items = applied({bill.number: bill.amount for bill in bills}, sent.amount)
        kind = f"{payer.third}_{sent.kind}" if payer.third and sent.kind == "exact" else sent.kind
        if self._rng.random() < self._stratum.missing:
            self._hide(bills)
            items, kind = {}, "missing"
        elif kind == "exact" and self._rng.random() < self._stratum.exchanged:
            entry, kind = exchanged(entry, self._rng), "exchange"
        self._add(entry, Answer(kind, style, "", items, len(bills)))
        if items and kind != "exchange" and self._rng.random() < self._stratum.twice:
            self._pay_again(entry)

    def _settled_with(self, batch: Batch, day: date) -> tuple[Batch, Sent]:
        """What the payer settles, a credit note perhaps included, and what he sends for it."""
        if self._rng.random() < self._stratum.credit_notes:
            note = credit_note(batch, self._rng)
            self._bills[note.number] = note
            bills = (*batch, note)
            return bills, Sent("credit_note", sum(bill.amount for bill in bills))
        sent = send(draw(self._stratum.amounts, self._rng), [bill.amount for bill in batch], self._rng)
        late = sent.kind == "discount" and not in_time(batch, day)
        return batch, replace(sent, kind="discount_late") if late else sent

    def _entry(self, day: date, amount: int, currency: str, payer: Payer, written: Written) -> BankEntry:
        reference = f"B{len(self._entries):05}{self._rng.randrange(1000):03}"
        name, account = self._teller.name_and_account(payer, reference)
        return BankEntry(
            "", day, day, amount, currency, "credit", bank_reference=reference, payer_name=name,
            payer_account=account, remittance=written.text, references=written.references,
            end_to_end_id=written.end_to_end_id, code="PMNT-RCDT-ESCT",
            ultimate_payer=self._teller.on_behalf(payer),
        )  # fmt: skip

    def _add(self, entry: BankEntry, answer: Answer) -> None:
        self._entries.append(entry)
        self._truth[entry.bank_reference] = answer

    def _hide(self, bills: Sequence[Bill]) -> None:
        """Take one of the bills, or all of them, off the list."""
        gone = bills if self._rng.random() < 0.4 else [self._rng.choice(bills)]
        for bill in gone:
            del self._bills[bill.number]

    def _pay_again(self, entry: BankEntry) -> None:
        again, first = once_more(entry, self._end, self._rng), entry.bank_reference
        answer = self._truth[first]
        self._truth[first] = replace(answer, twin=again.bank_reference)
        self._add(again, replace(answer, kind="paid_twice", twin=first))

    def _receive_foreign(self) -> None:
        day = self._start + timedelta(days=self._rng.randrange((self._end - self._start).days))
        name, text = foreign(day.year, day.month, self._rng)
        currency = self._rng.choice(["USD", "USD", "CAD"])
        payer = Payer(name, account_of(name) if name else "", "en", "", name)
        amount = self._rng.randrange(1_000, 5_000_000)
        self._add(self._entry(day, amount, currency, payer, Written(text)), Answer("not_customer", "-"))
