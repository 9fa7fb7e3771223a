"""The simulated company lives, and every day all promises hold."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from duebook.flows.verify import verify
from tests.year import promises
from tests.year.living import Life, live
from tests.year.scoring import score

pytestmark = pytest.mark.django_db(transaction=True)


def live_and_check(folder: Path, seed: int, customers: int, start: date, end: date) -> Life:
    """Every day: nobody forgotten, nobody asked twice, letters true, the past unchanged, the books sound."""
    remembered: dict[date, list[object]] = {}
    for life in live(folder, seed, customers, start, end):
        today = life.day
        assert not promises.left_out(life), today
        assert not promises.written_twice(life), today
        assert not promises.letters_that_differ(life), today
        assert not promises.lost_mail(life), today
        remembered[today] = promises.aging(life.company, today, today)
        for past in (today - timedelta(days) for days in (1, 9, 40, 200)):
            if past in remembered:
                assert promises.aging(life.company, past, past) == remembered[past], (past, today)
        assert not promises.unsound(life, thoroughly=today.weekday() == 6), today
    assert not verify(life.company)
    return life


def assert_applied_rightly(life: Life, at_least: float) -> None:
    """No automatic posting is wrong, and so many receipts of customers needed nobody."""
    result = score(life)
    print(f"\n{life.day}: {result}", *result.wrong, sep="\n")
    assert not result.wrong
    assert result.automatic >= at_least * result.receipts


def test_six_weeks_of_a_small_company(tmp_path):
    life = live_and_check(tmp_path, seed=7, customers=25, start=date(2025, 5, 1), end=date(2025, 6, 12))
    assert_applied_rightly(life, at_least=0.75)


@pytest.mark.slow
def test_a_year_of_a_small_company(tmp_path):
    life = live_and_check(tmp_path, seed=11, customers=32, start=date(2025, 5, 1), end=date(2026, 5, 1))
    assert_applied_rightly(life, at_least=0.8)
