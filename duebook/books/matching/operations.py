"""The engine's answers: kept with their proof, posted when certain."""

from collections.abc import Sequence

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import content_digest
from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.books.ledger.posting import ids_by_key
from duebook.books.ledger.receipts import park
from duebook.books.matching.models import Proposal, ProposalState, ProposedAllocation, proposal_content
from duebook.books.matching.proof import kept_alternatives, kept_evidence
from duebook.core.matching import Allocation
from duebook.core.matching import Proposal as Answer
from duebook.core.money import Rates


def digest_of(answer: Answer) -> str:
    """SHA-256 (hex) of an answer: the same evidence gives the same answer, byte for byte."""
    return content_digest(proposal_content(answer))


def changed_answers(company: Company, answers: Sequence[Answer]) -> list[Answer]:
    """Those answers that say something else than what waits already or was rejected."""
    known = set(
        Proposal.objects.filter(
            company=company,
            state__in=[ProposalState.OPEN, ProposalState.REJECTED],
            receipt__key__in=[answer.receipt_id for answer in answers],
        ).values_list("receipt__key", "digest")
    )
    return [answer for answer in answers if (answer.receipt_id, digest_of(answer)) not in known]


def keep_and_apply(record: Recording, answers: Sequence[Answer], rates: Rates) -> None:
    """Keep each answer; post what is certain, park what is not from customers, let the rest wait."""
    automatic = [a for a in answers if a.decision == "auto"]
    foreign = [a.receipt_id for a in answers if a.decision == "not_customer"]
    _keep(record, answers)
    ledger.identify(record, _owners(record, automatic))
    ledger.apply(record, [line for answer in automatic for line in applications(answer)], rates)
    park(record, foreign)
    record.facts.update(
        receipts=len(answers),
        applied=len(automatic),
        parked=len(foreign),
        waiting=len(answers) - len(automatic) - len(foreign),
    )


def applications(answer: Answer) -> list[ledger.Application]:
    """An answer's lines as the ledger takes them; what stays open or unapplied needs no posting."""
    return [
        ledger.Application(answer.receipt_id, line.item_key, line.amount, *_given_up(line))
        for line in answer.allocations
    ]


def _given_up(line: Allocation) -> tuple[int, str]:
    if line.difference_reason in ledger.DIFFERENCE_ACCOUNTS:
        return line.difference, line.difference_reason
    return 0, ""


def _owners(record: Recording, answers: Sequence[Answer]) -> dict[str, str]:
    unknown = Receipt.objects.filter(
        company=record.company, key__in=[a.receipt_id for a in answers], customer=None
    )
    without = set(unknown.values_list("key", flat=True))
    return {a.receipt_id: a.customer_id for a in answers if a.receipt_id in without}


STATES = {"auto": ProposalState.APPLIED, "not_customer": ProposalState.APPLIED}


def _keep(record: Recording, answers: Sequence[Answer]) -> None:
    company = record.company
    receipts = ids_by_key(Receipt, company, (a.receipt_id for a in answers))
    customers = ids_by_key(Customer, company, (a.customer_id for a in answers), field="number")
    items = ids_by_key(OpenItem, company, (line.item_key for a in answers for line in a.allocations))
    Proposal.objects.filter(receipt__in=receipts.values(), state=ProposalState.OPEN).update(
        state=ProposalState.SUPERSEDED
    )
    rows = [
        Proposal(
            company=company,
            event_id=record.event_id,
            receipt_id=receipts[a.receipt_id],
            customer_id=customers.get(a.customer_id),
            state=STATES.get(a.decision, ProposalState.OPEN),
            decision=a.decision,
            probability=a.probability,
            unallocated=a.unallocated,
            reason=a.reason,
            evidence=kept_evidence(a.evidence),
            alternatives=kept_alternatives(a.alternatives),
            engine=a.engine,
            situation=a.situation,
            band=a.band,
            digest=digest_of(a),
            proposed_at=record.now,
        )
        for a in answers
    ]
    Proposal.objects.bulk_create(rows, batch_size=1000)
    record.seal.extend(row.digest for row in rows)
    ProposedAllocation.objects.bulk_create(
        (
            ProposedAllocation(
                proposal=row,
                item_id=items[line.item_key],
                amount=line.amount,
                difference=line.difference,
                difference_reason=line.difference_reason,
            )
            for row, a in zip(rows, answers, strict=True)
            for line in a.allocations
        ),
        batch_size=5000,
    )
