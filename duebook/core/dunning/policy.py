"""When a customer hears from us, in which tone, and when a person takes over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["friendly", "due_today", "first", "second", "final"]
TONES: tuple[Tone, ...] = ("friendly", "due_today", "first", "second", "final")
"""Mildest first; a consolidated message takes the sternest tone among the steps it does."""

Action = Literal["message", "call", "decide", "find_address"]
ACTIONS: tuple[Action, ...] = ("message", "call", "decide", "find_address")
"""What a reminder asks for: a message to the customer, or work for a person (telephone him, decide what
happens next, find out where he can be reached). A policy names the first three."""


class PolicyError(ValueError):
    """A dunning policy that cannot be followed; the text says which step and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder, reached ``days_from_due`` calendar days after the due date (negative: before).

    ``name`` is what is remembered as done, so it stays the same when the wording or the day changes.
    ``pay_within``: days from the message to the date by which it asks for payment.
    """

    name: str
    days_from_due: int
    tone: Tone = "friendly"
    action: Action = "message"
    pay_within: int = 7


@dataclass(frozen=True, slots=True)
class Policy:
    """The ladder and its exceptions.

    ``minimum``: by currency, minor units; a customer who owes less on balance is left alone (default 0: any).
    ``promise_grace_days``: days after a promised date before the promise counts as broken.
    ``broken_promise_tone``: the mildest tone in which a broken promise is answered.
    ``days_after_issue``: steps on or before the due date wait until the invoice is this old, so that
    an invoice payable at once is not followed by a reminder on the same day.
    """

    version: str
    steps: tuple[Step, ...]
    minimum: Mapping[str, int] = field(default_factory=dict)
    promise_grace_days: int = 3
    broken_promise_tone: Tone = "second"
    days_after_issue: int = 3

    def __post_init__(self) -> None:
        if not self.steps:
            raise PolicyError(f"dunning policy {self.version!r} has no step; give at least one")
        for earlier, later in zip(self.steps, self.steps[1:], strict=False):
            if later.days_from_due <= earlier.days_from_due:
                raise PolicyError(
                    f"step {later.name!r} ({later.days_from_due:+d} days) must come after "
                    f"{earlier.name!r} ({earlier.days_from_due:+d} days); order the steps by day"
                )
        names = [step.name for step in self.steps]
        for name in names:
            if names.count(name) > 1:
                raise PolicyError(f"step name {name!r} is used twice; what was done is remembered by name")
            if ":" in name:
                raise PolicyError(f"step name {name!r} has a colon, which marks steps that Duebook adds")


DEFAULT_POLICY = Policy(
    version="default-1",
    steps=(
        Step("before_due", -5, "friendly"),
        Step("due_day", 0, "due_today"),
        Step("reminder_7", 7, "first"),
        Step("reminder_14", 14, "first"),
        Step("reminder_21", 21, "second"),
        Step("call_30", 30, "second", action="call"),
        Step("final_notice_45", 45, "final", pay_within=10),
        Step("decision_60", 60, "final", action="decide"),
    ),
    minimum={"EUR": 500, "USD": 500, "GBP": 500, "CHF": 500, "PLN": 2000, "RON": 2500},
)
"""Courteous before and on the day, weekly while a slip is likely, a telephone call when it no longer is,
one last letter, then a person decides (instalments, stop of deliveries, agency, court)."""
