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
        for past in (today - timedelta(days) for days in (1, 9, 40)):
            if past in remembered:
                assert promises.aging(life.company, past, past) == remembered[past], (past, today)
        remembered[today] = promises.aging(life.company, today, today)
        assert not verify(life.company), today
    return life


def test_a_quarter_of_a_small_company(tmp_path):
    life = live_and_check(tmp_path, seed=7, customers=25, start=date(2025, 5, 1), end=date(2025, 6, 1))
    result = score(life)
    print(result, *result.wrong, sep="\n")
    assert not result.wrong
