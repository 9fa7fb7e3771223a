"""Receipts meet open items: what is certain is posted, the rest waits with reasons."""

from dataclasses import dataclass
from datetime import date, datetime

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.matching import queries
from duebook.books.matching.operations import changed_answers, keep_and_apply
from duebook.core.matching import Proposal, propose, usual_policy
from duebook.flows.rates import rates_for


@dataclass(frozen=True, slots=True)
class Applied:
    """What a run did, in numbers of receipts."""

    receipts: int
    applied: int
    waiting: int
    parked: int


def apply_cash(company: Company, as_of: date, actor: str, now: datetime) -> Applied:
    """Propose for every receipt with money left, post what is certain. Again without news: nothing."""
    with deciding(company) as last_event:
        answers = propose_for(company, as_of)
        news = changed_answers(company, answers)
        if news:
            key = f"apply {as_of} after {last_event}"
            with recording(company, "apply cash", key, actor, now) as record:
                keep_and_apply(record, news, rates_for(company))
    return Applied(
        receipts=len(answers),
        applied=sum(answer.decision == "auto" for answer in news),
        waiting=sum(answer.decision in ("review", "unmatched") for answer in answers),
        parked=sum(answer.decision == "not_customer" for answer in news),
    )


def propose_for(company: Company, as_of: date) -> list[Proposal]:
    """The engine's answers for the receipts that wait now; nothing is written."""
    receipts = queries.undecided_receipts(company)
    if not receipts:
        return []
    items = queries.candidate_items(company)
    currencies = {receipt.currency for receipt in receipts}
    return propose(receipts, items, queries.past_allocations(company), usual_policy(currencies), as_of)
