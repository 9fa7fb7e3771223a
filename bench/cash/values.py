"""What the benchmark works on: a case, its known answer, and what an engine gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duebook.core.banking import BankEntry
from duebook.core.matching import OpenItem, PastAllocation, Receipt
from duebook.core.matching import receipt as receipt_of

NOT_OWED = frozenset({"not_customer", "paid_twice"})
"""Kinds of money that nobody owes us: not counted among the customer receipts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What should come out for one receipt.

    ``kind``: what was done to the amount; ``style``: how the payer wrote; ``twin``: the receipt that pays
    the same a second time; ``items``: invoice number to minor units applied, empty when nothing may be
    applied. ``count``: invoices the payer meant, also where the list does not have them.
    """

    kind: str
    style: str
    twin: str = ""
    items: Mapping[str, int] = field(default_factory=dict)
    count: int = 0

    @property
    def is_customers(self) -> bool:
        """Whether it belongs to the denominator of the targets: money that pays items of the list."""
        return bool(self.items) and self.kind not in NOT_OWED


@dataclass(frozen=True, slots=True)
class Given:
    """What an engine gave for one receipt: its decision (auto, review, or anything else for left alone),
    invoice number to minor units, how sure it is, and why."""

    decision: str
    items: Mapping[str, int] = field(default_factory=dict)
    probability: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A list of open items, what came before, a bank statement, and the answer that nobody shows the
    engine. ``as_of``: the day of the decision, the last of the statement."""

    name: str
    seed: int
    as_of: date
    items: Sequence[OpenItem]
    history: Sequence[PastAllocation]
    entries: Sequence[BankEntry]
    truth: Mapping[str, Answer]

    @property
    def receipts(self) -> list[Receipt]:
        """The entries as the engine wants them."""
        return [receipt_of(entry, entry.bank_reference) for entry in self.entries]
