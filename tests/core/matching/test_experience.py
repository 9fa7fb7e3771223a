"""What may be posted unattended is chosen from a record, so that few enough of it will be wrong."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching.bounds import needed, upper_bound
from duebook.core.matching.day_one import DAY_ONE
from duebook.core.matching.experience import HIGHEST_BAND, Experience, Record, Tally, band_of, record_of

tallies = st.builds(Tally, *[st.integers(0, 5000), st.integers(0, 50)] * 2)
records = st.builds(
    Record,
    st.dictionaries(
        st.tuples(st.sampled_from(["named exact", "unnamed exact"]), st.integers(0, HIGHEST_BAND)), tallies
    ),
)


@pytest.mark.parametrize(
    ("chance", "band"),
    [(0.3, 0), (0.5, 1), (0.9, 1), (0.92, 2), (0.995, 3), (0.9995, 4), (0.999999, 6), (1.0, 7)],
)
def test_odds_fall_into_bands_of_a_power_of_ten(chance, band):
    assert band_of(chance) == band


def test_a_clean_record_may_be_posted_once_it_is_long_enough():
    enough = needed(0.001)
    clean = Record({("named exact", 7): Tally(enough, 0, enough, 0)})
    short = Record({("named exact", 7): Tally(enough, 0, enough - 1, 0)})
    assert Experience(clean, 0.001).may_post("named exact", 7)
    assert not Experience(short, 0.001).may_post("named exact", 7)


def test_no_kind_of_evidence_is_carried_by_the_others():
    record = Record(
        {("named exact", 7): Tally(50_000, 0, 50_000, 0), ("unnamed exact", 3): Tally(950, 50, 1000, 0)}
    )
    experience = Experience(record, 0.001)
    assert experience.may_post("named exact", 7)
    assert not experience.may_post("unnamed exact", 3)


def test_the_second_half_has_the_last_word():
    record = Record({("named exact", 7): Tally(50_000, 0, 49_000, 1_000)})
    assert Experience(record, 0.001).automatic == frozenset()


def test_a_batch_with_more_of_the_less_sure_leaves_those_to_people():
    record = Record(
        {("named exact", 7): Tally(50_000, 0, 50_000, 0), ("unnamed exact", 4): Tally(5_000, 9, 5_000, 9)}
    )
    experience = Experience(record, 0.001)
    usual = experience.within(Counter({("named exact", 7): 900, ("unnamed exact", 4): 100}))
    shifted = experience.within(Counter({("named exact", 7): 100, ("unnamed exact", 4): 900}))
    assert usual.may_post("unnamed exact", 4)
    assert shifted.may_post("named exact", 7)
    assert not shifted.may_post("unnamed exact", 4)


def test_a_companys_own_errors_outweigh_what_was_shipped():
    shipped = Record({("unnamed exact", 5): Tally(20_000, 0, 20_000, 0)})
    own = record_of([("unnamed exact", 5, n % 10 != 0) for n in range(60)])
    assert Experience(shipped, 0.001).may_post("unnamed exact", 5)
    assert not Experience(shipped.joined_by(own), 0.001).may_post("unnamed exact", 5)


def test_the_shipped_record_fades_as_a_companys_own_grows():
    shipped = Record({("named exact", 7): Tally(10_000, 0, 10_000, 0)})
    own = record_of([("named exact", 6, True)] * 10_000)
    assert shipped.joined_by(own).tallies["named exact", 7] == Tally(5_000, 0, 5_000, 0)


@given(records, st.sampled_from(["named exact", "unnamed exact", "never seen"]))
def test_better_odds_are_never_less_probable(record, situation):
    experience = Experience(record, 0.001)
    curve = [experience.probability(situation, band) for band in range(HIGHEST_BAND + 1)]
    assert curve == sorted(curve)
    assert all(0 < chance < 1 for chance in curve)


@given(records, st.sampled_from([0.0005, 0.001, 0.01, 0.05]))
def test_what_is_chosen_was_proven_on_the_second_half(record, max_error):
    chosen = [record.tallies[cell] for cell in Experience(record, max_error).automatic]
    wrong, of = sum(t.wrong_too for t in chosen), sum(t.right_too + t.wrong_too for t in chosen)
    assert not chosen or upper_bound(wrong, of) <= max_error * (1 + 1e-6)


@given(records)
def test_who_accepts_more_errors_is_left_with_no_less(record):
    assert Experience(record, 0.001).automatic <= Experience(record, 0.05).automatic or not record.size


def test_the_promise_is_kept_at_the_stated_confidence():
    """Cells with known shares of wrong ones, drawn anew 300 times: the true share of wrong ones among what is
    chosen is above the accepted one in at most one draw of twenty."""
    truth = {("a", 7): 0.0002, ("b", 7): 0.004, ("c", 5): 0.012, ("d", 5): 0.03, ("e", 3): 0.1}
    rng, broken = np.random.default_rng(7), 0
    for _ in range(300):
        drawn = {cell: _drawn(rng, 4000, share) for cell, share in truth.items()}
        chosen = Experience(Record(drawn), 0.01).automatic
        if chosen and sum(truth[cell] for cell in chosen) / len(chosen) > 0.01:
            broken += 1
    assert broken <= 0.05 * 300


def _drawn(rng: np.random.Generator, of: int, share: float) -> Tally:
    wrong, too = (int(count) for count in rng.binomial(of, share, 2))
    return Tally(of - wrong, wrong, of - too, too)


def test_the_shipped_record_lets_plain_cases_pass_and_holds_doubtful_ones():
    experience = Experience(DAY_ONE, 0.001)
    assert experience.may_post("named exact", 7)
    assert not experience.may_post("unnamed exact equal_amounts", 2)
    assert not any("much_over" in situation for situation, _ in experience.automatic)
