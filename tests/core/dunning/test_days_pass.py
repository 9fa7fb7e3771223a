"""Any order of days, runs, outages, payments, disputes, promises and holds: nothing twice, nobody skipped."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from duebook.core.dunning import DEFAULT_POLICY, DunningItem, Mark, Reminder, due_reminders

START = date(2026, 1, 1)
CUSTOMERS = ("1001", "1002")
ORDER = {step.name: place for place, step in enumerate(DEFAULT_POLICY.steps)}
AHEAD = st.integers(1, 25)
CHOICE = st.integers(0, 50)


class DaysPass(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.items: dict[str, DunningItem] = {}
        self.holds: dict[str, date] = {}
        self.unreachable: set[str] = set()
        self.done: list[Mark] = []
        self.over: set[Mark] = set()
        self.fresh: list[Reminder] | None = None

    @initialize(amount=st.integers(1_00, 900_00))
    def one_invoice_to_begin_with(self, amount):
        self.invoice(amount, 14, 0)

    @rule(amount=st.integers(1_00, 900_00), days=st.integers(0, 40), choice=CHOICE)
    def invoice(self, amount, days, choice):
        self._add(amount, days, CUSTOMERS[choice % 2], "invoice")

    @rule(amount=st.integers(1_00, 500_00), choice=CHOICE)
    def credit_note(self, amount, choice):
        self._add(-amount, 0, CUSTOMERS[choice % 2], "credit_note")

    def _add(self, amount, days, customer, kind):
        key = str(len(self.items))
        due = self.today + timedelta(days)
        currency = "USD" if amount % 3 == 0 else "EUR"
        self.items[key] = DunningItem(
            key, customer, key, currency, amount, amount, self.today, due, kind=kind
        )
        self.fresh = None

    @rule(choice=CHOICE, share=st.integers(1, 4))
    def payment(self, choice, share):
        chosen = self._choose(choice)
        self._change(chosen, open_amount=chosen.open_amount - chosen.open_amount * share // 4)

    @rule(choice=CHOICE, share=st.integers(0, 4))
    def dispute(self, choice, share):
        chosen = self._choose(choice)
        self._change(chosen, disputed_amount=max(0, chosen.open_amount) * share // 4)

    @rule(choice=CHOICE, days=AHEAD)
    def promise(self, choice, days):
        self._change(self._choose(choice), promised_until=self.today + timedelta(days))

    @rule(choice=CHOICE, days=AHEAD)
    def hold(self, choice, days):
        self._change(self._choose(choice), hold_until=self.today + timedelta(days))

    @rule(customer=st.sampled_from(CUSTOMERS), days=AHEAD)
    def hold_customer(self, customer, days):
        self.holds[customer] = self.today + timedelta(days)
        self.fresh = None

    @rule(customer=st.sampled_from(CUSTOMERS))
    def address_lost_or_found(self, customer):
        self.unreachable ^= {customer}
        self.fresh = None

    def _choose(self, choice: int) -> DunningItem:
        return list(self.items.values())[choice % len(self.items)]

    def _change(self, item: DunningItem, **changes) -> None:
        self.items[item.key] = replace(item, **changes)
        self.fresh = None

    @rule(days=st.integers(1, 20))
    def days_without_a_run(self, days):
        self.today += timedelta(days)
        self.fresh = None

    @rule()
    def the_next_day_with_a_run(self):
        self.today += timedelta(1)
        self.run()

    @rule()
    def run(self):
        self.fresh = self._decide()
        for reminder in self.fresh:
            self.done += reminder.done
            self.over |= {*reminder.done, *reminder.superseded}
        for reminder in self.fresh:
            self._only_what_may_be_asked_for(reminder)

    def _decide(self) -> list[Reminder]:
        return due_reminders(
            self.items.values(), self.over, self.holds, DEFAULT_POLICY, self.today, self.unreachable
        )

    def _only_what_may_be_asked_for(self, reminder: Reminder) -> None:
        assert all(total.net >= DEFAULT_POLICY.minimum[total.currency] for total in reminder.totals)
        assert not self.holds.get(reminder.customer_id, START) >= self.today
        assert reminder.action != "message" or reminder.customer_id not in self.unreachable
        assert sum(total.owed for total in reminder.totals) == sum(line.owed for line in reminder.lines)
        for line in reminder.lines:
            item = self.items[line.item.key]
            assert 0 < line.owed == item.open_amount - item.disputed_amount
            assert item.hold_until is None or item.hold_until < self.today
            assert item.promised_until is None or item.promised_until + timedelta(3) < self.today

    @invariant()
    def each_step_at_most_once_and_never_backwards(self):
        assert len(self.done) == len(set(self.done))
        for key in self.items:
            places = [ORDER[name] for done, name in self.done if done == key and name in ORDER]
            assert places == sorted(places)

    @invariant()
    def a_second_run_on_the_same_day_does_nothing(self):
        if self.fresh is not None:
            assert self._decide() == []

    @invariant()
    def at_most_one_reminder_per_customer_and_action(self):
        made = [(reminder.customer_id, reminder.action) for reminder in self.fresh or ()]
        assert len(made) == len(set(made))

    @invariant()
    def nobody_who_is_due_a_step_is_left_out(self):
        """Right after a run, the ladder's latest step of every overdue item that may be asked for is over."""
        if self.fresh is None:
            return
        for item in self.items.values():
            if self._may_be_asked_for(item) and self._is_owed_on_balance(item):
                step = [
                    s
                    for s in DEFAULT_POLICY.steps
                    if item.due_date + timedelta(s.days_from_due) <= self.today
                ][-1]
                ways = {(item.key, step.name), (item.key, f"no_address:{step.name}")}
                broken = (item.key, f"no_address:promise_broken:{item.promised_until}")
                assert ways & self.over or broken in self.over, (item, step)

    def _may_be_asked_for(self, item: DunningItem) -> bool:
        quiet = [item.hold_until, self.holds.get(item.customer_id)]
        quiet.append(item.promised_until and item.promised_until + timedelta(3))
        return (
            item.open_amount > item.disputed_amount
            and item.due_date <= self.today
            and item.issue_date + timedelta(3) <= self.today
            and all(until is None or until < self.today for until in quiet)
        )

    def _is_owed_on_balance(self, item: DunningItem) -> bool:
        whose = (item.customer_id, item.currency)
        account = [other for other in self.items.values() if (other.customer_id, other.currency) == whose]
        asked = sum(i.open_amount - i.disputed_amount for i in account if self._may_be_asked_for(i))
        credit = sum(other.open_amount for other in account if other.open_amount < 0)
        return asked + credit >= DEFAULT_POLICY.minimum[item.currency]


TestDaysPass = DaysPass.TestCase
TestDaysPass.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
