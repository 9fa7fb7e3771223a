"""What a company's own record says about letting the engine post by itself."""

from dataclasses import dataclass
from typing import Literal

from duebook.core.matching.bounds import CONFIDENCE, lower_bound, needed, upper_bound
from duebook.core.matching.setting import Setting

LEVELS = (0.001, 0.002, 0.005, 0.01)
"""Accepted shares of error that are worth choosing, the strictest first."""

Advice = Literal["switch_on", "not_yet", "not_now", "stay", "switch_back"]
"""switch_on: the record proves ``max_error``. not_yet: ``missing`` more decisions without a wrong one would.
not_now: more were wrong than the company accepts. stay: automatic, and nothing speaks against it.
switch_back: automatic, and more were wrong than was accepted."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What people found of proposals that were certain: numbers of receipts."""

    right: int = 0
    wrong: int = 0

    @property
    def all(self) -> int:
        return self.right + self.wrong

    @property
    def share(self) -> float:
        """Wrong ones of all; 0 where there are none."""
        return self.wrong / self.all if self.all else 0.0

    @property
    def right_share(self) -> float:
        """Right ones of all."""
        return 1.0 - self.share

    @property
    def at_most(self) -> float:
        """The share wrong at most, with CONFIDENCE."""
        return upper_bound(self.wrong, self.all)

    @property
    def at_least(self) -> float:
        """The share wrong at least, with CONFIDENCE."""
        return lower_bound(self.wrong, self.all)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``max_error``: the share that the advice speaks of; ``at_most``: the bound that the record proves."""

    advice: Advice
    max_error: float
    tried: Tried
    missing: int = 0
    confidence: float = CONFIDENCE


def recommend(setting: Setting, decided: Tried, reviewed: Tried, posted: Tried) -> Recommendation:
    """Whether to switch, from what people decided.

    ``decided``: certain proposals that people decided. ``reviewed``: automatic receipts that were drawn and
    looked at again. ``posted``: all automatic receipts, those counted as wrong that people took back.
    """
    accepted = setting.max_error
    if setting.unattended:
        for tried in (reviewed, posted):
            if tried.at_least > accepted:
                return Recommendation("switch_back", accepted, tried)
        return Recommendation("stay", accepted, reviewed)
    proved = [level for level in sorted({*LEVELS, accepted}) if decided.at_most <= level]
    if proved:
        return Recommendation("switch_on", proved[0], decided)
    if decided.at_least > accepted:
        return Recommendation("not_now", accepted, decided)
    return Recommendation("not_yet", accepted, decided, needed(accepted, wrong=decided.wrong) - decided.all)
