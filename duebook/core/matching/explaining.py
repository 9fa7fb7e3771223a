"""Every explanation of a receipt that is worth weighing, and the weight of each.

The weights follow one model of how a payment comes about: a customer pays (account, name), for a set of items
(habits), a total that may have shrunk on its way (differences), and writes something about it (references).
The chances are multiplied; what is left over for explanations nobody can list is weighed too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log

from duebook.core.matching.amounts import chance_of_sum, roundness
from duebook.core.matching.book import Account, Book
from duebook.core.matching.differences import EXACT, Difference, as_told, explain
from duebook.core.matching.habits import ANY, ITEM_BY_ITEM, SINGLE
from duebook.core.matching.payers import Payer
from duebook.core.matching.references import Mention, Reading
from duebook.core.matching.scene import Scene
from duebook.core.matching.searching import Candidate, Search
from duebook.core.matching.values import Evidence, OpenItem, Policy, Receipt

_ODD = 0.04
"""Share of payments whose amount follows no rule we know."""
_LEFT_OUT, _LEFT_OUT_TOO = 0.02, 0.3
"""A payer who names items leaves one of those he pays unnamed; and then a further one."""
_CUT_OFF, _CUT_OFF_TOO = 0.3, 0.8
"""The same where the bank may have cut the text."""
_SEVERAL_CUSTOMERS = 0.01
_PAID_AGAIN = 0.01
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to read a receipt: these items, this difference; ``named`` are the keys its text points to."""

    items: tuple[OpenItem, ...]
    difference: Difference
    named: frozenset[str]
    shape: tuple[Evidence, ...]
    log_weight: float

    @property
    def customers(self) -> tuple[str, ...]:
        return tuple(sorted({item.customer_id for item in self.items}))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted(item.key for item in self.items))


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found out about one receipt.

    ``customers``: whose items were looked at; ``names``: what they are called. ``explanations`` by falling
    weight, ``chances`` beside them, adding up to less than one: ``other`` is what remains for everything not
    listed. ``interchangeable``: an unnamed item of the best has a double of the same amount.
    """

    receipt: Receipt
    customers: frozenset[str]
    names: frozenset[str]
    reading: Reading
    payer: Payer
    mentions: tuple[Mention, ...]
    explanations: tuple[Explanation, ...]
    chances: tuple[float, ...]
    other: float
    exact_sets: int
    repeats: tuple[str, ...]
    interchangeable: bool


def inquire(receipt: Receipt, book: Book, policy: Policy, reading: Reading, payer: Payer) -> Findings:
    """All explanations of one receipt against the book as it stands, weighed."""
    scene = Scene(receipt, book, reading, payer)
    scales = _Scales(scene, policy)
    weighed = (scales.weigh(candidate) for candidate in Search(scene, policy).candidates())
    explanations = tuple(sorted(weighed, key=lambda e: (-e.log_weight, e.keys)))
    repeats = scene.repeats()
    *chances, other = _shares(
        [*(e.log_weight for e in explanations), scales.log_other(explanations, repeats)]
    )
    return Findings(
        receipt=receipt,
        names=scene.names,
        customers=frozenset(scene.accounts) | {i.customer_id for e in explanations for i in e.items},
        reading=reading,
        payer=payer,
        mentions=scene.all_mentions,
        explanations=explanations,
        chances=tuple(chances),
        other=other,
        exact_sets=sum(e.difference.amount == 0 for e in explanations),
        repeats=repeats,
        interchangeable=any(scene.is_interchangeable(e.items, e.named) for e in explanations[:1]),
    )


class _Scales:
    """Weighs explanations of one receipt, and all that is not listed beside them."""

    def __init__(self, scene: Scene, policy: Policy) -> None:
        self._scene, self._policy = scene, policy

    def weigh(self, candidate: Candidate) -> Explanation:
        scene, items = self._scene, candidate.items
        total = sum(item.open_amount for item in items)
        difference = explain(scene.receipt, total, len(items), self._policy, scene.reading.text, items)
        if scene.reading.told:
            difference = as_told(difference, scene.receipt, items, scene.reading.told)
        named = self._named_among(items)
        weight = self._log_chance_of_set(items, candidate.share) + _log(difference.likelihood)
        return Explanation(items, difference, named, candidate.shape, weight + self._log_text(items, named))

    def _log_chance_of_set(self, items: tuple[OpenItem, ...], share: float) -> float:
        by_customer: dict[str, list[OpenItem]] = {}
        for item in items:
            by_customer.setdefault(item.customer_id, []).append(item)
        payer = _log(max(self._scene.payer.probability(customer) for customer in by_customer))
        sets = sum(self._log_chance_of_own(c, own) for c, own in by_customer.items())
        if len(by_customer) > 1:
            return payer + sets + log(_SEVERAL_CUSTOMERS)
        return payer + _log(exp(sets) + share) if share else payer + sets

    def _log_chance_of_own(self, customer: str, items: Sequence[OpenItem]) -> float:
        if customer in self._scene.habits:
            return self._scene.habits[customer].log_chance(items)
        return log(SINGLE / self._scene.book.count(customer, self._scene.receipt.currency))

    def _named_among(self, items: Sequence[OpenItem]) -> frozenset[str]:
        """Each place names one item, the clear places first; only a range names many."""
        keys = {item.key for item in items}
        customers = sorted({item.customer_id for item in items})
        mentions = [
            m for c in customers for m in self._scene.mentions.get(c, ()) if keys.intersection(m.items)
        ]
        named: set[str] = set()
        for mention in sorted(mentions, key=lambda m: (len(m.items), m.place)):
            meant = [key for key in mention.items if key in keys and key not in named]
            named.update(meant if mention.manner == "range" else meant[:1])
        return frozenset(named)

    def _log_text(self, items: Sequence[OpenItem], named: frozenset[str]) -> float:
        customers, keys = {item.customer_id for item in items}, {item.key for item in items}
        explained = {
            m.place for c in customers for m in self._scene.mentions.get(c, ()) if keys.intersection(m.items)
        }
        unexplained = fsum(
            log(chance) for place, chance in self._scene.places.items() if place not in explained
        )
        unnamed = len(items) - len(named)
        if not named or not unnamed:
            return unexplained
        first, next_ones = (_CUT_OFF, _CUT_OFF_TOO) if self._scene.reading.cut else (_LEFT_OUT, _LEFT_OUT_TOO)
        return unexplained + log(first) + (unnamed - 1) * log(next_ones)

    def log_other(self, explanations: Sequence[Explanation], repeats: Sequence[str]) -> float:
        """Weight of what is not listed: odd amounts, sums too many to list, strangers, second payments."""
        weights = [_log(self._unlisted()) + fsum(log(chance) for chance in self._scene.places.values())]
        if explanations:
            weights.append(self._log_something_besides(explanations[0]))
        if repeats:
            weights.append(log(_PAID_AGAIN) + self._log_text_of_repeat())
        top = max(weights)
        return top + log(fsum(exp(weight - top) for weight in weights))

    def _unlisted(self) -> float:
        scene, amount = self._scene, self._scene.receipt.amount
        unlisted = (scene.payer.elsewhere * 0.1 + _ODD) * self._per_unit()
        for customer, account in scene.accounts.items():
            by_chance = ANY * chance_of_sum(account.amounts, amount) * self._beyond_search(customer, account)
            searched = account.sums().largest if account.free and scene.is_likely(customer) else 1
            by_chance += ITEM_BY_ITEM * scene.habits[customer].each.chance_of_sum(amount, searched)
            unlisted += scene.payer.probability(customer) * EXACT * by_chance
        return unlisted

    def _per_unit(self) -> float:
        """The chance of just this amount among all that it could have been."""
        return roundness(self._scene.receipt.amount) / self._scene.receipt.amount

    def _beyond_search(self, customer: str, account: Account) -> float:
        """The share of possible sets that the search by amount does not reach."""
        if not account.free or not self._scene.is_likely(customer):
            return 1.0
        return float(0.6 ** (account.sums().largest - 1))

    def _log_something_besides(self, best: Explanation) -> float:
        """More was paid than the named items: perhaps for others besides, with a difference of their own."""
        if best.difference.amount >= 0 or not best.named or not best.difference.likelihood:
            return _NEVER
        besides = _LEFT_OUT * _ODD * self._per_unit() / best.difference.likelihood
        return best.log_weight + _log(besides)

    def _log_text_of_repeat(self) -> float:
        """A second payment explains the places that name what the first one took, and no others."""
        mentions = self._scene.all_mentions
        again = {m.place for m in mentions if any(key in self._scene.book.taken for key in m.items)}
        return fsum(log(chance) for place, chance in self._scene.places.items() if place not in again)


def _shares(logs: Sequence[float]) -> list[float]:
    top = max(logs)
    total = fsum(exp(value - top) for value in logs)
    return [exp(value - top) / total for value in logs]


def _log(value: float) -> float:
    return log(value) if value > 0 else _NEVER
