"""What can become of a remittance: (state, verb) -> state."""

from typing import Literal

State = Literal["waiting", "question", "paired", "aside"]
Verb = Literal["find", "ask", "wait", "choose", "set_aside"]
"""find: its receipt is certain. ask: a person must say. wait: its money has not come. choose, set_aside: a
person says what it is for, or that it is for nothing."""

TRANSITIONS: dict[tuple[State, Verb], State] = {
    ("waiting", "find"): "paired",
    ("waiting", "ask"): "question",
    ("waiting", "choose"): "paired",
    ("waiting", "set_aside"): "aside",
    ("question", "find"): "paired",
    ("question", "ask"): "question",
    ("question", "wait"): "waiting",
    ("question", "choose"): "paired",
    ("question", "set_aside"): "aside",
    ("paired", "find"): "paired",
    ("paired", "ask"): "question",
    ("paired", "wait"): "waiting",
    ("paired", "choose"): "paired",
    ("paired", "set_aside"): "aside",
    ("aside", "choose"): "paired",
}


def after(state: str, verb: Verb) -> State:
    """The state that a verb leads to. Raises ValueError, which says what is possible instead."""
    for (before, allowed), next_state in TRANSITIONS.items():
        if (before, allowed) == (state, verb):
            return next_state
    possible = ", ".join(allowed for before, allowed in TRANSITIONS if before == state)
    raise ValueError(f"a remittance that is {state} cannot {verb}; possible: {possible}")
