"""The batch: receipts and open items in, one proposal per receipt out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duebook.core.matching.book import Book
from duebook.core.matching.day_one import DAY_ONE
from duebook.core.matching.deciding import decide, held_back, left_to_people
from duebook.core.matching.exchange import as_received, as_sent
from duebook.core.matching.experience import Experience, Record
from duebook.core.matching.explaining import inquire
from duebook.core.matching.payers import Payer
from duebook.core.matching.references import Reading
from duebook.core.matching.values import OpenItem, PastAllocation, Policy, Proposal, Receipt

_RIVAL = 0.3
"""A receipt whose best explanation is exact and at least this likely has a say in who gets the items."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One receipt looked at by itself: what is proposed, the keys of items named clearly, and the customers
    whose items came into question."""

    proposal: Proposal
    named: frozenset[str]
    looked_at: frozenset[str]


Judge = Callable[[str], Judgement]
Spread = Callable[[Judge, Sequence[str]], Iterable[Judgement]]
"""Judges receipts (their ids), which are independent of each other, and gives the answers in that order:
``map``, or the like on several processors (flows/spreading.py)."""


def _unwatched(judged: int, of: int) -> None:
    """Nobody asked how far it got."""


def propose(
    receipts: Iterable[Receipt],
    open_items: Iterable[OpenItem],
    history: Iterable[PastAllocation],
    policy: Policy,
    as_of: date,
    watch: Callable[[int, int], None] = _unwatched,
    registered: Mapping[str, Collection[str]] = MappingProxyType({}),
    record: Record = DAY_ONE,
    spread: Spread = map,
) -> list[Proposal]:
    """What each receipt pays, ordered by value date and receipt id whatever the order of the input.

    Items issued after ``as_of`` are not known yet. Each receipt is first judged by itself; where several
    want the same item, only the one that is clearly right gets it. An item taken by an automatic proposal
    is no candidate for the others, which are then judged again, since less remains to confuse them with.
    ``registered``: bank account to the customers whose master data name it. ``record``: what came of earlier
    receipts, which tells how far the odds can be trusted. ``watch`` is told after each receipt how many of
    this round are judged, and of how many. ``spread`` says who judges; it changes no answer.
    """
    ordered = sorted(receipts, key=lambda receipt: (receipt.value_date, receipt.receipt_id))
    experience = Experience(record, policy.max_error)
    book = Book(open_items, history, as_of, registered)
    sent = [as_sent(receipt, book) for receipt in ordered]
    batch = _Batch(sent, book, policy, experience)
    while batch.advance(watch, spread):
        pass
    return [as_received(batch.proposals[r.receipt_id], r, s) for r, s in zip(ordered, sent, strict=True)]


class _Batch:
    """The receipts of one run, and what has been settled of them so far."""

    def __init__(
        self, receipts: Sequence[Receipt], book: Book, policy: Policy, experience: Experience
    ) -> None:
        self._receipts = {receipt.receipt_id: receipt for receipt in receipts}
        self._book, self._policy, self._experience = book, policy, experience
        self._seen: dict[str, tuple[Reading, Payer]] = {}
        self._undecided = list(self._receipts)
        self._doubtful = list(self._receipts)
        self._looked_through = False
        self._named: dict[str, frozenset[str]] = {}
        self._looked_at: dict[str, frozenset[str]] = {}
        self.proposals: dict[str, Proposal] = {}

    def advance(self, watch: Callable[[int, int], None], spread: Spread) -> bool:
        """Judge what is doubtful, post what is certain; False when nothing was posted."""
        doubtful = sorted(self._doubtful, key=self._payer)
        for count, judgement in enumerate(spread(self._judge, doubtful), start=1):
            receipt_id = judgement.proposal.receipt_id
            self.proposals[receipt_id] = judgement.proposal
            self._named[receipt_id], self._looked_at[receipt_id] = judgement.named, judgement.looked_at
            watch(count, len(doubtful))
        if not self._looked_through:
            self._heed_the_mix()
        posted = self._settle()
        changed = {a.customer_id for r in posted for a in self.proposals[r].allocations}
        self._undecided = [r for r in self._undecided if r not in posted]
        self._doubtful = [r for r in self._undecided if changed & self._looked_at[r]]
        return bool(self._doubtful)

    def _judge(self, receipt_id: str) -> Judgement:
        receipt = self._receipts[receipt_id]
        if receipt_id not in self._seen:
            self._seen[receipt_id] = self._book.references.read(receipt), self._book.payers.of(receipt)
        findings = inquire(receipt, self._book, self._policy, *self._seen[receipt_id])
        named = frozenset(m.items[0] for m in findings.mentions if m.is_clear)
        return Judgement(decide(findings, self._experience), named, findings.customers)

    def _payer(self, receipt_id: str) -> tuple[str, str]:
        """Receipts of one payer are judged one after another, since they look at the same items."""
        return self._receipts[receipt_id].payer_account, self._receipts[receipt_id].payer_name

    def _heed_the_mix(self) -> None:
        """A batch with many of the less sure receipts leaves those to people (see ``Experience.within``)."""
        sure = {r: (p.situation, p.band) for r, p in self.proposals.items() if p.decision == "auto"}
        self._experience = self._experience.within(Counter(sure.values()))
        for receipt_id, cell in sure.items():
            if not self._experience.may_post(*cell):
                self.proposals[receipt_id] = left_to_people(self.proposals[receipt_id])
        self._looked_through = True

    def _settle(self) -> set[str]:
        """Give items to the automatic proposals that no other receipt contests; hold back the contested."""
        claims = self._claims()
        posted = set()
        for receipt_id in self._undecided:
            proposal = self.proposals[receipt_id]
            if proposal.decision != "auto":
                continue
            rivals = sorted({r for a in proposal.allocations for r in claims[a.item_key]} - {receipt_id})
            stronger = [rival for rival in rivals if not self._yields(rival, receipt_id)]
            if stronger:
                self.proposals[receipt_id] = held_back(proposal, stronger[0])
            else:
                self._book.apply(proposal.allocations, self._receipts[receipt_id])
                posted.add(receipt_id)
        return posted

    def _claims(self) -> dict[str, list[str]]:
        claims: dict[str, list[str]] = defaultdict(list)
        for receipt_id in self._undecided:
            proposal = self.proposals[receipt_id]
            likely = proposal.probability >= _RIVAL and not proposal.difference
            if proposal.decision == "auto" or likely:
                for allocation in proposal.allocations:
                    claims[allocation.item_key].append(receipt_id)
        return claims

    def _yields(self, rival: str, receipt_id: str) -> bool:
        """Whether a rival gives way: it names less of what both claim, or it is a later twin."""
        mine, other = self.proposals[receipt_id], self.proposals[rival]
        keys, others = ({a.item_key for a in p.allocations} for p in (mine, other))
        shared = keys & others
        by_me, by_rival = shared & self._named[receipt_id], shared & self._named[rival]
        if keys == others and by_me == by_rival and self._is_twin(receipt_id, rival):
            return self._order(receipt_id) < self._order(rival)
        return by_me == shared and not by_rival

    def _is_twin(self, one: str, two: str) -> bool:
        return self._receipts[one].amount == self._receipts[two].amount

    def _order(self, receipt_id: str) -> tuple[date, str]:
        return self._receipts[receipt_id].value_date, receipt_id
