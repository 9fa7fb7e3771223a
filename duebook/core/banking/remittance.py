"""What a payer says a payment is for, told apart from the money itself."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from duebook.core.problems import Problem

DeductionReason = Literal[
    "", "discount", "price", "quantity", "quality", "return", "freight", "bonus", "bank_fee", "tax",
    "duplicate", "set_off", "other",
]  # fmt: skip
"""Why a payer kept something back, in our words: cash discount; wrong price or terms; short or missing
delivery; damaged or poor goods; goods sent back; freight; rebate or advertising; the bank's charge; tax
withheld; invoiced twice; set off against something else; told, but none of these. "" where not told."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where on a page something stands: page from 1; edges in points (1/72 inch) from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RemittanceLine:
    """One document of a remittance and what it gets, in minor units of the remittance's currency.

    ``amount``: what is paid for it, negative for a credit note; None where the payer does not say.
    ``deduction``: all that the payer kept back of it, ``discount`` the part of it that is cash discount; 0
    where nothing is told. ``reason`` in the payer's own word or code, ``reason_code`` in ours.
    ``gross``: the document's amount before deductions, None where it is not told.
    ``place``: such as "row 7" or "page 2, line 14"; ``box``: the whole line, where it stands on a page.
    """

    reference: str
    amount: int | None
    deduction: int = 0
    reason: str = ""
    place: str = ""
    reason_code: DeductionReason = ""
    discount: int = 0
    gross: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Remittance:
    """What one payment is for. ``total``: minor units, as stated, else the sum of the lines; None where
    neither is told. ``payment_reference``: what bank and payer call the payment (end-to-end id, number of the
    check or trace). ``file`` and ``place`` say where it was read.

    ``doubt``: why the amounts per document are not to be believed without a person, such as that they do
    not add up to the total; "" where nothing speaks against them. ``sender`` and ``sent_on`` are those of
    the mail that brought it: a hint at payer and day, no proof.
    """

    file: str
    place: str
    currency: str
    total: int | None
    lines: tuple[RemittanceLine, ...]
    payment_reference: str = ""
    payment_date: date | None = None
    payer_name: str = ""
    payer_account: str = ""
    text: str = ""
    doubt: str = ""
    sender: str = ""
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class RemittanceFile:
    """Everything read from one file: the remittances understood, and what could not be."""

    format: str
    remittances: tuple[Remittance, ...] = ()
    problems: tuple[Problem, ...] = ()
