"""The bank's words as plain values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from duebook.core.problems import Problem

EntryKind = Literal["credit", "debit", "charge", "return", "interest", "reversal"]
"""What an entry is to us: money in, money out, the bank's own charge, a payment that came back
(returned direct debit or transfer), interest, or the bank's correction of an earlier entry."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A booked balance as the bank states it; ``amount`` in minor units, negative when overdrawn."""

    day: date
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One movement on our account; a batch is split, so that each payer has an entry of his own.

    ``amount``: minor units, positive when money came in. ``place`` says where in the file it stood.
    ``bank_reference``: the bank's own reference of the entry (camt: AcctSvcrRef, else NtryRef), "" if none.
    ``remittance``: the payer's free text, one string, lines joined by a line feed, nothing dropped.
    ``references``: structured remittance as given (creditor reference, document numbers), in order.
    ``amounts_by_reference``: what the payer says each document gets, minor units, where the file says so.
    ``charges``: fees the bank kept back from this entry, minor units, positive.
    ``instructed_amount``/``instructed_currency``/``rate``: before conversion, when the file says so.
    ``return_reason``: ISO 20022 external code (AC04, MD06...) or the bank's own text, for returns.
    """

    place: str
    booking_date: date
    value_date: date
    amount: int
    currency: str
    kind: EntryKind
    bank_reference: str = ""
    end_to_end_id: str = ""
    mandate_id: str = ""
    payer_name: str = ""
    payer_account: str = ""
    remittance: str = ""
    references: tuple[str, ...] = ()
    amounts_by_reference: tuple[tuple[str, int], ...] = ()
    code: str = ""
    batch: str = ""
    charges: int = 0
    instructed_amount: int | None = None
    instructed_currency: str = ""
    rate: str = ""
    return_reason: str = ""
    ultimate_payer: str = ""
    """On whose behalf the payer paid, when the file says so (a parent, a customer of a factor)."""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One statement (or intraday report) of one account. Balances are None where the file has none."""

    account: str
    currency: str
    number: str
    opening: Balance | None
    closing: Balance | None
    entries: tuple[BankEntry, ...]
    booked: bool = True
    """False for intraday and notification reports whose movements come again in the day's statement."""
    pending: tuple[BankEntry, ...] = ()
    """Announced but not booked yet: never posted, not part of the balances, come again when booked."""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """Everything read from one file: the statements understood, and what could not be."""

    format: str
    statements: tuple[BankStatement, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
