"""Deductions: what payers kept back of single items, and what became of each."""

from duebook.core.deductions.guessing import Guess, guess
from duebook.core.deductions.states import DECISIONS, Decision, NotAllowed, Standing, State, after, standing

__all__ = [
    "DECISIONS", "Decision", "Guess", "NotAllowed", "Standing", "State", "after", "guess", "standing",
]  # fmt: skip
