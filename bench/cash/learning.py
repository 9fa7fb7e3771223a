"""How much the engine learns: from past receipts, and from a person's decisions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.cash.cases import Ledger, make_case, start_of
from bench.cash.engines import duebook
from bench.cash.measures import Measures, measured
from bench.cash.scoring import scored
from bench.cash.values import Case
from duebook.core.matching import PastAllocation

PERIOD = 14
"""Days of the fortnight that is measured, and of the one before it."""
LENGTHS = (("none", 0), ("1 week", 7), ("1 month", 30), ("4 months", 120))


@dataclass(frozen=True, slots=True)
class Step:
    """What a company with so much history reaches in its next fortnight."""

    history: str
    lines: int
    measures: Measures


def learning_curve(ledger: Ledger, seed: int, stratum: str = "hard") -> Iterator[Step]:
    """The same fortnight with more and more history; then none but the fortnight before it, decided by the
    engine and a person: what was right in review is confirmed, what was wrong or left is corrected."""
    start = start_of(seed)
    both = make_case(stratum, ledger, start, seed, days=2 * PERIOD)
    middle = start + timedelta(days=PERIOD)
    measured_part = _between(both, middle, both.as_of)
    for name, days in LENGTHS:
        since = start - timedelta(days=days)
        past = [line for line in both.history if line.value_date >= since]
        yield _step(name, measured_part, past)
    first = _between(both, start, middle - timedelta(days=1))
    decided = list(_decided(first))
    yield _step("none, then a fortnight decided", measured_part, decided)
    yield _step("4 months, then a fortnight decided", measured_part, [*both.history, *decided])


def _step(name: str, case: Case, past: list[PastAllocation]) -> Step:
    given = duebook(replace(case, history=past))
    return Step(name, len(past), measured(scored(case.truth, given)))


def _between(case: Case, first: date, last: date) -> Case:
    """The receipts of some days, and the items that were open on the first of them."""
    entries = [entry for entry in case.entries if first <= entry.value_date <= last]
    paid = {n for e in case.entries if e.value_date < first for n in _paid(case, e.bank_reference)}
    items = [item for item in case.items if item.number not in paid]
    truth = {e.bank_reference: case.truth[e.bank_reference] for e in entries}
    return replace(case, entries=entries, items=items, truth=truth, as_of=last)


def _paid(case: Case, receipt_id: str) -> Mapping[str, int]:
    return case.truth[receipt_id].items


def _decided(case: Case) -> Iterable[PastAllocation]:
    """What stands in the books when each receipt of the fortnight is decided rightly."""
    owners = {item.number: item.customer_id for item in case.items}
    for receipt in case.receipts:
        answer = case.truth[receipt.receipt_id]
        if answer.is_customers:
            for number, amount in answer.items.items():
                yield PastAllocation(
                    receipt.receipt_id, receipt.value_date, receipt.amount, receipt.currency,
                    receipt.payer_name, receipt.payer_account, receipt.remittance, owners[number], number,
                    amount,
                )  # fmt: skip
