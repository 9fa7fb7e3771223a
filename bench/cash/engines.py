"""The engines that are measured: Duebook and its peers, each from a case to its answers."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bench.cash.peers import PEERS, Peer
from bench.cash.values import Case, Given
from duebook.core.matching import Proposal, propose, usual_policy

Engine = Callable[[Case], dict[str, Given]]
DUEBOOK = "Duebook"


def duebook(case: Case, max_error: float = 0.001) -> dict[str, Given]:
    """What ``duebook match`` would answer, without the files."""
    receipts = case.receipts
    currencies = {receipt.currency for receipt in receipts} | {item.currency for item in case.items}
    policy = usual_policy(sorted(currencies), max_error)
    return answers(propose(receipts, case.items, case.history, policy, case.as_of))


def answers(proposals: Iterable[Proposal]) -> dict[str, Given]:
    return {
        p.receipt_id: Given(p.decision, {a.number: a.amount for a in p.allocations}, p.probability, p.reason)
        for p in proposals
    }


def _peer(peer: Peer, case: Case) -> dict[str, Given]:
    return peer(case.receipts, case.items, case.history)


ENGINES: Mapping[str, Engine] = {
    DUEBOOK: duebook,
    **{name: partial(_peer, peer) for name, peer in PEERS.items()},
}
