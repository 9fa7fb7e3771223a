"""The batch: receipts and open items in, one proposal per receipt out."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from duebook.core.matching.values import Allocation, OpenItem, PastAllocation, Policy, Proposal, Receipt

VERSION = "evidence-1"


def propose(
    receipts: Iterable[Receipt],
    open_items: Iterable[OpenItem],
    history: Iterable[PastAllocation],  # noqa: ARG001
    policy: Policy,  # noqa: ARG001
    as_of: date,  # noqa: ARG001
) -> list[Proposal]:
    """What each receipt pays, ordered by value date and receipt id whatever the order of the input.

    ``as_of`` is the day of the decision: it tells what is due. An item taken by an automatic proposal is
    no candidate for a later receipt.
    """
    free = {item.number: item for item in open_items}
    proposals = []
    for receipt in sorted(receipts, key=lambda r: (r.value_date, r.receipt_id)):
        proposal = _by_reference(receipt, free)
        if proposal.decision == "auto":
            for allocation in proposal.allocations:
                del free[allocation.number]
        proposals.append(proposal)
    return proposals


def _by_reference(receipt: Receipt, free: dict[str, OpenItem]) -> Proposal:
    words: Sequence[str] = (*re.findall(r"\w+", receipt.remittance), *receipt.references)
    named = [free[word] for word in dict.fromkeys(words) if word in free]
    if named and sum(item.open_amount for item in named) == receipt.amount:
        lines = tuple(Allocation(i.key, i.customer_id, i.number, i.open_amount) for i in named)
        reason = "every item is named and the amounts add up"
        return Proposal(receipt.receipt_id, "auto", 0.999, named[0].customer_id, lines, 0, reason)
    return Proposal(receipt.receipt_id, "unmatched", 0.0, "", (), receipt.amount, "nothing is named")
