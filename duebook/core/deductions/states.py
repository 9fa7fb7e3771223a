"""What people decide about a deduction, as a table, and what the ledger makes of it."""

from collections.abc import Mapping
from typing import Literal

State = Literal["open", "accepted", "rejected", "written_off"]
"""open: nobody decided. accepted: the payer is right, a credit note is to come. rejected: he is asked for the
money again. written_off: given up in our own books."""

Decision = Literal["accept", "reject", "write_off", "reopen"]

Standing = Literal["open", "accepted", "rejected", "written_off", "settled", "replaced", "reversed"]
"""The state, unless the ledger says more. settled: nothing is left to pay of the item. replaced: a later
payment of the item kept something back anew. reversed: the allocation it came with was taken back."""

DECISIONS: Mapping[Decision, tuple[frozenset[State], State]] = {
    "accept": (frozenset({"open", "rejected"}), "accepted"),
    "reject": (frozenset({"open", "accepted"}), "rejected"),
    "write_off": (frozenset({"open", "accepted", "rejected"}), "written_off"),
    "reopen": (frozenset({"accepted", "rejected", "written_off"}), "open"),
}
"""Each decision: the states it may be taken in, and the state after it."""


class NotAllowed(ValueError):
    """A decision that the state does not allow; the text says which are possible."""


def after(state: State, decision: Decision) -> State:
    """The state after a decision; raises NotAllowed."""
    allowed, then = DECISIONS[decision]
    if state not in allowed:
        possible = ", ".join(name for name, (states, _) in DECISIONS.items() if state in states)
        raise NotAllowed(f"a deduction that is {state.replace('_', ' ')} can only be: {possible}")
    return then


def standing(state: State, undone: bool, replaced: bool, item_left: int) -> Standing:
    """How a deduction stands; ``item_left``: minor units still open of its item."""
    if undone:
        return "reversed"
    if state == "written_off":
        return state
    if replaced:
        return "replaced"
    return state if item_left else "settled"
