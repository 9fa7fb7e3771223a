"""Remittances find their receipts: before the money, after it, and after it was applied."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.remittances.pairing import Answer, keep_answers, news
from duebook.books.remittances.queries import Decided, decided, money_to_pair, to_pair
from duebook.core.banking import Remittance
from duebook.core.matching.agreement import contradiction
from duebook.core.matching.remittance import Pairing, pair

TRIED = timedelta(days=120)
"""So long after it came in a remittance is tried again; then only a person can pair it."""
LOOKED_BACK = timedelta(days=60)
"""So long after their day receipts that were applied already are looked at."""


def pair_remittances(company: Company, as_of: date, actor: str, now: datetime) -> int:
    """Give remittances to the receipts they belong to; how many stand otherwise than before. What is not
    certain, or contradicts what was applied, becomes a question; nothing applied is changed."""
    with deciding(company) as last_event:
        changed = news(company, answers_for(company, as_of))
        if changed:
            key = f"pair {as_of} after {last_event}"
            with recording(company, "pair remittances", key, actor, now) as record:
                keep_answers(record, changed)
    return len(changed)


def answers_for(company: Company, as_of: date) -> list[Answer]:
    """What the rules say of each remittance that they may still decide; nothing is written."""
    rows = to_pair(company, as_of - TRIED)
    if not rows:
        return []
    money, untouched = money_to_pair(company, as_of - LOOKED_BACK, rows)
    keys = {row.value(): row.key for row in rows}
    pairing = pair(money, keys)
    touched = {key for match in pairing.matches for key, _ in match.receipts} - untouched
    return list(_answers(pairing, keys, decided(company, touched)))


def _answers(pairing: Pairing, keys: dict[Remittance, str], known: dict[str, Decided]) -> Iterator[Answer]:
    for match in pairing.matches:
        receipts = tuple(sorted(receipt for receipt, _ in match.receipts))
        against = _against(match.remittance, [known[key] for key in receipts if key in known])
        if against:
            yield Answer(keys[match.remittance], candidates=receipts, why=against)
        else:
            yield Answer(keys[match.remittance], receipts)
    for question in pairing.questions:
        why = question.why if question.receipts else ""
        yield Answer(keys[question.remittance], candidates=question.receipts, why=why)


def _against(told: Remittance, receipts: Sequence[Decided]) -> str:
    """What of the receipts' application contradicts the payer; "" where nothing was decided yet."""
    if not receipts:
        return ""
    if any(receipt.parked for receipt in receipts):
        return "its money was set aside as not from a customer"
    settled = [item for receipt in receipts for item in receipt.settled]
    return contradiction(told, settled, sum(receipt.rest for receipt in receipts))
