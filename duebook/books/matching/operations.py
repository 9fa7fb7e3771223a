"""The engine's answers: kept with their proof; posted when certain, where the company lets them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from duebook.books.audit.operations import Recording
from duebook.books.companies.models import Company
from duebook.books.deductions import operations as deductions
from duebook.books.ledger import operations as ledger
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.receipts import park
from duebook.books.matching.keeping import keep
from duebook.books.matching.models import Proposal, ProposalState, ProposedAllocation
from duebook.books.matching.setting import posted_under_setting, setting_of
from duebook.core.matching import Allocation
from duebook.core.matching import Proposal as Answer
from duebook.core.money import Rates

UNATTENDED = ("auto", "not_customer")
"""Decisions that need no person where the company is on automatic."""


class Said(NamedTuple):
    """What an answer would do to the books, without its proof."""

    customer: str
    unallocated: int
    lines: frozenset[tuple[str, int, int]]


def changed_answers(company: Company, answers: Sequence[Answer]) -> list[Answer]:
    """Those answers that would do something else than what waits already or was turned down; in automatic
    mode also those that wait although they are certain."""
    waiting, turned_down = _known(company)
    unattended = setting_of(company).unattended
    news = []
    for answer in answers:
        said = _said(answer)
        if said in turned_down[answer.receipt_id]:
            continue
        waits = waiting.get(answer.receipt_id) == (answer.decision, answer.situation, answer.band, said)
        if not waits or (unattended and answer.decision in UNATTENDED):
            news.append(answer)
    return news


def keep_and_apply(record: Recording, answers: Sequence[Answer], rates: Rates) -> tuple[int, int]:
    """Keep each answer. In automatic mode post what is certain and park what is not from customers; the rest
    waits for people. Returns how many were applied and parked."""
    setting = setting_of(record.company)
    decided = [a for a in answers if setting.unattended and a.decision in UNATTENDED]
    automatic = [a for a in decided if a.decision == "auto"]
    foreign = [a.receipt_id for a in decided if a.decision == "not_customer"]
    keep(record, answers, {a.receipt_id for a in decided}, _drawn(record.company, automatic))
    ledger.identify(record, _owners(record, automatic))
    lines = [application(a.receipt_id, line) for a in automatic for line in a.allocations]
    deductions.apply(record, lines, rates)
    park(record, foreign)
    record.facts.update(
        receipts=len(answers),
        applied=len(automatic),
        parked=len(foreign),
        waiting=len(answers) - len(decided),
    )
    return len(automatic), len(foreign)


def application(receipt: str, line: Allocation) -> ledger.Application:
    """A proposed line as the ledger takes it; what stays open or unapplied needs no posting."""
    if line.difference_reason in ledger.DIFFERENCE_ACCOUNTS:
        return ledger.Application(
            receipt, line.item_key, line.amount, line.difference, line.difference_reason
        )
    return ledger.Application(receipt, line.item_key, line.amount)


def _drawn(company: Company, automatic: Sequence[Answer]) -> set[str]:
    """Those of the receipts posted now that a person shall look at again."""
    setting, before = setting_of(company), posted_under_setting(company)
    return {a.receipt_id for n, a in enumerate(automatic, before) if setting.draws(a.receipt_id, n)}


def _owners(record: Recording, answers: Sequence[Answer]) -> dict[str, str]:
    unknown = Receipt.objects.filter(
        company=record.company, key__in=[a.receipt_id for a in answers], customer=None
    )
    without = set(unknown.values_list("key", flat=True))
    return {a.receipt_id: a.customer_id for a in answers if a.receipt_id in without}


def _said(answer: Answer) -> Said:
    lines = frozenset((line.item_key, line.amount, line.difference) for line in answer.allocations)
    return Said(answer.customer_id, answer.unallocated, lines)


def _known(
    company: Company,
) -> tuple[dict[str, tuple[str, str, int, Said]], defaultdict[str, set[Said]]]:
    """What waits and what was turned down of the receipts with money left, by receipt key."""
    rows = Proposal.objects.filter(
        company=company, receipt__parked=False, state__in=(ProposalState.OPEN, ProposalState.REJECTED)
    ).exclude(receipt__unapplied=0)
    lines = defaultdict(set)
    cells = ("proposal_id", "item__key", "amount", "difference")
    for pk, *line in ProposedAllocation.objects.filter(proposal__in=rows).values_list(*cells):
        lines[pk].add(tuple(line))
    waiting, turned_down = {}, defaultdict(set)
    for row in rows.select_related(None).values_list(*_CELLS):
        pk, key, state, decision, situation, band, customer, unallocated = row
        said = Said(customer or "", unallocated, frozenset(lines[pk]))
        if state == ProposalState.OPEN:
            waiting[key] = (decision, situation, band, said)
        else:
            turned_down[key].add(said)
    return waiting, turned_down


_CELLS = (
    "pk", "receipt__key", "state", "decision", "situation", "band", "customer__number", "unallocated",
)  # fmt: skip
