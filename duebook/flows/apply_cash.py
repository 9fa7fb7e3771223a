"""Receipts meet open items: what is certain is posted, the rest waits with reasons."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.matching import queries
from duebook.books.matching.operations import changed_answers, keep_and_apply
from duebook.core.matching import Evidence, Proposal, propose, usual_policy
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
    """The engine's answers for the receipts that wait now; nothing is written. What a person took back is
    not applied without a person again."""
    receipts = queries.undecided_receipts(company)
    if not receipts:
        return []
    items = queries.candidate_items(company)
    currencies = {receipt.currency for receipt in receipts}
    past, doubted = queries.past_allocations(company), queries.taken_back(company)
    accounts = queries.known_accounts(company)
    answers = propose(receipts, items, past, usual_policy(currencies), as_of, registered=accounts)
    return [_for_a_person(answer) if answer.receipt_id in doubted else answer for answer in answers]


def _for_a_person(answer: Proposal) -> Proposal:
    if answer.decision != "auto":
        return answer
    evidence = (Evidence.of("doubt.taken_back", -1.0), *answer.evidence)
    return replace(answer, decision="review", evidence=evidence)
