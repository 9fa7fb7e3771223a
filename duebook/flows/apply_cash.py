"""Receipts meet open items: what is certain is posted, the rest waits with reasons."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.matching.operations import changed_answers, keep_and_apply
from duebook.books.matching.runs import keep_run
from duebook.books.matching.seen import Seen, seen_now
from duebook.core.matching import Evidence, Proposal, propose
from duebook.core.matching.day_one import DAY_ONE
from duebook.core.matching.experience import record_of
from duebook.flows.pair_remittances import pair_remittances
from duebook.flows.rates import rates_for
from duebook.flows.spreading import spread


@dataclass(frozen=True, slots=True)
class Applied:
    """What a run did, in numbers of receipts."""

    receipts: int
    applied: int
    waiting: int
    parked: int


def apply_cash(company: Company, as_of: date, actor: str, now: datetime) -> Applied:
    """Propose for every receipt with money left, and post what is certain where the company's setting says
    so. Again without news: nothing."""
    pair_remittances(company, as_of, actor, now)
    with deciding(company) as last_event:
        seen = seen_now(company, as_of)
        answers = answers_to(seen)
        news, applied, parked = changed_answers(company, answers), 0, 0
        if news:
            key = f"apply {as_of} after {last_event}"
            with recording(company, "apply cash", key, actor, now) as record:
                applied, parked = keep_and_apply(record, news, rates_for(company))
                keep_run(record, seen)
    return Applied(len(answers), applied, len(answers) - applied - parked, parked)


def answers_to(seen: Seen) -> list[Proposal]:
    """The engine's answers to what the books say: the same for ever. What a person took back is not applied
    without a person again; what people found of earlier ones tells how far such answers can be trusted."""
    own = record_of((found.situation, found.band, found.right) for found in seen.own)
    answers = propose(
        seen.receipts,
        seen.items,
        seen.past,
        seen.policy,
        seen.as_of,
        registered=seen.registered,
        record=DAY_ONE.joined_by(own),
        spread=spread,
    )
    return [_for_a_person(answer) if answer.receipt_id in seen.taken_back else answer for answer in answers]


def _for_a_person(answer: Proposal) -> Proposal:
    if answer.decision != "auto":
        return answer
    evidence = (Evidence.of("doubt.taken_back", -1.0), *answer.evidence)
    return replace(answer, decision="review", evidence=evidence)
