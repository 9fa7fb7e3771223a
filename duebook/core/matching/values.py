"""What the matching engine takes and gives: a batch in, proposals with their proof out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from duebook.core.matching.sentences import in_english

Decision = Literal["auto", "review", "unmatched", "not_customer"]
"""auto: certain and unique, posted unattended. review: a person chooses among ranked candidates.
unmatched: nothing plausible. not_customer: money that is not from customers (tax, interest, transfer)."""

DifferenceReason = Literal[
    "", "discount", "deduction", "bank_fee", "partial", "overpaid", "rounding", "exchange"
]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A receivable line with something left to pay. ``open_amount``: minor units; negative for credit
    notes and advances. ``number`` is unique per customer, not always per book: ``key`` is unique per book."""

    key: str
    customer_id: str
    customer_name: str
    number: str
    currency: str
    open_amount: int
    issue_date: date
    due_date: date
    amount: int = 0
    po_number: str = ""
    terms: str = ""
    kind: str = "invoice"
    other_references: tuple[str, ...] = ()
    """Numbers of its order, delivery, contract or payment slip, by which a payer may name it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that arrived. ``amount``: minor units, positive. ``remittance``: the payer's free text;
    ``references``: structured remittance; ``amounts_by_reference``: what each is said to get."""

    receipt_id: str
    value_date: date
    amount: int
    currency: str
    payer_name: str = ""
    payer_account: str = ""
    remittance: str = ""
    references: tuple[str, ...] = ()
    amounts_by_reference: tuple[tuple[str, int], ...] = ()
    charges: int = 0
    code: str = ""
    ultimate_payer: str = ""
    """On whose behalf the payer paid, when the bank says so."""
    end_to_end_id: str = ""
    """What the payer called the payment."""
    customer_id: str = ""
    """Set when the payer is known beforehand (a person named him, a mandate did)."""
    from_own_account: bool = False
    """It comes from an account of the company itself."""
    instructed_amount: int | None = None
    """What the payer sent before it was converted, minor units of ``instructed_currency``."""
    instructed_currency: str = ""
    deductions_told: tuple[tuple[str, int, str], ...] = ()
    """What the payer says he kept back: of which document, how much (minor units), and why: one of
    ``banking.DeductionReason`` where it is known, else in his own words."""


@dataclass(frozen=True, slots=True)
class PastAllocation:
    """One allocation of an earlier receipt, to learn payers from (file format: applied.csv).

    ``issue_date`` and ``due_date`` of the item where they are known: the books know them, lists may not.
    """

    receipt_id: str
    value_date: date
    amount: int
    currency: str
    payer_name: str
    payer_account: str
    remittance: str
    customer_id: str
    invoice_number: str
    amount_applied: int
    issue_date: date | None = None
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """One line of a decision: ``amount`` minor units of the item that are settled by the money;
    ``difference`` is what closes the item beyond the money (discount, fee, rounding), see
    ``difference_reason``."""

    item_key: str
    customer_id: str
    number: str
    amount: int
    difference: int = 0
    difference_reason: DifferenceReason = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against, that can be said in any language.

    ``kind`` is a stable code (one of ``sentences.SENTENCES``), ``values`` what its sentence speaks of, by
    name; ``weight`` is its pull (positive for, negative against).
    """

    kind: str
    values: tuple[tuple[str, str | int], ...] = ()
    weight: float = 0.0

    @classmethod
    def of(cls, kind: str, weight: float = 0.0, **values: str | int) -> "Evidence":
        """``Evidence.of("reference.number", 1.0, count=2, all=3)``."""
        return cls(kind, tuple(values.items()), weight)

    @property
    def text(self) -> str:
        """What it says, in English."""
        return in_english(self.kind, dict(self.values))


@dataclass(frozen=True, slots=True)
class Alternative:
    """An explanation that was considered and not taken, with what speaks against it."""

    allocations: tuple[Allocation, ...]
    probability: float
    against: tuple[Evidence, ...]

    @property
    def rejected_because(self) -> str:
        """In English."""
        return in_words(self.against)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The engine's answer for one receipt. ``allocations`` is the best explanation (may be empty);
    ``unallocated`` minor units of the receipt stay unapplied; ``probability`` that all of it is right.
    ``situation``: what kind of evidence speaks for it; ``band``: how strongly, in whole powers of ten of the
    odds (0: worse than even, 7: better than a million to one). Receipts of one situation and band have been
    right equally often so far: that record is what the probability rests on.
    """

    receipt_id: str
    decision: Decision
    probability: float
    customer_id: str
    allocations: tuple[Allocation, ...]
    unallocated: int
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    difference: int = 0
    difference_reason: DifferenceReason = ""
    engine: str = ""
    situation: str = ""
    band: int = 0

    @property
    def reason(self) -> str:
        """All evidence in English, doubts first."""
        return in_words(self.evidence)


def in_words(evidence: Iterable[Evidence]) -> str:
    """What the evidence says together, in English."""
    return "; ".join(each.text for each in evidence)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a company tolerates when applying by itself. Amounts in minor units by currency.

    ``tolerance`` and ``tolerance_share`` (of what was owed): the smaller of both is the most that may be
    written off as rounding; ``fee``: the most a bank may have kept, which stays open where not
    ``we_bear_fees``; ``discount_rates``: shares of the amount that payers may take, e.g. ``(0.02, 0.03)``,
    where an item's terms are not known; where they are, a discount counts as in time until ``grace_days``
    after its last day, and one that is later or at another rate is granted only with
    ``rates_beyond_terms``; ``write_off_below``: claims up to this are given up at once; ``max_error``:
    share of wrong automatic receipts the company accepts.
    """

    tolerance: Mapping[str, int]
    fee: Mapping[str, int]
    discount_rates: tuple[float, ...] = (0.01, 0.02, 0.03)
    max_error: float = 0.001
    tolerance_share: Decimal = Decimal("0.01")
    we_bear_fees: bool = True
    grace_days: int = 3
    rates_beyond_terms: bool = False
    write_off_below: Mapping[str, int] = field(default_factory=dict)

    def rounding(self, currency: str, owed: int) -> int:
        """The most that may be missing from ``owed``, or be too much, and still is rounding; minor units."""
        return min(self.tolerance.get(currency, 0), int(abs(owed) * self.tolerance_share))
