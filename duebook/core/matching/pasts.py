"""What earlier receipts tell of the next: for whom an account, a name or a habit has paid.

Two readings of a past are kept side by side: the payer pays for the same customers in the same shares, or for
whom he paid last. How well each foretold the past decides how much it is believed, so that an account that
moved to another customer is soon known as his, and one that pays for many points to none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duebook.core.matching.values import PastAllocation

_FIRST_NEW = 0.05
"""What of a first customer is set aside for a second one."""
_FAITHFUL = 0.95
"""How often one who pays for whom he paid last does so."""
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
    counts: dict[str, float] = defaultdict(float)
    last: set[str] = set()
    by_share, by_last = 1 - _BELIEF_IN_LAST, _BELIEF_IN_LAST
    for seen, paid_for in enumerate(receipts):
        shares, new = _shares(counts, seen)
        for customer in paid_for:
            share = shares.get(customer, new)
            by_share *= share
            by_last *= _faithful(customer, last, share)
        by_share, by_last = by_share / (by_share + by_last), by_last / (by_share + by_last)
        for customer in paid_for:
            counts[customer] += 1 / len(paid_for)
        last = paid_for
    shares, new = _shares(counts, len(receipts))
    mixed = {c: by_share * share + by_last * _faithful(c, last, share) for c, share in sorted(shares.items())}
    return Witness(mixed, max(1e-6, 1 - sum(mixed.values())))


def _shares(counts: Mapping[str, float], seen: int) -> tuple[dict[str, float], float]:
    """Each customer's share, and what is left for one not seen yet: as often as new ones came so far."""
    new = (len(counts) - 1 + _FIRST_NEW) / (seen + 1) if counts else 1.0
    return {customer: (1 - new) * count / seen for customer, count in counts.items()}, new


def _faithful(customer: str, last: set[str], share: float) -> float:
    if not last:
        return share
    return (_FAITHFUL / len(last) if customer in last else 0.0) + (1 - _FAITHFUL) * share
