"""Every explanation of a receipt that is worth weighing, and the weight of each.

The weights follow one model of how a payment comes about: a customer pays (account, name), for a set of items
(habits), a total that may have shrunk on its way (differences), and writes something about it (references).
The chances are multiplied; what is left over for explanations nobody can list is weighed too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import exp, fsum, log

import numpy as np

from duebook.core.matching.amounts import Ints, Sums, chance_of_sum, roundness
from duebook.core.matching.book import Account, Book
from duebook.core.matching.differences import Difference, as_told, explain
from duebook.core.matching.habits import ANY, SINGLE
from duebook.core.matching.payers import Payer
from duebook.core.matching.references import Mention, Reading
from duebook.core.matching.values import OpenItem, Policy, Receipt

_MOST_CUSTOMERS = 12
_LEAST_LIKELY_PAYER = 0.002
_MOST_READINGS = 256
_MOST_STRANGERS = 20
_ODD = 0.14
"""Share of payments whose amount follows no rule we know."""
_LEFT_OUT, _LEFT_OUT_TOO = 0.02, 0.3
"""A payer who names items leaves one of those he pays unnamed; and then a further one."""
_CUT_OFF, _CUT_OFF_TOO = 0.3, 0.8
"""The same where the bank may have cut the text."""
_SEVERAL_CUSTOMERS = 0.01
_PAID_AGAIN = 0.01


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to read a receipt: these items, this difference; ``named`` are the keys its text points to."""

    items: tuple[OpenItem, ...]
    difference: Difference
    named: frozenset[str]
    shape: str
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

    ``customers``: whose items were looked at. ``explanations`` by falling weight, ``chances`` beside them,
    adding up to less than one: ``other`` is what remains for everything not listed.
    """

    receipt: Receipt
    customers: frozenset[str]
    reading: Reading
    payer: Payer
    mentions: tuple[Mention, ...]
    explanations: tuple[Explanation, ...]
    chances: tuple[float, ...]
    other: float
    exact_sets: int
    repeats: tuple[str, ...]


class Inquiry:
    """The search for explanations of one receipt against the book as it stands."""

    def __init__(self, receipt: Receipt, book: Book, policy: Policy, reading: Reading, payer: Payer) -> None:
        self._receipt, self._book, self._policy = receipt, book, policy
        self._reading, self._payer = reading, payer
        self._accounts = {c: book.account(c, receipt.currency) for c in self._customers()}
        self._mentions = {c: self._mentions_of(account) for c, account in self._accounts.items()}
        self._habits = {c: a.habits(receipt.value_date) for c, a in self._accounts.items()}
        self._places = self._all_places()
        self._sets: dict[tuple[str, ...], tuple[tuple[OpenItem, ...], str, float]] = {}
        self._exact = 0

    def findings(self) -> Findings:
        for customer in self._accounts:
            self._named_sets(customer)
            self._sets_by_amount(customer)
        self._sets_across_customers()
        self._strangers()
        explanations = sorted(
            (self._weigh(*found) for found in self._sets.values()), key=lambda e: (-e.log_weight, e.keys)
        )
        repeats = self._repeats()
        other = self._log_other(explanations, repeats)
        logs = [*(e.log_weight for e in explanations), other]
        top = max(logs)
        total = fsum(exp(value - top) for value in logs)
        chances = tuple(exp(value - top) / total for value in logs)
        mentions = tuple(m for found in self._mentions.values() for m in found)
        return Findings(
            self._receipt,
            frozenset(self._accounts) | {item.customer_id for e in explanations for item in e.items},
            self._reading,
            self._payer,
            tuple(dict.fromkeys(sorted(mentions, key=lambda m: (m.place, m.items)))),
            tuple(explanations),
            chances[:-1],
            chances[-1],
            self._exact,
            repeats,
        )

    # -- who and what is mentioned

    def _customers(self) -> list[str]:
        likely = [c.customer_id for c in self._payer.candidates if c.probability >= _LEAST_LIKELY_PAYER]
        keys = (key for mention in self._reading.mentions for key in mention.items)
        named = [self._book.items[key].customer_id for key in keys]
        return list(dict.fromkeys([*likely[:_MOST_CUSTOMERS], *sorted(set(named))[: 2 * _MOST_CUSTOMERS]]))

    def _mentions_of(self, account: Account) -> tuple[Mention, ...]:
        keys = {item.key for item in account.items}
        whole = (
            Mention(m.place, m.words, tuple(k for k in m.items if k in keys), m.manner, m.chance)
            for m in self._reading.mentions
            if keys.intersection(m.items)
        )
        found = (*whole, *account.references.read(self._reading))
        return (*found, *account.references.ranges(found, self._reading.text))

    def _all_places(self) -> dict[tuple[int, int], float]:
        """Every place of the text that means something to somebody, with its chance of meaning nothing."""
        places: dict[tuple[int, int], float] = {}
        for mention in (m for found in self._mentions.values() for m in found):
            places[mention.place] = min(mention.chance, places.get(mention.place, 1.0))
        return places

    # -- candidate sets

    def _add(self, items: Iterable[OpenItem], shape: str = "", share: float = 0.0) -> None:
        ordered = tuple(sorted(items, key=lambda i: (i.due_date, i.number, i.key)))
        keys = tuple(sorted(item.key for item in ordered))
        if not ordered:
            return
        _, name, known = self._sets.get(keys, ((), "", 0.0))
        self._sets[keys] = (ordered, name or shape, known + share)

    def _named_sets(self, customer: str) -> None:
        for items in self._named(self._mentions[customer]):
            self._add(items)
            self._repair(customer, items)

    def _named(self, mentions: Sequence[Mention]) -> Iterator[tuple[OpenItem, ...]]:
        """The sets the mentions can mean: one item each; free items only; few readings of unclear ones."""
        taken = self._book.taken
        ranged = {k for m in mentions if m.manner == "range" for k in m.items if k not in taken}
        free = [[k for k in m.items if k not in taken] for m in mentions if m.manner != "range"]
        options = [keys for keys in free if keys]
        seen = set()
        for choice in islice(product(*options), _MOST_READINGS):
            keys = tuple(sorted(set(choice)))
            if keys and keys not in seen:
                seen.add(keys)
                yield tuple(self._book.items[key] for key in keys)
                if ranged:
                    yield tuple(self._book.items[key] for key in sorted(ranged.union(keys)))

    def _repair(self, customer: str, named: tuple[OpenItem, ...]) -> None:
        """Named items that do not add up: perhaps some are not paid, perhaps others are paid with them."""
        missing = self._receipt.amount - sum(item.open_amount for item in named)
        if missing == 0:
            return
        if 2 <= len(named) <= 40:
            for item in named:
                self._add(i for i in named if i is not item)
            for found in Sums([i.open_amount for i in named]).adding_up_to(self._receipt.amount).sets[:20]:
                self._add(named[position] for position in found)
        keys = {item.key for item in named}
        rest = [item for item in self._accounts[customer].free if item.key not in keys]
        for item in rest:
            if item.open_amount == missing:
                self._add((*named, item))
        for found in Sums([i.open_amount for i in rest][:60]).adding_up_to(missing).sets[:50]:
            self._add((*named, *(rest[position] for position in found)))

    def _sets_by_amount(self, customer: str) -> None:
        habits, amount = self._habits[customer], self._receipt.amount
        account = self._accounts[customer]
        for position in self._fitting(account.amounts, 1).tolist():
            self._add((account.free[position],))
        for shape in habits.shapes(lambda totals: self._fitting(totals, 5), amount):
            self._add(shape.items, shape.name, shape.share)
        if self._payer.probability(customer) >= 0.05:
            for found in account.sums().adding_up_to(amount).sets:
                self._add(account.free[position] for position in found)

    def _fitting(self, totals: Ints, items: int) -> Ints:
        """Positions of the totals that the receipt pays, exactly or less rounding, fee or discount."""
        receipt, policy = self._receipt, self._policy
        short = totals - receipt.amount
        close = np.abs(short) <= policy.tolerance.get(receipt.currency, 0)
        usual = short <= policy.fee.get(receipt.currency, 0)
        for rate in policy.discount_rates:
            usual |= np.abs(short - totals * rate) <= 0.5 * items + 0.5
        return np.nonzero(close | (usual & (short > 0) & (short <= 0.2 * totals)))[0]

    def _sets_across_customers(self) -> None:
        whole = [m for found in self._mentions.values() for m in found if m.manner in {"number", "order"}]
        if len({self._book.items[key].customer_id for m in whole for key in m.items}) > 1:
            for items in self._named(whole):
                self._add(items)

    def _strangers(self) -> None:
        """Items of any customer whose amount is exactly the receipt's."""
        for item in self._book.with_amount(self._receipt.currency, self._receipt.amount)[:_MOST_STRANGERS]:
            if item.customer_id not in self._accounts:
                self._add((item,))

    # -- weights

    def _weigh(self, items: tuple[OpenItem, ...], shape: str, share: float) -> Explanation:
        total = sum(item.open_amount for item in items)
        if total == self._receipt.amount:
            self._exact += 1
        difference = explain(self._receipt, total, len(items), self._policy, self._reading.text)
        if self._reading.told:
            difference = as_told(difference, self._receipt, items, self._reading.told)
        named = self._named_among(items)
        weight = self._log_chance_of_set(items, share) + _log(difference.likelihood)
        return Explanation(items, difference, named, shape, weight + self._log_text(items, named))

    def _log_chance_of_set(self, items: tuple[OpenItem, ...], share: float) -> float:
        by_customer: dict[str, list[OpenItem]] = {}
        for item in items:
            by_customer.setdefault(item.customer_id, []).append(item)
        payer = _log(max(self._payer.probability(customer) for customer in by_customer))
        sets = sum(self._log_chance_of_own(c, own) for c, own in by_customer.items())
        if len(by_customer) > 1:
            return payer + sets + log(_SEVERAL_CUSTOMERS)
        return payer + _log(exp(sets) + share) if share else payer + sets

    def _log_chance_of_own(self, customer: str, items: Sequence[OpenItem]) -> float:
        if customer in self._habits:
            return self._habits[customer].log_chance(items)
        return log(SINGLE / self._book.count(customer, self._receipt.currency))

    def _named_among(self, items: Sequence[OpenItem]) -> frozenset[str]:
        """Each place names one item, the clear places first; only a range names many."""
        keys = {item.key for item in items}
        customers = sorted({item.customer_id for item in items})
        mentions = [m for c in customers for m in self._mentions.get(c, ()) if keys.intersection(m.items)]
        named: set[str] = set()
        for mention in sorted(mentions, key=lambda m: (len(m.items), m.place)):
            meant = [key for key in mention.items if key in keys and key not in named]
            named.update(meant if mention.manner == "range" else meant[:1])
        return frozenset(named)

    def _log_text(self, items: Sequence[OpenItem], named: frozenset[str]) -> float:
        customers, keys = {item.customer_id for item in items}, {item.key for item in items}
        explained = {
            m.place for c in customers for m in self._mentions.get(c, ()) if keys.intersection(m.items)
        }
        unexplained = fsum(log(chance) for place, chance in self._places.items() if place not in explained)
        unnamed = len(items) - len(named)
        if not named or not unnamed:
            return unexplained
        first, next_ones = (_CUT_OFF, _CUT_OFF_TOO) if self._reading.cut else (_LEFT_OUT, _LEFT_OUT_TOO)
        return unexplained + log(first) + (unnamed - 1) * log(next_ones)

    def _log_other(self, explanations: Sequence[Explanation], repeats: Sequence[str]) -> float:
        """Weight of what is not listed: odd amounts, sums too many to list, strangers, second payments."""
        amount = self._receipt.amount
        per_unit = roundness(amount) / amount
        silent = fsum(log(chance) for chance in self._places.values())
        unlisted = (self._payer.elsewhere * 0.1 + _ODD) * per_unit
        for customer, account in self._accounts.items():
            share = self._payer.probability(customer)
            unlisted += (
                share * ANY * 0.86 * self._beyond_search(account) * chance_of_sum(account.amounts, amount)
            )
        weights = [_log(unlisted) + silent]
        for best in explanations[:1]:
            if best.difference.amount < 0 and best.named:
                weights.append(
                    best.log_weight + log(0.02) - _log(best.difference.likelihood) + _log(per_unit)
                )
        if repeats:
            weights.append(log(_PAID_AGAIN) + self._log_text_of_repeat())
        top = max(weights)
        return top + log(fsum(exp(weight - top) for weight in weights))

    def _beyond_search(self, account: Account) -> float:
        """The share of possible sets that the search by amount does not reach."""
        if not account.free or self._payer.probability(account.free[0].customer_id) < 0.05:
            return 1.0
        return float(0.6 ** (account.sums().largest - 1))

    def _log_text_of_repeat(self) -> float:
        """A second payment explains the places that name what the first one took, and no others."""
        mentions = [m for found in self._mentions.values() for m in found]
        again = {m.place for m in mentions if any(key in self._book.taken for key in m.items)}
        return fsum(log(chance) for place, chance in self._places.items() if place not in again)

    def _repeats(self) -> tuple[str, ...]:
        """Receipts, earlier or in this batch, that this one may be paying a second time."""
        taken = self._book.taken
        mentions = (m for found in self._mentions.values() for m in found)
        named = {m.items[0] for m in mentions if m.is_clear}
        repeats = {taken[key] for key in named if key in taken}
        for customer in self._accounts:
            if self._payer.probability(customer) >= 0.05:
                repeats.update(self._book.applied(customer, self._receipt))
        return tuple(sorted({*repeats, *self._book.earlier(self._receipt)}))


def inquire(
    receipt: Receipt, book: Book, policy: Policy, seen: Mapping[str, tuple[Reading, Payer]]
) -> Findings:
    """All explanations of one receipt, weighed. ``seen``: what was read and known of each receipt."""
    reading, payer = seen[receipt.receipt_id]
    return Inquiry(receipt, book, policy, reading, payer).findings()


def _log(value: float) -> float:
    return log(value) if value > 0 else -1e9
