"""What earlier receipts tell of the next: for whom an account, a name or a habit has paid.

Two readings of a past are kept side by side: the payer pays for the same customers in the same shares, or for
whom he paid last. How well each foretold the past decides how much it is believed, so that an account that
moved to another customer is soon known as his, and one that pays for many points to none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from duebook.core.matching.values import PastAllocation

_FIRST_NEW = 0.05
"""What of a first customer is set aside for a second one."""
_FAITHFUL = 0.99
"""How often one who pays for whom he paid last does so; else he turns to a new one half of the time."""
_BELIEF_IN_LAST = 0.6
"""How much is believed at first that the last payment counts rather than the shares."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Probability by customer of one piece of evidence alone; ``unknown`` is left for all the others."""

    shares: Mapping[str, float]
    unknown: float


SILENT = Witness({}, 1.0)


class Past:
    """For whom one payer has paid, receipt by receipt; a receipt may have paid for several."""

    def __init__(self) -> None:
        self._receipts: dict[str, set[str]] = {}
        self._witness: Witness | None = None

    def add(self, receipt_id: str, customer_id: str) -> None:
        """In the order of time."""
        self._receipts.setdefault(receipt_id, set()).add(customer_id)

    def times(self, customer_id: str) -> int:
        """How many receipts paid for the customer."""
        return sum(customer_id in paid_for for paid_for in self._receipts.values())

    @property
    def receipts(self) -> int:
        return len(self._receipts)

    def witness(self) -> Witness:
        """What the past says about the next receipt."""
        if self._witness is None:
            self._witness = _foretell(list(self._receipts.values()))
        return self._witness


def in_order(history: Iterable[PastAllocation]) -> list[PastAllocation]:
    """The history as it happened; the order in which it is given does not matter."""
    return sorted(history, key=lambda p: (p.value_date, p.receipt_id, p.customer_id, p.invoice_number))


def _foretell(receipts: list[set[str]]) -> Witness:
    past = _Reading()
    for paid_for in receipts:
        past.learn(paid_for)
    shares = {customer: past.chance(customer) for customer in sorted(past.counts)}
    return Witness(shares, max(1e-6, 1 - sum(shares.values())))


@dataclass
class _Reading:
    """The two readings of a past, and how far each is believed (they add up to one)."""

    counts: dict[str, float] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)
    seen: int = 0
    arrivals: int = 0
    by_share: float = 1 - _BELIEF_IN_LAST
    by_last: float = _BELIEF_IN_LAST

    def learn(self, paid_for: set[str]) -> None:
        """Believe each reading as far as it foretold this receipt, then remember it."""
        if self.seen:
            for customer in sorted(paid_for):
                by_share, by_last = self._foretold(customer)
                self.by_share, self.by_last = self.by_share * by_share, self.by_last * by_last
            total = self.by_share + self.by_last
            self.by_share, self.by_last = self.by_share / total, self.by_last / total
        self.arrivals += not paid_for <= self.counts.keys()
        self.seen += 1
        for customer in paid_for:
            self.counts[customer] = self.counts.get(customer, 0.0) + 1 / len(paid_for)
        self.last = paid_for

    def chance(self, customer: str) -> float:
        by_share, by_last = self._foretold(customer)
        return self.by_share * by_share + self.by_last * by_last

    def _foretold(self, customer: str) -> tuple[float, float]:
        """By each reading. A new customer is as likely as new ones came so far."""
        new = (self.arrivals - 1 + _FIRST_NEW) / (self.seen + 1)
        if customer not in self.counts:
            return new, (1 - _FAITHFUL) / 2
        share = (1 - new) * self.counts[customer] / self.seen
        faithful = _FAITHFUL / len(self.last) if customer in self.last else 0.0
        return share, faithful + (1 - _FAITHFUL) / 2 * self.counts[customer] / self.seen
