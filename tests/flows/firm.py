"""A firm's days as an accountant tells them, through the flows and with real files."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

from duebook.books.companies.models import Company
from duebook.books.ledger.models import OpenItem
from duebook.books.matching.decisions import accept
from duebook.books.matching.models import Proposal
from duebook.books.matching.review import open_proposals
from duebook.connectors.channel.smtp import Mail, Outcome
from duebook.core.invoicing import Invoice
from duebook.core.money import plain
from duebook.flows.day import Day, run_day
from duebook.flows.rates import rates_for
from duebook.flows.receive_files import Arrived, FileOutcome, receive_file
from duebook.simulator.camt_file import camt053
from duebook.simulator.erp_files import INVOICES, csv_text, invoice_row
from tests.books.story import day, entry, let_post_by_itself, statement

TRANSFER = "PMNT-RCDT-ESCT"


@dataclass
class Post:
    """A mail server that keeps all letters; ``answer`` is what it says to the next ones."""

    answer: Outcome = field(default_factory=lambda: Outcome("sent", 250, "kept"))
    letters: list[Mail] = field(default_factory=list)
    refuses: str = ""

    def send(self, mail: Mail) -> Outcome:
        if mail.recipient == self.refuses:
            return Outcome("not_sent", 451, "greylisted")
        if self.answer.state == "sent":
            self.letters.append(mail)
        return self.answer


@dataclass
class Firm:
    """Days are written ``"03-15"`` and are of 2026; customers C1, C2 and C3 can be written to."""

    company: Company
    inbox: Path
    post: Post = field(default_factory=Post)
    balance: int = 0

    @classmethod
    def opened(cls, inbox: Path) -> "Firm":
        company = Company.objects.create(code="acme", name="Acme", currency="EUR", email="us@acme.example")
        firm = cls(company, inbox)
        rows = "".join(f"C{n},Customer C{n},c{n}@customer.example\n" for n in (1, 2, 3))
        let_post_by_itself(company, firm.at("01-01", 1))
        firm.file("customers.csv", f"customer_id,customer_name,email\n{rows}".encode(), "01-01")
        return firm

    # what comes in

    def file(self, name: str, data: bytes, on: str, **manner) -> FileOutcome:
        return receive_file(self.company, Arrived(name, data, day(on), **manner), "ann", self.at(on))

    def bills(self, *invoices: Invoice, on: str = "01-31") -> FileOutcome:
        rows = ((*invoice_row(invoice), "yes" if invoice.disputed else "") for invoice in invoices)
        return self.file("invoices.csv", csv_text((*INVOICES, "disputed"), rows).encode(), on)

    def is_paid(self, amount: str, what_for: str, on: str, payer: str = "Customer C1") -> FileOutcome:
        return self.file(f"bank-{on}.xml", self.bank_file(on, (amount, what_for, payer)), on)

    def bank_file(self, on: str, *transfers: tuple[str, str, str]) -> bytes:
        """A camt.053 file: amount, remittance text and payer of each transfer."""
        entries = [
            entry(amount, on, remittance=text, payer_name=payer, code=TRANSFER, bank_reference=f"{text} {on}")
            for amount, text, payer in transfers
        ]
        before, self.balance = self.balance, self.balance + sum(e.amount for e in entries)
        opening, closing = (on, plain(before, "EUR")), (on, plain(self.balance, "EUR"))
        return camt053(statement(*entries, number=on.replace("-", ""), opening=opening, closing=closing))

    # what is done

    def lives(self, on: str, hour: int = 6, minute: int = 0, mail: bool = True) -> Day:
        channel = self.post if mail else None
        return run_day(self.company, day(on), self.inbox, channel, self.at(on, hour, minute))

    def apply_what_is_proposed(self, on: str) -> str:
        """A person takes the one proposal that waits, if the engine has not; the key of its receipt."""
        for proposal in open_proposals(self.company):
            accept(self.company, [proposal], rates_for(self.company), "ann", self.at(on, 8))
        return Proposal.objects.filter(company=self.company).latest("id").receipt.key

    def at(self, on: str, hour: int = 6, minute: int = 0) -> datetime:
        return datetime.combine(day(on), time(hour, minute), UTC)

    # what is seen

    def letters(self) -> list[str]:
        """To whom, and the subject, in the order in which they went out."""
        return [f"{mail.recipient.partition('@')[0]}: {mail.subject}" for mail in self.post.letters]

    def last_letter(self) -> str:
        """The words of the newest letter, with single spaces."""
        return " ".join(self.post.letters[-1].text.split())

    def open(self, number: str) -> str:
        item = OpenItem.objects.get(company=self.company, number=number)
        return plain(item.open_amount, item.currency)
