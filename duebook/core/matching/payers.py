"""Which customers a payer may stand for, and how likely each is, by account and by name."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from types import MappingProxyType

from rapidfuzz import fuzz

from duebook.core.matching.values import Evidence, OpenItem, PastAllocation, Receipt
from duebook.core.matching.vocabulary import ENDINGS
from duebook.core.matching.words import upper

_STRANGER = 0.02
"""How well a name fits that shares nothing with the customer's: parents, factors, employees pay too."""
_SHORTLIST = 200
_MASTER_DATA = "master data"
_BY_MASTER_DATA = Evidence("payer.master_data")
_BEFOREHAND = Evidence("payer.named")

Registered = Mapping[str, Collection[str]]
_NONE: Registered = MappingProxyType({})
Fits = Mapping[str, tuple[float, Evidence]]
"""How well a name fits a customer, and what says so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer the payer may stand for, with its probability and what says so (not yet weighed)."""

    customer_id: str
    probability: float
    by_account: bool
    why: tuple[Evidence, ...]

    def weighed(self) -> list[Evidence]:
        """Why, each as heavy as the customer is likely."""
        return [replace(each, weight=self.probability) for each in self.why]


@dataclass(frozen=True, slots=True)
class Payer:
    """``candidates`` by falling probability; ``elsewhere`` is the chance that it is none of them,
    ``each_other`` what of it falls on each other customer of the book."""

    candidates: tuple[Candidate, ...]
    elsewhere: float
    each_other: float

    def probability(self, customer_id: str) -> float:
        known = (c.probability for c in self.candidates if c.customer_id == customer_id)
        return next(known, self.each_other)

    def why(self, customer_id: str) -> list[Evidence]:
        """What says that the payer stands for the customer; nothing for one he is not known for."""
        return next((c.weighed() for c in self.candidates if c.customer_id == customer_id), [])


