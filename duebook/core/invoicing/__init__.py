"""What we asked to be paid: invoices, credit notes, advances, fees."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["invoice", "credit_note", "advance", "fee", "instalment"]
KINDS: tuple[Kind, ...] = ("invoice", "credit_note", "advance", "fee", "instalment")


@dataclass(frozen=True, slots=True)
class Invoice:
    """One row of an invoice list (file format: invoices.csv).

    ``amount`` and ``open_amount`` are minor units of ``currency``; credit notes and advances are negative.
    ``settled_date`` is None while something is open.
    """

    customer_id: str
    customer_name: str
    invoice_number: str
    issue_date: date
    due_date: date
    currency: str
    amount: int
    open_amount: int
    settled_date: date | None = None
    po_number: str = ""
    company_code: str = ""
    terms: str = ""
    disputed: bool = False
    kind: Kind = "invoice"
    other_references: tuple[str, ...] = ()
    """Numbers of its order, delivery, contract or payment slip, by which a payer may name it."""
