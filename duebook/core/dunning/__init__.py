"""Dunning: who is reminded of what, when and in which tone; and when a person takes over."""

from duebook.core.dunning.deciding import due_reminders
from duebook.core.dunning.policy import (
    ACTIONS,
    DEFAULT_POLICY,
    TONES,
    Action,
    Policy,
    PolicyError,
    Step,
    Tone,
)
from duebook.core.dunning.values import DunningItem, Mark, Reminder, ReminderLine, Total

__all__ = [
    "ACTIONS",
    "DEFAULT_POLICY",
    "TONES",
    "Action",
    "DunningItem",
    "Mark",
    "Policy",
    "PolicyError",
    "Reminder",
    "ReminderLine",
    "Step",
    "Tone",
    "Total",
    "due_reminders",
]
