"""Which customers a payer may stand for, and how likely each is: by account, name and habits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod
from types import MappingProxyType

from duebook.core.matching.name_index import NameIndex
from duebook.core.matching.names import parties, told_payers
from duebook.core.matching.pasts import SILENT, Past, Witness, in_order
from duebook.core.matching.payer_habits import PayerHabits
from duebook.core.matching.values import Evidence, OpenItem, PastAllocation, Receipt

_MASTER_DATA = "master data"
_BY_MASTER_DATA = Evidence("payer.master_data")
_BEFOREHAND = Evidence("payer.named")
_KNOWN = 0.9999
_LEAST_LIKELY = 0.001
"""Customers less likely than this can decide nothing; they are left to chance."""
_NAMESAKES = 2.0
"""How many payments of one customer it takes to doubt that his namesakes sign with the same name."""

Registered = Mapping[str, Collection[str]]
_NONE: Registered = MappingProxyType({})


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
    """Learned accounts, names and habits; built once per batch from the open items and the past allocations.

    ``registered``: bank account to the customers whose master data name it; that counts as one past payment,
    before all others.
    """

    def __init__(
        self, items: Iterable[OpenItem], history: Iterable[PastAllocation], registered: Registered = _NONE
    ) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for item in items:
            names[item.customer_id].add(item.customer_name)
        self._size = max(1, len(names))
        self._index = NameIndex(names)
        self._accounts: dict[str, Past] = defaultdict(Past)
        self._signatures: dict[str, Past] = defaultdict(Past)
        self._stems: dict[str, str] = {}
        self._registered = {(account, c) for account, customers in registered.items() for c in customers}
        for account, customer in sorted(self._registered):
            self._accounts[account].add(_MASTER_DATA, customer)
        ordered = in_order(history)
        for past in ordered:
            if past.payer_account:
                self._accounts[past.payer_account].add(past.receipt_id, past.customer_id)
            if past.payer_name:
                self._signatures[self._stem(past.payer_name)].add(past.receipt_id, past.customer_id)
        self._habits = PayerHabits(names, ordered)
        self._by_name: dict[str, Witness] = {}

    def of(self, receipt: Receipt) -> Payer:
        """The customers this receipt's payer may stand for, with probabilities that add up to one."""
        if receipt.customer_id:
            known = Candidate(receipt.customer_id, _KNOWN, True, (_BEFOREHAND,))
            return Payer((known,), 1 - _KNOWN, (1 - _KNOWN) / self._size)
        past = self._accounts.get(receipt.payer_account) if receipt.payer_account else None
        by_account = past.witness() if past else SILENT
        by_name, name = self._name(receipt)
        by_habit, token = self._habits.of(receipt)
        chances, elsewhere = self._together((by_account, by_name, by_habit))
        by_signature = (Evidence.of("payer.signed_before", name=name), self._signed(name).shares)
        reasons = (
            by_signature,
            (Evidence.of("payer.name", name=name), by_name.shares.keys() - by_signature[1].keys()),
            (Evidence.of("payer.habit", words=token), by_habit.shares),
        )
        candidates = []
        for customer, chance in sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])):
            why = [*self._why_account(customer, receipt.payer_account)]
            why += [reason for reason, customers in reasons if customer in customers]
            candidates.append(Candidate(customer, chance, customer in by_account.shares, tuple(why)))
        return Payer(tuple(candidates), elsewhere, elsewhere / self._size)

    def _together(self, witnesses: Iterable[Witness]) -> tuple[dict[str, float], float]:
        """All witnesses at once, each beside what chance would say; the customers that can matter."""
        speaking = [witness for witness in witnesses if witness.shares]
        customers = sorted({customer for witness in speaking for customer in witness.shares})
        weights = {
            customer: prod(w.shares.get(customer, w.unknown / self._size) * self._size for w in speaking)
            for customer in customers
        }
        others = max(self._size - len(customers), 0.5) * prod(witness.unknown for witness in speaking)
        total = sum(weights.values()) + others
        chances = {c: weight / total for c, weight in weights.items() if weight >= _LEAST_LIKELY * total}
        return chances, 1 - sum(chances.values())

    def _name(self, receipt: Receipt) -> tuple[Witness, str]:
        """The payer's name, or the one on whose behalf it paid where that says more."""
        names = [*parties(receipt.payer_name), receipt.ultimate_payer, *told_payers(receipt.remittance)]
        told = [(self._of_name(name), name.strip()) for name in names if name.strip()]
        return min(told, key=lambda found: found[0].unknown, default=(SILENT, ""))

    def _signed(self, name: str) -> Witness:
        """For whom the name has paid before."""
        past = self._signatures.get(self._stem(name)) if name else None
        return past.witness() if past else SILENT

    def _stem(self, name: str) -> str:
        if name not in self._stems:
            self._stems[name] = self._index.stem(name)
        return self._stems[name]

    def _of_name(self, name: str) -> Witness:
        if name not in self._by_name:
            self._by_name[name] = self._witness_of(name)
        return self._by_name[name]

    def _witness_of(self, name: str) -> Witness:
        """For whom the name paid before; what that leaves open goes to those whose name it resembles."""
        odds = self._index.odds(name)
        past = self._signatures.get(self._stem(name))
        signed = past.witness() if past else SILENT
        resembling = sum(odds.values())
        namesakes = {customer: chance for customer, chance in odds.items() if customer not in signed.shares}
        others = sum(namesakes.values())
        extra = _NAMESAKES * others / (1 + resembling) / (past.receipts + _NAMESAKES) if past else 0.0
        shares = {customer: share * (1 - extra) for customer, share in signed.shares.items()}
        left = signed.unknown * (1 - extra)
        for customer, chance in namesakes.items():
            shares[customer] = left * chance / (1 + others) + extra * chance / others
        return Witness(shares, left / (1 + others))

    def _why_account(self, customer: str, account: str) -> Iterable[Evidence]:
        past = self._accounts.get(account) if account else None
        times = past.times(customer) if past else 0
        if past is None or not times:
            return
        if (account, customer) in self._registered:
            yield _BY_MASTER_DATA
            times -= 1
        if times:
            yield Evidence.of("payer.account", count=times)
        others = len(past.witness().shares) - 1
        if others:
            yield Evidence.of("payer.shared_account", count=others)
