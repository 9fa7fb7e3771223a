"""A company's books as an accountant tells them: verbs with amounts in major units and days as written."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from duebook.books.audit.operations import Recording, recording
from duebook.books.banking import operations as banking
from duebook.books.banking.models import BankLine
from duebook.books.companies.models import Company
from duebook.books.imports.operations import keep_file
from duebook.books.invoicing.operations import Received, receive_invoices
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import JournalLine, OpenItem, Receipt
from duebook.books.ledger.queries import open_items_as_of, waiting_cash_as_of
from duebook.books.ledger.receipts import park
from duebook.books.matching.setting import switch
from duebook.core.banking import Balance, BankEntry, BankStatement, StatementFile
from duebook.core.invoicing import Invoice
from duebook.core.matching.setting import Setting
from duebook.core.money import NoRate, plain, to_minor
from duebook.flows.verify import Finding, verify

IBAN = "DE02120300000000202051"
START = datetime(2026, 1, 1, 8, tzinfo=UTC)


def day(text: str) -> date:
    """``"03-15"`` is the 15th of March 2026."""
    return date.fromisoformat(f"2026-{text}")


@dataclass
class Story:
    """``rates``: units of euro for one unit of a currency, by day of the year as written."""

    company: Company
    rates: dict[tuple[str, str], str] = field(default_factory=dict)
    events: int = 0

    @classmethod
    def new(cls, code: str = "acme", currency: str = "EUR") -> "Story":
        return cls(Company.objects.create(code=code, name="Acme", currency=currency))

    def now(self) -> datetime:
        return START + timedelta(hours=self.events)

    def record(self, verb: str):
        self.events += 1
        return recording(self.company, verb, f"{verb} {self.events}", "ann", self.now())

    def rate(self, source: str, target: str, on: date) -> Decimal:
        text = on.strftime("%m-%d")
        if (source, text) in self.rates:
            return Decimal(self.rates[source, text])
        if (target, text) in self.rates:
            return 1 / Decimal(self.rates[target, text])
        raise NoRate(f"{source} to {target} on {on}")

    # what comes in

    def invoices(self, *invoices: Invoice, as_of: str = "01-31") -> Received:
        with self.record("receive invoices") as record:
            return receive_invoices(record, invoices, self.rate, day(as_of))

    def invoice(self, number: str, amount: str, as_of: str = "01-31", **more: str) -> Received:
        return self.invoices(invoice(number, amount, **more), as_of=as_of)

    def statement(self, *entries: BankEntry, **more: str) -> banking.Received:
        return self.bank_file(statement(*entries, **more))

    def bank_file(self, *statements: BankStatement) -> banking.Received:
        with self.record("receive bank file") as record:
            content = StatementFile("camt.053", statements)
            sha = hashlib.sha256(f"{record.key}".encode()).hexdigest()
            file = keep_file(record, sha, "bank.xml", "camt.053", (0, 0, 0), [])
            return banking.receive_statements(record, file, content, self.rate)

    def statement_in(self, currency: str, amount: str, on: str) -> None:
        """Money on our account of another currency."""
        self.statement(entry(amount, on, currency), currency=currency)

    def receipt(self, amount: str, on: str = "02-10", customer: str = "C1", **more: str) -> str:
        """Money on the bank account; returns the receipt's key. ``customer=""`` leaves it unidentified."""
        self.statement(entry(amount, on, **more))
        key = Receipt.objects.latest("id").key
        if customer:
            self.identify(key, customer)
        return key

    def receipts(self) -> list[str]:
        return list(Receipt.objects.filter(company=self.company).order_by("id").values_list("key", flat=True))

    # what is done

    def identify(self, receipt: str, customer: str) -> None:
        with self.record("identify") as record:
            ledger.identify(record, {receipt: customer})

    def park(self, receipt: str) -> None:
        with self.record("park") as record:
            park(record, [receipt])

    def apply(self, receipt: str, *lines: tuple[str, ...]) -> list[str]:
        """Lines: item number, amount [, given up, why]; returns the keys of the allocations."""
        with self.record("apply") as record:
            ledger.apply(record, [self._application(receipt, *line) for line in lines], self.rate)
            return [f"{record.key}|{receipt}>{item_key(line[0])}" for line in lines]

    def _application(
        self, receipt: str, number: str, amount: str, given_up: str = "0", why: str = ""
    ) -> ledger.Application:
        currency = self.item(number).currency
        return ledger.Application(
            receipt, item_key(number), to_minor(amount, currency), to_minor(given_up, currency), why
        )

    def undo(self, *entries: str) -> None:
        with self.record("undo") as record:
            ledger.reverse(record, entries)

    def set_off(self, giver: str, taker: str, amount: str, on: str) -> None:
        with self.record("set off") as record:
            minor = to_minor(amount, self.item(taker).currency)
            ledger.set_off(record, item_key(giver), item_key(taker), minor, day(on))

    def write_off(self, number: str, amount: str, account: str, on: str) -> None:
        with self.record("write off") as record:
            minor = to_minor(amount, self.item(number).currency)
            ledger.write_off(record, item_key(number), minor, account, day(on))  # type: ignore[arg-type]

    # what is seen

    def item(self, number: str) -> OpenItem:
        return OpenItem.objects.get(company=self.company, key=item_key(number))

    def open(self, number: str) -> str:
        item = self.item(number)
        return plain(item.open_amount, item.currency)

    def unapplied(self, receipt: str) -> str:
        row = Receipt.objects.get(company=self.company, key=receipt)
        return plain(row.unapplied, row.currency)

    def balances(self, base: bool = False) -> dict[str, str]:
        """Accounts that are not nil, in company currency or ``account USD`` for others."""
        totals: dict[str, int] = {}
        for line in JournalLine.objects.filter(company=self.company):
            home = base or line.currency == self.company.currency
            name = line.account if home else f"{line.account} {line.currency}"
            totals[name] = totals.get(name, 0) + (line.base if base else line.amount)
        return {name: plain(total, "EUR") for name, total in sorted(totals.items()) if total}

    def open_on(self, on: str, known_at: datetime | None = None) -> dict[str, str]:
        """Open amounts by document number at the end of a day."""
        return {
            row.number: plain(row.open_amount, row.currency)
            for row in open_items_as_of(self.company, day(on), known_at)
        }

    def waiting_on(self, on: str, known_at: datetime | None = None) -> dict[str, str]:
        """Unapplied money by receipt at the end of a day."""
        return {
            row.receipt_key: plain(row.amount, row.currency)
            for row in waiting_cash_as_of(self.company, day(on), known_at)
        }

    def due_on(self, on: str, known_at: datetime | None = None) -> dict[str, str]:
        """Due dates of what is open at the end of a day, by document number."""
        rows = open_items_as_of(self.company, day(on), known_at)
        return {row.number: row.due_date.isoformat() for row in rows}

    def wrong_side(self, on: str) -> list[str]:
        """Invoices with less than nothing open at the end of a day, credit notes with more."""
        rows = open_items_as_of(self.company, day(on))
        return [row.number for row in rows if (row.kind == "credit_note") != (row.open_amount < 0)]

    def findings(self) -> list[Finding]:
        return verify(self.company)

    def lines(self) -> int:
        return BankLine.objects.filter(account__company=self.company).count()

    def is_sound(self) -> bool:
        findings = self.findings()
        assert not findings, findings
        return True


