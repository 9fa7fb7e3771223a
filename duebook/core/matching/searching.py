"""The sets of items that may explain a receipt: by its words, by its amount, by what payers usually do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod

import numpy as np

from duebook.core.matching.amounts import Ints, Sums
from duebook.core.matching.references import Mention
from duebook.core.matching.scene import Scene
from duebook.core.matching.values import Evidence, OpenItem, Policy

_MOST_READINGS = 256
_MOST_REPAIRED, _MOST_REPAIRS, _MOST_SUMMED = 8, 50, 60
_MOST_STRANGERS = 20
_LEFT_AFTER_DEDUCTION = 0.8
"""Who deducts pays at least this share."""
_PLAIN_WORDS = 1e-5
"""So unlikely is it that plain words stand there by accident."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set of items worth weighing. ``shape``: what natural set it is, if it is one; ``share``: how often
    payers choose that."""

    items: tuple[OpenItem, ...]
    shape: tuple[Evidence, ...] = ()
    share: float = 0.0


class Search:
    """Collects the candidate sets of one receipt, each once."""

    def __init__(self, scene: Scene, policy: Policy) -> None:
        self._scene, self._policy = scene, policy
        self._sets: dict[tuple[str, ...], Candidate] = {}

    def candidates(self) -> list[Candidate]:
        for customer in self._scene.accounts:
            self._named_sets(customer)
            self._sets_by_amount(customer)
        self._sets_across_customers()
        self._strangers()
        if not any(self._is_exact(found) for found in self._sets.values()):
            self._short_paid()
        return list(self._sets.values())

    def _add(self, items: Iterable[OpenItem], shape: tuple[Evidence, ...] = (), share: float = 0.0) -> None:
        ordered = tuple(sorted(items, key=lambda i: (i.due_date, i.number, i.key)))
        keys = tuple(sorted(item.key for item in ordered))
        if not ordered:
            return
        known = self._sets.get(keys, Candidate(ordered))
        self._sets[keys] = Candidate(ordered, known.shape or shape, known.share + share)

    def _named_sets(self, customer: str) -> None:
        for count, items in enumerate(self._named(self._scene.mentions[customer])):
            self._add(items)
            if count < _MOST_REPAIRED:
                self._repair(customer, items)

    def _named(self, mentions: Sequence[Mention]) -> Iterator[tuple[OpenItem, ...]]:
        """The sets the mentions can mean: one item each; free items only; few readings of unclear ones."""
        taken = self._scene.book.taken
        ranged = {k for m in mentions if m.manner == "range" for k in m.items if k not in taken}
        free = [[k for k in m.items if k not in taken] for m in mentions if m.manner != "range"]
        options = [keys for keys in free if keys]
        seen = set()
        for choice in islice(product(*options), _MOST_READINGS):
            keys = tuple(sorted(set(choice)))
            if keys and keys not in seen:
                seen.add(keys)
                yield tuple(self._scene.book.items[key] for key in keys)
                if ranged:
                    yield tuple(self._scene.book.items[key] for key in sorted(ranged.union(keys)))

    def _repair(self, customer: str, named: tuple[OpenItem, ...]) -> None:
        """Named items that do not add up: perhaps some are not paid, perhaps others are paid with them."""
        missing = self._scene.receipt.amount - sum(item.open_amount for item in named)
        if missing == 0:
            return
        if 2 <= len(named) <= _MOST_SUMMED:
            for item in named:
                self._add(i for i in named if i is not item)
            for left_out in self._adding_up_to(-missing, named):
                self._add(i for at, i in enumerate(named) if at not in left_out)
        keys = {item.key for item in named}
        rest = [item for item in self._scene.accounts[customer].free if item.key not in keys]
        for item in rest:
            if item.open_amount == missing:
                self._add((*named, item))
        for found in self._adding_up_to(missing, rest[:_MOST_SUMMED]):
            self._add((*named, *(rest[at] for at in found)))

    def _adding_up_to(self, target: int, items: Sequence[OpenItem]) -> Sequence[tuple[int, ...]]:
        """Two or three of the items (positions) that make up a few named too many or too little."""
        sums = Sums([item.open_amount for item in items])
        return sums.adding_up_to(target, most=3).sets[:_MOST_REPAIRS]

    def _sets_by_amount(self, customer: str) -> None:
        habits, amount = self._scene.habits[customer], self._scene.receipt.amount
        account = self._scene.accounts[customer]
        for position in self._fitting(account.amounts, 1).tolist():
            self._add((account.free[position],))
        for shape in habits.shapes(lambda totals: self._fitting(totals, 5), amount):
            self._add(shape.items, shape.why, shape.share)
        if self._scene.is_likely(customer) and not self._is_named_exactly(customer):
            for found in account.sums().adding_up_to(amount).sets:
                self._add(account.free[position] for position in found)
            if not self._scene.mentions[customer]:
                for items in habits.each.sets(amount):
                    self._add(items)

    def _is_named_exactly(self, customer: str) -> bool:
        """Whether the words name items whose sum is the receipt's amount so plainly that a set of the same
        sum that leaves them aside is not worth a search."""
        for items in islice(self._named(self._scene.mentions[customer]), _MOST_REPAIRED):
            if sum(item.open_amount for item in items) == self._scene.receipt.amount:
                keys = {item.key for item in items}
                meant = (m for m in self._scene.mentions[customer] if keys.intersection(m.items))
                return prod(m.chance for m in meant) <= _PLAIN_WORDS
        return False

    def _fitting(self, totals: Ints, items: int) -> Ints:
        """Positions of the totals that the receipt pays, exactly or less rounding, fee or discount."""
        receipt, policy = self._scene.receipt, self._policy
        short = totals - receipt.amount
        close = np.abs(short) <= policy.tolerance.get(receipt.currency, 0)
        usual = short <= policy.fee.get(receipt.currency, 0)
        for rate in policy.discount_rates:
            usual |= np.abs(short - totals * rate) <= 0.5 * items + 0.5
        return np.nonzero(close | (usual & (short > 0) & (short <= 0.2 * totals)))[0]

    def _sets_across_customers(self) -> None:
        whole = [
            m for found in self._scene.mentions.values() for m in found if m.manner in {"number", "order"}
        ]
        if len({self._scene.book.items[key].customer_id for m in whole for key in m.items}) > 1:
            for items in self._named(whole):
                self._add(items)

    def _is_exact(self, candidate: Candidate) -> bool:
        return sum(item.open_amount for item in candidate.items) == self._scene.receipt.amount

    def _short_paid(self) -> None:
        """What a likely payer may have paid too little of: his only item, one that is not much larger than
        the receipt, or the first ones that fell due."""
        amount = self._scene.receipt.amount
        for customer in filter(self._scene.is_likely, self._scene.accounts):
            if self._scene.mentions[customer]:
                continue
            account = self._scene.accounts[customer]
            for position in _little_more(account.amounts, amount):
                self._add((account.free[position],))
            for shape in self._scene.habits[customer].shapes(lambda t: _little_more(t, amount), amount):
                self._add(shape.items, shape.why, shape.share)
            if len(account.free) == 1:
                self._add(account.free)

    def _strangers(self) -> None:
        """Items of any customer whose amount is exactly the receipt's."""
        for item in self._scene.book.with_amount(self._scene.receipt.currency, self._scene.receipt.amount)[
            :_MOST_STRANGERS
        ]:
            if item.customer_id not in self._scene.accounts:
                self._add((item,))


def _little_more(totals: Ints, amount: int) -> Ints:
    """Positions of the totals from which a receipt of this amount would be a usual deduction away."""
    return np.nonzero((totals > amount) & (totals * _LEFT_AFTER_DEDUCTION <= amount))[0]
