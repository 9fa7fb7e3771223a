"""How far the engine may go: which receipts are looked at again, and when a switch is recommended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching.recommending import Tried, recommend
from duebook.core.matching.setting import ALWAYS_REVIEWED, Setting

SETTING = Setting("automatic", 0.001, 0.05, "a seed")


def test_the_first_are_always_looked_at_again_and_then_a_share_of_them():
    drawn = [SETTING.draws(f"receipt {n}", n) for n in range(20_000)]
    assert all(drawn[:ALWAYS_REVIEWED])
    assert sum(drawn[ALWAYS_REVIEWED:]) / 20_000 == pytest.approx(0.05, abs=0.005)


def test_the_draw_is_the_same_again_and_another_with_another_seed():
    other = Setting("automatic", 0.001, 0.05, "another seed")
    names = [f"receipt {n}" for n in range(1_000)]
    drawn = [name for name in names if SETTING.draws(name, 99)]
    assert drawn == [name for name in names if SETTING.draws(name, 99)]
    assert drawn != [name for name in names if other.draws(name, 99)]


@given(st.text(), st.integers(ALWAYS_REVIEWED, 10**6))
def test_all_or_none_can_be_asked_for(name, before):
    assert Setting("automatic", 0.001, 1.0, "s").draws(name, before)
    assert not Setting("automatic", 0.001, 0.0, "s").draws(name, before)


NONE = Tried()
CASES = [  # mode, accepted, decided by people, reviewed, posted -> advice, share, decisions missing
    ("suggest", 0.001, NONE, NONE, NONE, "not_yet", 0.001, 2995),
    ("suggest", 0.001, Tried(204), NONE, NONE, "not_yet", 0.001, 2791),
    ("suggest", 0.001, Tried(1204), NONE, NONE, "switch_on", 0.005, 0),
    ("suggest", 0.001, Tried(2995), NONE, NONE, "switch_on", 0.001, 0),
    ("suggest", 0.02, Tried(160), NONE, NONE, "switch_on", 0.02, 0),
    ("suggest", 0.001, Tried(280, 20), NONE, NONE, "not_now", 0.001, 0),
    ("suggest", 0.01, Tried(99, 1), NONE, NONE, "not_yet", 0.01, 373),
    ("off", 0.001, Tried(2995), NONE, NONE, "switch_on", 0.001, 0),
    ("automatic", 0.001, NONE, NONE, NONE, "stay", 0.001, 0),
    ("automatic", 0.001, Tried(10, 10), Tried(500), Tried(9_999, 1), "stay", 0.001, 0),
    ("automatic", 0.001, NONE, Tried(19, 1), Tried(400, 1), "switch_back", 0.001, 0),
    ("automatic", 0.001, NONE, Tried(20), Tried(400, 4), "switch_back", 0.001, 0),
    ("automatic", 0.05, NONE, Tried(19, 1), Tried(400, 1), "stay", 0.05, 0),
]


@pytest.mark.parametrize(
    ("mode", "accepted", "decided", "reviewed", "posted", "advice", "share", "missing"), CASES
)
def test_the_record_says_whether_to_switch(mode, accepted, decided, reviewed, posted, advice, share, missing):
    told = recommend(Setting(mode, accepted), decided, reviewed, posted)
    assert (told.advice, told.max_error, told.missing) == (advice, share, missing)


def test_a_record_tells_its_share_between_its_bounds():
    tried = Tried(98, 2)
    assert tried.at_least < tried.share == 0.02 < tried.at_most
    assert (NONE.share, NONE.at_least, NONE.at_most) == (0.0, 0.0, 1.0)