def let_post_by_itself(company: Company, now: datetime = START) -> None:
    """The company posts what is certain unattended."""
    switch(company, Setting("automatic", 0.001, 0.05, "a seed"), "ann", now)


def item_key(number: str) -> str:
    """Customer C1 unless written C2/number."""
    return number if "/" in number else f"C1/{number}"


def invoice(
    number: str,
    amount: str,
    issued: str = "01-10",
    due: str = "02-09",
    currency: str = "EUR",
    left: str | None = None,
    settled: str | None = None,
    **more: str,
) -> Invoice:
    """A row of an invoice list; ``left``: open amount as the list says, all by default."""
    customer, _, bare = item_key(number).partition("/")
    minor = to_minor(amount, currency)
    return Invoice(
        customer, f"Customer {customer}", bare, day(issued), day(due), currency, minor,
        minor if left is None else to_minor(left, currency),
        day(settled) if settled else None,
        **{"kind": "credit_note" if minor < 0 else "invoice", **more},  # type: ignore[arg-type]
    )  # fmt: skip


def entry(amount: str, on: str = "02-10", currency: str = "EUR", **more: str) -> BankEntry:
    """A movement: money in (credit), out (debit), or as ``kind`` says."""
    kind = more.pop("kind", "debit" if amount.startswith("-") else "credit")
    charges = to_minor(more.pop("charges", "0"), currency)
    value = day(more.pop("value", on))
    entry = BankEntry("line 1", day(on), value, to_minor(amount, currency), currency, kind)  # type: ignore[arg-type]
    return replace(entry, charges=charges, **more)  # type: ignore[arg-type]


def statement(
    *entries: BankEntry,
    number: str = "1",
    currency: str = "EUR",
    opening: tuple[str, str] | None = None,
    closing: tuple[str, str] | None = None,
) -> BankStatement:
    """A statement; balances are written (day, amount)."""

    def balance(told: tuple[str, str] | None) -> Balance | None:
        return Balance(day(told[0]), to_minor(told[1], currency), currency) if told else None

    return BankStatement(IBAN, currency, number, balance(opening), balance(closing), tuple(entries))


__all__ = ["IBAN", "Recording", "Story", "day", "entry", "invoice", "item_key", "statement"]
