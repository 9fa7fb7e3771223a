"""What can become of a remittance, and what cannot."""

import pytest

from duebook.books.remittances.states import TRANSITIONS, after

STATES = {state for state, _ in TRANSITIONS}
VERBS = {verb for _, verb in TRANSITIONS}


def test_every_state_can_be_reached_and_left():
    assert set(TRANSITIONS.values()) == STATES


@pytest.mark.parametrize("verb", ["find", "ask", "wait"])
def test_what_a_person_put_aside_the_rules_leave_alone(verb):
    with pytest.raises(ValueError, match=f"aside cannot {verb}; possible: choose"):
        after("aside", verb)


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_person_can_always_say_what_it_is_for(state):
    assert after(state, "choose") == "paired"
