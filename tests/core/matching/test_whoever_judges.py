"""The answers do not depend on who judges, in which order, or on what a process remembers."""

import copy
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import pytest

from duebook.core.matching import Proposal, open_items, propose, receipts, usual_policy
from duebook.core.matching.engine import Judge, Judgement
from duebook.simulator import simulate


def proposals(**how: object) -> list[Proposal]:
    """Three weeks of a simulated company, all their money against all their invoices at once."""
    days = list(simulate(4, 25, date(2025, 5, 1), date(2025, 5, 24)))
    items = open_items(invoice for day in days for invoice in day.invoices)
    money = receipts(day.statements for day in days)
    return propose(money, items, days[0].history, usual_policy(["EUR", "USD", "CHF"]), days[-1].day, **how)


def backwards(judge: Judge, ids: Sequence[str]) -> Iterable[Judgement]:
    return map(judge, reversed(ids))


def by_forgetful_processes(judge: Judge, ids: Sequence[str]) -> Iterable[Judgement]:
    """Two of them, each with a copy of everything, which is thrown away afterwards."""
    half = len(ids) // 2
    for part in (ids[half:], ids[:half]):
        yield from map(copy.deepcopy(judge), part)


@pytest.mark.parametrize("spread", [backwards, by_forgetful_processes])
def test_the_same_answers_whoever_judges(
    spread: Callable[[Judge, Sequence[str]], Iterable[Judgement]],
) -> None:
    assert proposals(spread=spread) == proposals()


def test_the_same_bytes_in_every_process() -> None:
    """Sets have another order in every process; sums over them would differ in the last digit."""
    program = (
        "import hashlib; from tests.core.matching.test_whoever_judges import proposals;"
        "print(hashlib.sha256(repr(proposals()).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1
