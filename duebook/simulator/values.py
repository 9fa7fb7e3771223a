"""The words of the simulator: who buys, what a day brings, and what was really meant."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duebook.core.banking.values import BankStatement
from duebook.core.invoicing import Invoice
from duebook.core.matching.values import PastAllocation


@dataclass(frozen=True, slots=True)
class BankAccount:
    """One account of the company. ``format`` is the file its bank sends: camt.053 or mt940.
    ``opening``: minor units at the start of the simulation."""

    iban: str
    bic: str
    currency: str
    format: str
    opening: int


@dataclass(frozen=True, slots=True)
class Company:
    """The seller whose books these are."""

    name: str
    country: str
    currency: str
    email: str
    accounts: tuple[BankAccount, ...]

    def account_for(self, currency: str) -> BankAccount:
        """The account of that currency, else the one in the company's own currency (with an exchange)."""
        own = {account.currency: account for account in self.accounts}
        return own.get(currency, own[self.currency])


@dataclass(frozen=True, slots=True)
class Terms:
    """Days to pay; ``discount_percent`` off when paid within ``discount_days``."""

    days: int
    discount_percent: int = 0
    discount_days: int = 0

    def __str__(self) -> str:
        net = f"{self.days} days net"
        return f"{self.discount_days} days {self.discount_percent} %, {net}" if self.discount_percent else net


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer as master data and as a character.

    ``group``: customers of one group are paid by one payer in one transfer. ``orders_per_month`` and
    ``size`` (the customer's place among all, as a normal score) decide how often and how much he buys.
    ``payer_role``: what pays for him, when it is not himself (third_parties.py).
    """

    customer_id: str
    name: str
    country: str
    language: str
    currency: str
    email: str
    phone: str
    vat_id: str
    street: str
    postal_code: str
    city: str
    segment: str
    terms: Terms
    credit_limit: int
    iban: str
    iban_known: bool
    joined: date
    orders_per_month: float
    size: float
    temperament: str
    lead: float
    run_days: frozenset[int]
    habit: str
    takes_discount: str
    gives_order_number: bool
    payer_name: str
    payer_account: str
    group: str
    mandate: str = ""
    same_amount: int = 0
    insolvent_on: date | None = None
    payer_role: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """One line of the truth: ``amount`` minor units of the invoice's currency that this receipt pays;
    ``difference`` closes or leaves open the rest, per ``reason`` (discount, deduction, bank_fee)."""

    receipt_id: str
    invoice_number: str
    currency: str
    amount: int
    difference: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptTruth:
    """What one credit on the account was: ``kind``, how it was written (``style``), items paid, and, for a
    payment made twice or come back, the receipt it belongs to (``twin``). ``amount``: minor units.
    ``third_party``: who paid, when it was not the customer."""

    receipt_id: str
    kind: str
    style: str
    items: int
    currency: str
    amount: int
    twin: str = ""
    third_party: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message from a customer."""

    message_id: str
    day: date
    sender: str
    sender_name: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail; ``media`` is its type, ``application/pdf``."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailBody:
    """What a mail holds beside its usual words; ``text`` stands in their place."""

    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvisedLine:
    """What an advice says of one document, minor units: ``paid`` of its ``gross`` amount, ``deducted`` for a
    ``reason`` (discount, quantity, quality, price). ``receipt_id``: of the receipt that brought the money."""

    receipt_id: str
    number: str
    issued: date
    currency: str
    gross: int
    paid: int
    deducted: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a payer says payments are for; ``kind`` is the document that says it (advices/kinds.py).
    ``reference``: what he calls the payment; ``total``: minor units he says he paid."""

    kind: str
    payer: Buyer
    sent_on: date
    paid_on: date
    reference: str
    currency: str
    total: int
    lines: tuple[AdvisedLine, ...]

    @property
    def name(self) -> str:
        """Unlike that of any other advice."""
        return f"advice-{self.reference}-{self.lines[0].number}"


@dataclass(frozen=True, slots=True)
class Day:
    """All that one calendar day brings. ``rates``: units of each currency for one of the company's.

    The first day also brings what stood in the books before: the invoices still open, and ``history``, how
    earlier receipts were applied.
    """

    day: date
    new_customers: tuple[Buyer, ...]
    invoices: tuple[Invoice, ...]
    statements: tuple[BankStatement, ...]
    mails: tuple[Mail, ...]
    advices: tuple[Advice, ...]
    applied: tuple[Applied, ...]
    receipts: tuple[ReceiptTruth, ...]
    rates: tuple[tuple[str, Decimal], ...]
    history: tuple[PastAllocation, ...] = ()
