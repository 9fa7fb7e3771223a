"""What people decide about receipts: take a proposal, turn it down, apply by hand, undo a line."""

from collections.abc import Sequence
from datetime import datetime

from duebook.books.audit.operations import recording
from duebook.books.audit.sealing import content_digest
from duebook.books.companies.models import Company
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.receipts import park
from duebook.books.matching.models import Proposal, ProposalState
from duebook.core.money import Rates


def accept(company: Company, proposal: Proposal, rates: Rates, actor: str, now: datetime) -> None:
    """A person takes the proposal as it stands: it is posted."""
    with recording(company, "accept proposal", f"accept {_name_of(proposal)}", actor, now) as record:
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk, company=company)
        _must_wait(proposal)
        receipt = proposal.receipt
        record.facts.update(receipt=receipt.key, proposal=proposal.digest)
        if proposal.customer is None:
            raise ledger.NotPossible("the proposal names no customer; choose one first")
        if receipt.customer_id is None:
            ledger.identify(record, {receipt.key: proposal.customer.number})
        lines = [
            ledger.Application(
                receipt.key, line.item.key, line.amount, line.difference, line.difference_reason
            )
            for line in proposal.allocations.select_related("item")
        ]
        ledger.apply(record, lines, rates)
        proposal.state = ProposalState.APPLIED
        proposal.save(update_fields=["state"])


def reject(company: Company, proposal: Proposal, actor: str, now: datetime) -> None:
    """A person says no: the proposal is put aside and the receipt waits for another answer."""
    with recording(company, "reject proposal", f"reject {_name_of(proposal)}", actor, now) as record:
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk, company=company)
        _must_wait(proposal)
        record.facts.update(receipt=proposal.receipt.key, proposal=proposal.digest)
        proposal.state = ProposalState.REJECTED
        proposal.save(update_fields=["state"])


def undo(company: Company, entry_key: str, actor: str, now: datetime) -> None:
    """Take one allocation back (with its difference); the others of the receipt stay."""
    with recording(company, "undo allocation", f"undo {entry_key}", actor, now) as record:
        record.facts.update(entry=entry_key)
        ledger.reverse(record, [entry_key])


def settle(
    company: Company,
    receipt_key: str,
    customer: str,
    lines: Sequence[ledger.Application],
    rates: Rates,
    actor: str,
    now: datetime,
) -> None:
    """A person applies a receipt of ``customer`` (number); a proposal that waits is put aside."""
    key = f"settle {receipt_key} {content_digest([customer, *map(str, lines)])[:16]}"
    with recording(company, "settle by hand", key, actor, now) as record:
        record.facts.update(receipt=receipt_key, customer=customer, items=[line.item for line in lines])
        waiting = Proposal.objects.filter(company=company, receipt__key=receipt_key, state=ProposalState.OPEN)
        waiting.update(state=ProposalState.REJECTED)
        if Receipt.objects.filter(company=company, key=receipt_key, customer=None).exists():
            ledger.identify(record, {receipt_key: customer})
        ledger.apply(record, lines, rates)


def set_aside(company: Company, receipt_key: str, why: str, actor: str, now: datetime) -> None:
    """A person says that a receipt is not for the receivables ledger: not from a customer, or sent back."""
    with recording(company, "set aside", f"set aside {receipt_key}", actor, now) as record:
        record.facts.update(receipt=receipt_key, why=why)
        waiting = Proposal.objects.filter(company=company, receipt__key=receipt_key, state=ProposalState.OPEN)
        waiting.update(state=ProposalState.REJECTED)
        park(record, [receipt_key])


def _name_of(proposal: Proposal) -> str:
    """The same answer may come again after an undo: the event that kept it tells the two apart."""
    return f"{proposal.event.number} {proposal.receipt.key}"


def _must_wait(proposal: Proposal) -> None:
    if proposal.state != ProposalState.OPEN:
        raise ledger.NotPossible(f"this proposal is {proposal.get_state_display()} already")
