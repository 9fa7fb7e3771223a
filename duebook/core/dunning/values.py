"""What the dunning run takes and gives."""

from dataclasses import dataclass
from datetime import date

from duebook.core.dunning.policy import Action, Step, Tone

Mark = tuple[str, str]
"""(item key, step name): this step is over and done with for this item."""


@dataclass(frozen=True, slots=True)
class DunningItem:
    """An open item as the dunning run sees it; amounts in minor units of ``currency``.

    ``open_amount`` is negative for what stands to the customer's credit: credit notes, advances and
    unapplied cash (``kind="unapplied_cash"``). ``disputed_amount``: the part of it under discussion.
    ``promised_until``: the day by which the customer promised to pay. ``hold_until``: the last silent day.
    An instalment is an item of its own, with its own due date.
    """

    key: str
    customer_id: str
    number: str
    currency: str
    open_amount: int
    amount: int
    issue_date: date
    due_date: date
    disputed_amount: int = 0
    promised_until: date | None = None
    hold_until: date | None = None
    kind: str = "invoice"


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One item of a reminder. ``owed``: minor units asked for, without the disputed part.

    ``step`` is the step this reminder does for the item, None when the item is only shown because it is
    due as well; ``superseded`` names the earlier steps that were missed and are not made up for.
    ``days_overdue`` is negative before the due date.
    """

    item: DunningItem
    owed: int
    days_overdue: int
    step: Step | None = None
    superseded: tuple[str, ...] = ()

    @property
    def broken_promise(self) -> date | None:
        """The promised day that passed without payment, when that is why the item is reminded of now."""
        if self.step and self.step.name.startswith(BROKEN_PROMISE):
            return self.item.promised_until
        return None


@dataclass(frozen=True, slots=True)
class Total:
    """What a customer owes in one currency, minor units: ``net = owed - credit``, always positive."""

    currency: str
    owed: int
    credit: int

    @property
    def net(self) -> int:
        return self.owed - self.credit


@dataclass(frozen=True, slots=True)
class Reminder:
    """One decision for one customer: a message to write, or a piece of work for a person.

    ``lines``: every due item that may be asked for, oldest due date first. ``set_off``: credit notes,
    advances and unapplied cash in the same currencies. ``pay_by``: the date to ask for.
    ``policy_version`` says by which rules. ``dropped``: steps of items that are not due yet, which a
    demand of the same day makes needless.
    """

    customer_id: str
    as_of: date
    action: Action
    tone: Tone
    pay_by: date
    lines: tuple[ReminderLine, ...]
    set_off: tuple[DunningItem, ...]
    totals: tuple[Total, ...]
    policy_version: str
    dropped: tuple[Mark, ...] = ()

    @property
    def done(self) -> tuple[Mark, ...]:
        """The steps this reminder does, to be remembered in the same transaction as the reminder."""
        return tuple((line.item.key, line.step.name) for line in self.lines if line.step)

    @property
    def superseded(self) -> tuple[Mark, ...]:
        """The missed earlier steps and the needless ones, to be remembered as over as well."""
        missed = ((line.item.key, name) for line in self.lines for name in line.superseded)
        return (*missed, *self.dropped)


BROKEN_PROMISE = "promise_broken:"
"""Followed by the promised day: the step that a broken promise adds to an item's ladder, once per promise."""

NO_ADDRESS = "no_address:"
"""Followed by the step's name: the message could not go anywhere, a person was asked for an address.
The step itself stays undone, so that the message goes out once there is an address."""
