"""What people decide about receipts: take proposals, turn one down, settle by hand, undo, look again."""

from collections.abc import Sequence
from datetime import datetime

from duebook.books.audit.operations import recording
from duebook.books.audit.sealing import content_digest
from duebook.books.companies.models import Company
from duebook.books.deductions import operations as deductions
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import JournalEntry, Receipt
from duebook.books.ledger.receipts import park
from duebook.books.matching.models import Proposal, ProposalState, Source
from duebook.books.matching.operations import application
from duebook.books.matching.verdicts import give, give_as_settled, give_as_undone
from duebook.core.money import Rates


def accept(company: Company, proposals: Sequence[Proposal], rates: Rates, actor: str, now: datetime) -> None:
    """A person takes proposals as they stand: all of them are posted, or none."""
    key = f"accept {content_digest(sorted(map(_name_of, proposals)))[:32]}"
    with recording(company, "accept proposals", key, actor, now) as record:
        taken = _waiting(company, proposals)
        record.facts.update(receipts=[p.receipt.key for p in taken], proposals=[p.digest for p in taken])
        foreign = [p for p in taken if p.decision == "not_customer"]
        ours = [p for p in taken if p.decision != "not_customer"]
        ledger.identify(record, _owners(ours))
        lines = [application(p.receipt.key, line.value()) for p in ours for line in p.allocations.all()]
        deductions.apply(record, lines, rates)
        park(record, [p.receipt.key for p in foreign])
        Proposal.objects.filter(pk__in=[p.pk for p in taken]).update(state=ProposalState.APPLIED)
        give(record, taken, right=True, source=Source.ACCEPTED)


def reject(company: Company, proposal: Proposal, actor: str, now: datetime) -> None:
    """A person says no: the proposal is put aside and the receipt waits for another answer."""
    with recording(company, "reject proposal", f"reject {_name_of(proposal)}", actor, now) as record:
        [proposal] = _waiting(company, [proposal])
        record.facts.update(receipt=proposal.receipt.key, proposal=proposal.digest)
        give(record, [proposal], right=False, source=Source.REJECTED)
        proposal.state = ProposalState.REJECTED
        proposal.save(update_fields=["state"])


def undo(company: Company, entry_key: str, actor: str, now: datetime) -> None:
    """Take one allocation back (with its difference); the others of the receipt stay."""
    with recording(company, "undo allocation", f"undo {entry_key}", actor, now) as record:
        record.facts.update(entry=entry_key)
        ledger.reverse(record, [entry_key])
        give_as_undone(record, entry_key)


def review(company: Company, proposal: Proposal, right: bool, actor: str, now: datetime) -> None:
    """A person looked again at an automatic receipt that was drawn. Wrong: all that was posted with it is
    taken back, and the receipt waits for a person."""
    with recording(company, "review receipt", f"review {_name_of(proposal)}", actor, now) as record:
        proposal = Proposal.objects.select_related("receipt").get(pk=proposal.pk, company=company)
        if not proposal.for_review:
            raise ledger.NotPossible("this receipt was not drawn; take its lines back where they are wrong")
        if proposal.verdicts.exists():
            raise ledger.NotPossible("somebody has decided about this receipt already")
        record.facts.update(receipt=proposal.receipt.key, proposal=proposal.digest, right=right)
        if not right and (standing := _standing(proposal)):
            ledger.reverse(record, standing)
        give(record, [proposal], right, Source.REVIEWED)


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
        give_as_settled(record, receipt_key, lines)
        _put_aside(company, receipt_key)
        if Receipt.objects.filter(company=company, key=receipt_key, customer=None).exists():
            ledger.identify(record, {receipt_key: customer})
        deductions.apply(record, lines, rates)


def set_aside(company: Company, receipt_key: str, why: str, actor: str, now: datetime) -> None:
    """A person says that a receipt is not for the receivables ledger: not from a customer, or sent back."""
    with recording(company, "set aside", f"set aside {receipt_key}", actor, now) as record:
        record.facts.update(receipt=receipt_key, why=why)
        for proposal in Proposal.objects.filter(
            company=company, receipt__key=receipt_key, state=ProposalState.OPEN
        ):
            give(record, [proposal], proposal.decision == "not_customer", Source.SETTLED)
        _put_aside(company, receipt_key)
        park(record, [receipt_key])


def _put_aside(company: Company, receipt_key: str) -> None:
    waiting = Proposal.objects.filter(company=company, receipt__key=receipt_key, state=ProposalState.OPEN)
    waiting.update(state=ProposalState.REJECTED)


def _name_of(proposal: Proposal) -> str:
    """The same answer may come again after an undo: the event that kept it tells the two apart."""
    return f"{proposal.event.number} {proposal.receipt.key}"


def _waiting(company: Company, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals as they are now, with all that is needed to post them; each must still wait."""
    rows = (
        Proposal.objects.select_for_update(of=("self",))
        .filter(company=company, pk__in=[p.pk for p in proposals])
        .select_related("receipt", "customer")
        .prefetch_related("allocations__item__customer")
        .order_by("pk")
    )
    for proposal in rows:
        if proposal.state != ProposalState.OPEN:
            raise ledger.NotPossible(f"this proposal is {proposal.get_state_display()} already")
    return list(rows)


def _owners(proposals: Sequence[Proposal]) -> dict[str, str]:
    """The customers that proposals name for receipts whose owner is unknown."""
    owners = {}
    for proposal in proposals:
        if proposal.customer is None:
            raise ledger.NotPossible("the proposal names no customer; choose one first")
        if proposal.receipt.customer_id is None:
            owners[proposal.receipt.key] = proposal.customer.number
    return owners


def _standing(proposal: Proposal) -> list[str]:
    """Keys of the allocations that were posted with an automatic proposal and that nobody has undone."""
    posted = JournalEntry.objects.filter(
        event=proposal.event_id, kind="allocation", lines__receipt=proposal.receipt_id, reversed_by=None
    )
    return list(posted.values_list("key", flat=True).distinct())
