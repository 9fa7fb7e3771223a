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
from duebook.core.dunning.wording import Message, Sender, language_of, write

__all__ = [
    "ACTIONS",
    "DEFAULT_POLICY",
    "TONES",
    "Action",
    "DunningItem",
    "Mark",
    "Message",
    "Policy",
    "PolicyError",
    "Reminder",
    "ReminderLine",
    "Sender",
    "Step",
    "Tone",
    "Total",
    "due_reminders",
    "language_of",
    "write",
]
