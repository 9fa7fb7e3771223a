"""What a payer says a payment is for, told apart from the money itself."""

from dataclasses import dataclass
from datetime import date

from duebook.core.problems import Problem


@dataclass(frozen=True, slots=True)
class RemittanceLine:
    """One document of a remittance and what it gets, in minor units of the remittance's currency.

    ``amount``: what is paid for it, negative for a credit note; None where the payer does not say.
    ``deduction``: what the payer kept back of it (discount, claim), 0 where nothing is told; ``reason`` in
    the payer's own word or code.
    """

    reference: str
    amount: int | None
    deduction: int = 0
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Remittance:
    """What one payment is for. ``total``: minor units, as stated, else the sum of the lines; None where
    neither is told. ``payment_reference``: what bank and payer call the payment (end-to-end id, number of the
    check or trace). ``file`` and ``place`` say where it was read."""

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


@dataclass(frozen=True, slots=True)
class RemittanceFile:
    """Everything read from one file: the remittances understood, and what could not be."""

    format: str
    remittances: tuple[Remittance, ...] = ()
    problems: tuple[Problem, ...] = ()
