"""A case out of a book: the payments of some days become bank entries, those before them history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from bench.cash.cases.amounts import Sent, applied, send
from bench.cash.cases.books import Batch, Bill, Ledger
from bench.cash.cases.foreign import foreign
from bench.cash.cases.payers import Payer, account_of, draw, payers, printed
from bench.cash.cases.reshaping import long_batches, longest_batch, reshaped
from bench.cash.cases.strata import STRATA, Stratum
from bench.cash.cases.writing import Purpose, Written, write
from bench.cash.values import Answer, Case
from duebook.core.banking import BankEntry
from duebook.core.matching import OpenItem, PastAllocation
from duebook.core.money import plain

_RATES = {"USD": 1.0, "CAD": 1.32, "EUR": 0.9, "GBP": 0.78}
_ORDER_FORMS = ("45########", "PO-######", "B/2019/####", "4######", "ORD ######", "P#####-#")


def make_case(stratum_name: str, ledger: Ledger, start: date, seed: int, days: int = 14) -> Case:
    """Payments of ``days`` days from ``start`` on. The same arguments give the same case."""
    stratum = STRATA[stratum_name]
    name = f"{stratum_name} {ledger.name} {start} {seed}"
    making = _Making(
        stratum, reshaped(ledger, stratum, name), start, start + timedelta(days=days), Random(name)
    )
    return making.case(stratum_name, seed)


@dataclass
class _Making:
    """One case while it is made."""

    stratum: Stratum
    ledger: Ledger
    start: date
    end: date
    rng: Random
    entries: list[BankEntry] = field(default_factory=list)
    truth: dict[str, Answer] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    added: list[Bill] = field(default_factory=list)
    credits: list[Bill] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.payers = payers(self.ledger.customers, self.stratum, str(self.rng.random()))
        self.salt = self.rng.random()
        self.owed: dict[str, list[Bill]] = defaultdict(list)
        for bill in self.ledger.bills:
            if bill.settled is None or bill.settled >= self.start:
                self.owed[bill.customer_id].append(bill)
        self.before: dict[str, list[str]] = defaultdict(list)

    def case(self, name: str, seed: int) -> Case:
        history = list(self._history())
        for day, batch in self._payments():
            self._pay(day, batch)
        for _ in range(round(self.stratum.foreign * len(self.entries))):
            self._receive_foreign()
        entries = sorted(self.entries, key=lambda e: (e.value_date, e.bank_reference))
        return Case(name, seed, self.end, tuple(self._items()), tuple(history), tuple(entries), self.truth)

    def _items(self) -> Iterator[OpenItem]:
        """What was issued by the end and not yet paid at the start."""
        for bill in (*self.ledger.bills, *self.added, *self.credits):
            is_open = bill.settled is None or bill.settled >= self.start
            if is_open and bill.issued <= self.end and bill.number not in self.hidden:
                yield OpenItem(
                    bill.number, bill.customer_id, bill.customer_name, bill.number, bill.currency,
                    bill.amount, bill.issued, bill.due, bill.amount, self.order(bill),
                    kind="invoice" if bill.amount > 0 else "credit_note",
                )  # fmt: skip

    def order(self, bill: Bill) -> str:
        """The customer's order of the bill: in his own form; one order in six makes several bills."""
        form = Random(f"form {bill.customer_id}").choice(_ORDER_FORMS)
        rng = Random(f"{self.salt} {bill.number}")
        if rng.random() < 1 / 6:
            rng = Random(f"{self.salt} {bill.customer_id} {bill.issued.isocalendar().week}")
        return "".join(str(rng.randrange(10)) if sign == "#" else sign for sign in form)

    def _payments(self) -> Iterator[tuple[date, Batch]]:
        window = [
            (day, b)
            for day, batches in sorted(self.ledger.batches.items())
            for b in batches
            if self.start <= day < self.end
        ]
        if self.stratum.least > 1:
            bills = (bill for _, batch in window for bill in batch)
            window = long_batches(bills, self.stratum.least, self.rng)
        if self.stratum.longest:
            day, batch = window[len(window) // 2]
            self.added.extend(longest := longest_batch(batch, day, self.stratum.longest, self.rng))
            window.append((day, longest))
        yield from self._joined(window)

    def _joined(self, window: Iterable[tuple[date, Batch]]) -> Iterator[tuple[date, Batch]]:
        """What a service centre or marketplace pays on one day comes in one sum, of up to four customers."""
        together: dict[tuple[date, str, str], list[Batch]] = defaultdict(list)
        for day, batch in window:
            payer = self.payers[batch[0].customer_id]
            if payer.joins:
                together[day, payer.account, batch[0].currency].append(batch)
            else:
                yield day, batch
        for (day, _, _), batches in together.items():
            while batches:
                count = self.rng.randrange(1, 5)
                taken, batches = batches[:count], batches[count:]
                yield day, tuple(bill for batch in taken for bill in batch)

    def _history(self) -> Iterator[PastAllocation]:
        """Past receipts, written in the payers' habits, exact, applied rightly but for a clerk's slip."""
        since = self.start - timedelta(days=self.stratum.history_days)
        customers = sorted(self.ledger.customers)
        new = {c for c in customers if Random(f"{self.salt} new {c}").random() < self.stratum.newcomers}
        days = sorted(day for day in self.ledger.batches if since <= day < self.start)
        past = ((day, batch) for day in days for batch in self.ledger.batches[day])
        for number, (paid_on, batch) in enumerate(past):
            customer = batch[0].customer_id
            if customer in new:
                continue
            payer = self.payers[customer]
            written = self._write(payer, batch, paid_on, batch[0].currency)
            self.before[customer].extend(bill.number for bill in batch)
            applied_to = (
                self.rng.choice(customers) if self.rng.random() < self.stratum.misapplied else customer
            )
            text = "\n".join(filter(None, (written.text, " ".join(written.references))))
            named, account = self._shown(payer, f"P{number:06}")
            for bill in batch:
                yield PastAllocation(
                    f"P{number:06}", paid_on, sum(b.amount for b in batch), bill.currency, named, account,
                    text, applied_to, bill.number, bill.amount,
                )  # fmt: skip

    def _write(self, payer: Payer, bills: Sequence[Bill], day: date, currency: str) -> Written:
        style = self._style(payer)
        return self._in_style(style, payer, bills, day, currency)

    def _style(self, payer: Payer) -> str:
        """Payers keep to their habit three times in four."""
        return payer.style if self.rng.random() < 0.75 else draw(self.stratum.writing, self.rng)

    def _in_style(self, style: str, payer: Payer, bills: Sequence[Bill], day: date, currency: str) -> Written:
        customer = bills[0].customer_id
        purpose = Purpose(
            [bill.number for bill in bills],
            [self.order(bill) for bill in bills],
            [plain(bill.amount, bill.currency) for bill in bills],
            f"{plain(sum(bill.amount for bill in bills), currency)} {currency}",
            day,
            payer.language,
            customer,
            self.before[customer][-30:],
            self._others(bills, day),
        )
        return write(style, purpose, self.rng)

    def _others(self, bills: Sequence[Bill], day: date) -> Sequence[str]:
        """Some numbers that the customer owes on that day and does not pay with these bills."""
        numbers = {bill.number for bill in bills}
        owed = self.owed[bills[0].customer_id]
        later = (b for b in owed if b.issued <= day and (b.settled is None or b.settled > day))
        return [b.number for b in islice(later, 5 + len(numbers)) if b.number not in numbers]

    def _shown(self, payer: Payer, receipt_id: str) -> tuple[str, str]:
        """Name and account as the bank tells them for one entry."""
        account = payer.account if self.rng.random() >= self.stratum.no_account else ""
        if account and self.rng.random() < self.stratum.new_account:
            account = account_of(f"{receipt_id} {self.salt}")
        return printed(payer.name, self.stratum.garbled, self.rng), account

    def _pay(self, day: date, batch: Batch) -> None:
        rng, stratum = self.rng, self.stratum
        known = tuple(bill for bill in batch if bill.issued <= self.end)
        if not known:
            return
        customer = known[0].customer_id
        payer = self.payers[customer]
        bills = self._with_credit_note(known) if rng.random() < stratum.credit_notes else known
        owed = [bill.amount for bill in bills]
        kind = "credit_note" if len(bills) > len(known) else draw(stratum.amounts, rng)
        sent = Sent(kind, sum(owed)) if kind == "credit_note" else send(kind, owed, rng)
        style = self._style(payer)
        written = self._in_style(style, payer, bills, day, known[0].currency)
        written = replace(written, text=" ".join(filter(None, (written.text, sent.words))))
        entry = self._entry(day, sent.amount, known[0].currency, payer, written)
        items = applied({bill.number: bill.amount for bill in bills}, sent.amount)
        kind = f"{payer.third}_{sent.kind}" if payer.third and sent.kind == "exact" else sent.kind
        if rng.random() < stratum.missing:
            self._hide(bills)
            items, kind = {}, "missing"
        elif kind == "exact" and rng.random() < stratum.exchanged:
            entry, kind = self._exchanged(entry), "exchange"
        self.entries.append(entry)
        self.truth[entry.bank_reference] = Answer(kind, style, "", items, len(bills))
        if items and kind != "exchange" and rng.random() < stratum.twice:
            self._pay_again(entry)

    def _entry(self, day: date, amount: int, currency: str, payer: Payer, written: Written) -> BankEntry:
        reference = f"B{len(self.entries):05}{self.rng.randrange(1000):03}"
        name, account = self._shown(payer, reference)
        on_behalf = (
            payer.customer_name if payer.third in ("factor", "parent") and self.rng.random() < 0.3 else ""
        )
        return BankEntry(
            "", day, day, amount, currency, "credit", bank_reference=reference, payer_name=name,
            payer_account=account, remittance=written.text, references=written.references,
            end_to_end_id=written.end_to_end_id, code="PMNT-RCDT-ESCT", ultimate_payer=on_behalf,
        )  # fmt: skip

    def _with_credit_note(self, bills: Batch) -> Batch:
        """With a credit note for part of the largest bill, set off by the payer."""
        largest = max(bills, key=lambda bill: bill.amount)
        off = max(1, round(largest.amount * self.rng.uniform(0.03, 0.4)))
        note = replace(largest, number=f"99{largest.number[2:]}", amount=-off)
        self.credits.append(note)
        return (*bills, note)

    def _hide(self, bills: Sequence[Bill]) -> None:
        """Take one of the bills, or all of them, off the list."""
        gone = bills if self.rng.random() < 0.4 else [self.rng.choice(bills)]
        self.hidden.update(bill.number for bill in gone)

    def _exchanged(self, entry: BankEntry) -> BankEntry:
        """The same money after conversion; two banks in three tell what was instructed."""
        into = self.rng.choice([currency for currency in _RATES if currency != entry.currency])
        rate = _RATES[into] / _RATES[entry.currency] * self.rng.uniform(0.985, 1.0)
        told = self.rng.random() < 2 / 3
        return replace(
            entry, amount=round(entry.amount * rate), currency=into, rate=f"{rate:.4f}" if told else "",
            instructed_amount=entry.amount if told else None,
            instructed_currency=entry.currency if told else "",
        )  # fmt: skip

    def _pay_again(self, entry: BankEntry) -> None:
        """The same money once more, some days later; seldom with another text."""
        day = min(entry.value_date + timedelta(days=self.rng.randrange(6)), self.end)
        text = entry.remittance if self.rng.random() < 0.8 else ""
        first = entry.bank_reference
        again = replace(entry, value_date=day, booking_date=day, remittance=text, bank_reference=f"{first}T")
        self.entries.append(again)
        answer = self.truth[first]
        self.truth[first] = replace(answer, twin=again.bank_reference)
        self.truth[again.bank_reference] = replace(answer, kind="paid_twice", twin=first)

    def _receive_foreign(self) -> None:
        day = self.start + timedelta(days=self.rng.randrange((self.end - self.start).days))
        name, text = foreign(day.year, day.month, self.rng)
        currency = self.rng.choice(["USD", "USD", "CAD"])
        payer = Payer(name, account_of(name) if name else "", "en", "", name)
        entry = self._entry(day, self.rng.randrange(1_000, 5_000_000), currency, payer, Written(text))
        self.entries.append(entry)
        self.truth[entry.bank_reference] = Answer("not_customer", "-")
