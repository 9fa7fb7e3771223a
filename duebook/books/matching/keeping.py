"""Writing the engine's answers into the books, many at once."""

import json
from collections.abc import Collection, Sequence

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import content_digest
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.books.ledger.posting import ids_by_key
from duebook.books.matching.models import Proposal, ProposalState, ProposedAllocation, proposal_content
from duebook.books.rows import copy_rows, reserve_ids
from duebook.core.matching import Proposal as Answer

PROPOSAL_COLUMNS = (
    "id", "event_id", "digest", "reason", "evidence", "alternatives", "company_id", "receipt_id",
    "customer_id", "state", "decision", "probability", "unallocated", "engine", "situation", "band",
    "proposed_at", "unattended", "for_review",
)  # fmt: skip
LINE_COLUMNS = ("proposal_id", "item_id", "amount", "difference", "difference_reason")


def keep(
    record: Recording, answers: Sequence[Answer], unattended: Collection[str], drawn: Collection[str]
) -> None:
    """Keep each answer with its proof, in place of what waited for the same receipt.

    ``unattended``: receipts (keys) that are posted without a person; ``drawn``: those to look at again.
    """
    company = record.company
    receipts = ids_by_key(Receipt, company, (a.receipt_id for a in answers))
    customers = ids_by_key(Customer, company, (a.customer_id for a in answers), field="number")
    items = ids_by_key(OpenItem, company, (line.item_key for a in answers for line in a.allocations))
    Proposal.objects.filter(receipt__in=receipts.values(), state=ProposalState.OPEN).update(
        state=ProposalState.SUPERSEDED
    )
    ids = reserve_ids(Proposal, len(answers))
    copy_rows(
        Proposal,
        PROPOSAL_COLUMNS,
        (
            (
                pk, record.event_id, *_sealed(record, a), company.pk, receipts[a.receipt_id],
                customers.get(a.customer_id), _state(a, unattended), a.decision, a.probability, a.unallocated,
                a.engine, a.situation, a.band, record.now, a.receipt_id in unattended, a.receipt_id in drawn,
            )
            for pk, a in zip(ids, answers, strict=True)
        ),
    )  # fmt: skip
    copy_rows(
        ProposedAllocation,
        LINE_COLUMNS,
        (
            (pk, items[line.item_key], line.amount, line.difference, line.difference_reason)
            for pk, answer in zip(ids, answers, strict=True)
            for line in answer.allocations
        ),
    )


def _state(answer: Answer, unattended: Collection[str]) -> str:
    return ProposalState.APPLIED.value if answer.receipt_id in unattended else ProposalState.OPEN.value


def _sealed(record: Recording, answer: Answer) -> tuple[str, str, str, str]:
    """Digest, reason, and for columns of JSON evidence and alternatives, each made once; the event vouches
    for it."""
    content = proposal_content(answer)
    digest = content_digest(content)
    record.seal.append(digest)
    reason, evidence, alternatives = content[PROOF]
    return digest, reason, json.dumps(evidence), json.dumps(alternatives)


PROOF = slice(5, 8)
"""Where ``proposal_content`` has reason, evidence and alternatives."""
