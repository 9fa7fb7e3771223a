"""Which customers are reminded today, of what, and how; rules in docs/algorithms/dunning.md."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from duebook.core.dunning.policy import ACTIONS, TONES, Action, Policy, Step
from duebook.core.dunning.values import (
    BROKEN_PROMISE,
    NO_ADDRESS,
    DunningItem,
    Mark,
    Reminder,
    ReminderLine,
    Total,
)


def due_reminders(
    items: Iterable[DunningItem],
    sent: Collection[Mark],
    holds: Mapping[str, date],
    policy: Policy,
    as_of: date,
    unreachable: Collection[str] = frozenset(),
) -> list[Reminder]:
    """The reminders that are owed on ``as_of`` and were not made yet, by customer number.

    ``sent``: every mark of earlier reminders, both ``done`` and ``superseded`` (pass a set).
    ``holds``: customer number to the last day of silence; ``date.max`` for never dun.
    ``unreachable``: customers without an address to write to; their messages become work for a person.
    A customer gets at most one reminder per action. With the marks of the answer added to ``sent``, the
    same call answers with nothing.
    """
    accounts: dict[str, list[DunningItem]] = defaultdict(list)
    for item in items:
        accounts[item.customer_id].append(item)
    return [
        reminder
        for customer_id in sorted(accounts)
        if not _is_silent(holds.get(customer_id), as_of)
        for reminder in _reminders_of(
            accounts[customer_id], sent, policy, as_of, reachable=customer_id not in unreachable
        )
    ]


def _reminders_of(
    account: list[DunningItem], sent: Collection[Mark], policy: Policy, as_of: date, *, reachable: bool
) -> Iterator[Reminder]:
    found = (_line(item, sent, policy, as_of, reachable=reachable) for item in account)
    lines = sorted((line for line in found if line), key=_oldest_first)
    if not any(line.step for line in lines):
        return
    set_off = sorted((item for item in account if item.open_amount < 0), key=_by_issue)
    for action in ACTIONS:
        reminder = _reminder(action, lines, set_off, policy, as_of)
        if reminder:
            yield reminder


def _line(
    item: DunningItem, sent: Collection[Mark], policy: Policy, as_of: date, *, reachable: bool
) -> ReminderLine | None:
    """The item as today's reminder would show it; None when it may not or need not be mentioned."""
    owed = item.open_amount - item.disputed_amount
    if owed <= 0 or _is_silent(_silent_until(item, policy), as_of):
        return None
    reached = _steps_reached(item, policy, as_of)
    days_overdue = (as_of - item.due_date).days
    if reached and (item.key, reached[-1].name) not in sent:
        step = reached[-1]
        if step.action != "message" or reachable:
            missed = tuple(s.name for s in reached[:-1] if (item.key, s.name) not in sent)
            return ReminderLine(item, owed, days_overdue, step, missed)
        asked = replace(step, name=NO_ADDRESS + step.name, action="find_address")
        if (item.key, asked.name) not in sent:
            return ReminderLine(item, owed, days_overdue, asked)
    return ReminderLine(item, owed, days_overdue) if days_overdue >= 0 else None


def _steps_reached(item: DunningItem, policy: Policy, as_of: date) -> list[Step]:
    """The item's ladder up to today, a broken promise in its place by date."""
    reached = [step for step in policy.steps if _reached_on(item, step, policy) <= as_of]
    if item.promised_until is None:
        return reached
    broken_on = max(item.promised_until + timedelta(policy.promise_grace_days), item.due_date) + timedelta(1)
    if as_of < broken_on:
        return reached
    before = [step for step in reached if _reached_on(item, step, policy) <= broken_on]
    rung = before[-1] if before else policy.steps[0]
    broken = replace(
        rung,
        name=f"{BROKEN_PROMISE}{item.promised_until}",
        tone=max(rung.tone, policy.broken_promise_tone, key=TONES.index),
    )
    return [*before, broken, *reached[len(before) :]]


def _reached_on(item: DunningItem, step: Step, policy: Policy) -> date:
    reached = item.due_date + timedelta(step.days_from_due)
    if step.days_from_due > 0:
        return reached
    return max(reached, item.issue_date + timedelta(policy.days_after_issue))


def _silent_until(item: DunningItem, policy: Policy) -> date | None:
    """The last day on which the item is not mentioned, by hold or by promise and its grace."""
    promised = item.promised_until and item.promised_until + timedelta(policy.promise_grace_days)
    return max(filter(None, (item.hold_until, promised)), default=None)


def _is_silent(until: date | None, as_of: date) -> bool:
    return until is not None and as_of <= until


def _reminder(
    action: Action, lines: list[ReminderLine], set_off: list[DunningItem], policy: Policy, as_of: date
) -> Reminder | None:
    """A demand for what is due; without one, a courtesy note on what is not due yet, never both in one."""
    due = [line for line in lines if line.days_overdue >= 0]
    upcoming = [line for line in lines if line.days_overdue < 0]
    demand = _asking(action, due, due, set_off, policy, as_of)
    if demand:
        return replace(demand, dropped=_marks(upcoming, action))
    return _asking(action, upcoming, lines, set_off, policy, as_of)


def _marks(lines: list[ReminderLine], action: Action) -> tuple[Mark, ...]:
    return tuple(
        (line.item.key, line.step.name) for line in lines if line.step and line.step.action == action
    )


def _asking(
    action: Action,
    acting: list[ReminderLine],
    shown: list[ReminderLine],
    set_off: list[DunningItem],
    policy: Policy,
    as_of: date,
) -> Reminder | None:
    """The reminder that does the steps of the ``acting`` lines; None when on balance nothing is owed."""
    totals = _totals(shown, set_off, policy)
    currencies = {total.currency for total in totals}
    steps = {
        line.item.key: line.step
        for line in acting
        if line.step and line.step.action == action and line.item.currency in currencies
    }
    if not steps:
        return None
    sternest = max(steps.values(), key=lambda step: (TONES.index(step.tone), step.days_from_due))
    return Reminder(
        customer_id=shown[0].item.customer_id,
        as_of=as_of,
        action=action,
        tone=sternest.tone,
        pay_by=as_of + timedelta(sternest.pay_within),
        lines=tuple(
            line if line.item.key in steps else replace(line, step=None, superseded=())
            for line in shown
            if line.item.currency in currencies
        ),
        set_off=tuple(item for item in set_off if item.currency in currencies),
        totals=totals,
        policy_version=policy.version,
    )


def _totals(lines: list[ReminderLine], set_off: list[DunningItem], policy: Policy) -> tuple[Total, ...]:
    """Per currency what is owed on balance; currencies with too little to ask for are left out."""
    owed: dict[str, int] = defaultdict(int)
    credit: dict[str, int] = defaultdict(int)
    for line in lines:
        owed[line.item.currency] += line.owed
    for item in set_off:
        credit[item.currency] -= item.open_amount
    totals = (Total(currency, owed[currency], credit[currency]) for currency in sorted(owed))
    return tuple(total for total in totals if total.net >= max(1, policy.minimum.get(total.currency, 0)))


def _oldest_first(line: ReminderLine) -> tuple[date, str, str]:
    return line.item.due_date, line.item.number, line.item.key


def _by_issue(item: DunningItem) -> tuple[date, str, str]:
    return item.issue_date, item.number, item.key