class Payers:
    """Learned accounts and names; built once per batch from the open items and the past allocations.

    ``registered``: bank account to the customers whose master data name it; that counts as one past payment.
    """

    def __init__(
        self, items: Iterable[OpenItem], history: Iterable[PastAllocation], registered: Registered = _NONE
    ) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        self._customers: set[str] = set()
        for item in items:
            names[item.customer_id].add(item.customer_name)
            self._customers.add(item.customer_id)
        paid: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        signed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for past in history:
            if past.payer_account:
                paid[past.payer_account][past.customer_id].add(past.receipt_id)
            if past.payer_name:
                signed[_key(past.payer_name)][past.customer_id].add(past.receipt_id)
        for account, customers in registered.items():
            for customer in customers:
                if customer not in paid[account]:
                    paid[account][customer].add(_MASTER_DATA)
        self._registered = {
            (a, c) for a, by in paid.items() for c, seen in by.items() if _MASTER_DATA in seen
        }
        self._accounts = {account: _counts(by) for account, by in paid.items()}
        self._signatures = {name: _counts(by) for name, by in signed.items()}
        self._names = _Names(names)

    def of(self, receipt: Receipt) -> Payer:
        """The customers this receipt's payer may stand for, with probabilities that add up to one."""
        if receipt.customer_id:
            known = Candidate(receipt.customer_id, 0.9999, True, (_BEFOREHAND,))
            return Payer((known,), 0.0001, 0.0001 / max(1, len(self._customers)))
        fits = self._fits(receipt.payer_name)
        for customer, fit in self._fits(receipt.ultimate_payer).items():
            fits[customer] = max(fit, fits.get(customer, fit))
        prior = self._by_account(receipt.payer_account, fits)
        weights = {c: p * (fits[c][0] if c in fits else _STRANGER) for c, p in prior.items()}
        unknown = max(0.0, 1.0 - sum(prior.values())) * _STRANGER
        total = sum(weights.values()) + unknown or 1.0
        account = self._accounts.get(receipt.payer_account, {})
        candidates = tuple(
            Candidate(c, w / total, c in account, self._why(c, receipt.payer_account, fits))
            for c, w in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        elsewhere = unknown / total
        return Payer(candidates, elsewhere, elsewhere / max(1, len(self._customers)))

    def _by_account(self, account: str, fits: Fits) -> dict[str, float]:
        """Past shares of the account; customers new to it are as likely as such switches were so far."""
        seen = self._accounts.get(account, {})
        count = sum(seen.values())
        new = (len(seen) - 1 + 0.05) / (count + 1) if seen else 0.95
        prior = {customer: (1 - new) * times / count for customer, times in seen.items()}
        strangers = [customer for customer in fits if customer not in prior]
        everyone = max(len(self._customers), len(strangers), 1)
        for customer in strangers:
            prior[customer] = new / everyone
        return prior

    def _fits(self, name: str) -> dict[str, tuple[float, Evidence]]:
        fits = self._names.fits(name)
        signed = self._signatures.get(_key(name), {})
        total = sum(signed.values())
        for customer, times in signed.items():
            fit = 0.5 + 0.5 * times / total
            if customer not in fits or fit > fits[customer][0]:
                fits[customer] = (fit, Evidence.of("payer.signed_before", name=name.strip()))
        return fits

    def _why(self, customer: str, account: str, fits: Fits) -> tuple[Evidence, ...]:
        reasons = []
        seen = self._accounts.get(account, {})
        if (account, customer) in self._registered:
            reasons.append(_BY_MASTER_DATA)
        elif customer in seen:
            reasons.append(Evidence.of("payer.account", count=seen[customer]))
        if customer in seen and len(seen) > 1:
            reasons.append(Evidence.of("payer.shared_account", count=len(seen) - 1))
        if customer in fits:
            reasons.append(fits[customer][1])
        return tuple(reasons)


class _Names:
    """Customers by the words of their names; rare words weigh more, legal forms hardly at all."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._endings = ENDINGS | _usual_endings(names)
        self._words: dict[str, list[tuple[str, frozenset[str]]]] = {}
        frequency: Counter[str] = Counter()
        self._by_start: dict[str, set[str]] = defaultdict(set)
        for customer, spellings in names.items():
            self._words[customer] = sorted(
                {(self._stem(name), frozenset(_words(name))) for name in spellings}, key=lambda pair: pair[0]
            )
            words = frozenset[str]().union(*(words for _, words in self._words[customer]))
            frequency.update(words)
            for word in words - self._endings:
                self._by_start[word[:3]].add(customer)
        size = len(self._words) + 1
        self._weight = {
            word: 0.1 * log(1 + size / n) if word in self._endings else log(1 + size / n)
            for word, n in frequency.items()
        }
        self._default = log(1 + size)
        self._known: dict[str, Fits] = {}

    def fits(self, name: str) -> dict[str, tuple[float, Evidence]]:
        """How well the name fits each customer worth a look, with what says so."""
        if name not in self._known:
            self._known[name] = self._fits(name)
        return dict(self._known[name])

    def _fits(self, name: str) -> Fits:
        words = frozenset(_words(name))
        rare = sorted(words - self._endings, key=lambda word: (-self._weight.get(word, self._default), word))
        shortlist = sorted({c for word in rare for c in self._by_start.get(word[:3], ())})
        stem = self._stem(name)
        scored = ((c, self._fit(stem, words, c)) for c in shortlist)
        best = sorted(((fit, c) for c, fit in scored if fit > 2 * _STRANGER), reverse=True)[:_SHORTLIST]
        fitting = Evidence.of("payer.name", name=name.strip())
        return {c: (fit, fitting) for fit, c in best}

    def _fit(self, stem: str, words: frozenset[str], customer: str) -> float:
        return max(self._similarity(stem, words, *spelling) for spelling in self._words[customer])

    def _similarity(self, stem: str, words: frozenset[str], other: str, others: frozenset[str]) -> float:
        """1 for the same words, 0.5 and more for the same stem, falling fast with what is not shared."""
        shared = sum(self._weight.get(w, self._default) for w in sorted(words & others))
        united = sum(self._weight.get(w, self._default) for w in sorted(words | others))
        overlap = shared / united if united else 0.0
        if stem and stem == other:
            return 0.6 + 0.4 * overlap
        close = fuzz.ratio(stem, other) / 100
        if min(len(stem), len(other)) >= 3 and (stem.startswith(other) or other.startswith(stem)):
            close = max(close, 0.9)
        return float(max(overlap**2, (max(0.0, close - 0.6) / 0.4) ** 2)) * 0.5

    def _stem(self, name: str) -> str:
        """The name without legal forms and departments at its end; at least one word stays."""
        words = list(_words(name))
        while len(words) > 1 and words[-1] in self._endings:
            words.pop()
        return " ".join(words)


def _usual_endings(names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Last words that so many customers share that they tell none apart: legal forms no list knows."""
    last: dict[str, set[str]] = defaultdict(set)
    for customer, spellings in names.items():
        for words in map(_words, spellings):
            if len(words) > 1:
                last[words[-1]].add(customer)
    enough = max(5, len(names) // 100)
    return frozenset(word for word, customers in last.items() if len(customers) >= enough)


def _counts(by: Mapping[str, set[str]]) -> dict[str, int]:
    return {customer: len(receipts) for customer, receipts in sorted(by.items())}


def _key(name: str) -> str:
    return " ".join(upper(name).split())


@lru_cache(maxsize=100_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", upper(name).replace("'", "").replace(".", "")))
