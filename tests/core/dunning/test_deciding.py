"""Who is reminded, of what, when: the cases a collections manager would ask about first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duebook.core.dunning import DEFAULT_POLICY, DunningItem, Policy, PolicyError, Step, due_reminders

DUE = date(2026, 3, 31)


def day(days_from_due: int) -> date:
    return DUE + timedelta(days_from_due)


def item(number: str = "R-1", amount: int = 100_00, customer: str = "1001", **changes) -> DunningItem:
    plain = DunningItem(
        key=f"{customer}/{number}",
        customer_id=customer,
        number=number,
        currency="EUR",
        open_amount=amount,
        amount=amount,
        issue_date=day(-30),
        due_date=DUE,
    )
    return replace(plain, **changes)


def credit(number: str, amount: int, kind: str = "credit_note", **changes) -> DunningItem:
    return item(number, -amount, kind=kind, **changes)


def run(items, as_of, sent=frozenset(), holds=None, unreachable=frozenset(), policy=DEFAULT_POLICY):
    return due_reminders(items, sent, holds or {}, policy, as_of, unreachable)


def marks(reminders) -> set:
    return {mark for reminder in reminders for mark in (*reminder.done, *reminder.superseded)}


def run_days(items, first, last, sent=frozenset()):
    """The run of every day from ``first`` to ``last`` (days from due), each remembering the ones before."""
    sent = set(sent)
    made = []
    for offset in range(first, last + 1):
        for reminder in run(items, day(offset), sent):
            made.append((offset, reminder))
            sent |= marks([reminder])
    return made


LADDER = [
    # days from due, action, tone
    (-5, "message", "friendly"),
    (0, "message", "due_today"),
    (7, "message", "first"),
    (14, "message", "first"),
    (21, "message", "second"),
    (30, "call", "second"),
    (45, "message", "final"),
    (60, "decide", "final"),
]


def test_the_default_ladder_day_by_day():
    made = run_days([item()], -30, 200)
    assert [(offset, reminder.action, reminder.tone) for offset, reminder in made] == LADDER


@pytest.mark.parametrize(("offset", "action", "tone"), LADDER)
def test_a_second_run_on_the_same_day_does_nothing(offset, action, tone):
    first = run([item()], day(offset))
    assert [(reminder.action, reminder.tone) for reminder in first] == [(action, tone)]
    assert run([item()], day(offset), marks(first)) == []


MISSED = [
    # the run's day, the step done, the steps it supersedes
    (-4, "before_due", ()),
    (1, "due_day", ("before_due",)),
    (9, "reminder_7", ("before_due", "due_day")),
    (17, "reminder_14", ("before_due", "due_day", "reminder_7")),
    (90, "decision_60", tuple(step.name for step in DEFAULT_POLICY.steps[:-1])),
]


@pytest.mark.parametrize(("offset", "done", "superseded"), MISSED)
def test_missed_days_do_the_latest_step_and_supersede_the_rest(offset, done, superseded):
    (reminder,) = run([item()], day(offset))
    assert [name for _, name in reminder.done] == [done]
    assert tuple(name for _, name in reminder.superseded) == superseded


SILENT = [
    ("paid", item(open_amount=0), {}),
    ("disputed in full", item(disputed_amount=100_00), {}),
    ("on hold until today", item(hold_until=day(7)), {}),
    ("promised, in the last day of grace", item(promised_until=day(4)), {}),
    ("customer not to be dunned", item(), {"1001": date.max}),
    ("customer on hold until today", item(), {"1001": day(7)}),
    ("below the minimum", item(amount=4_99), {}),
]


@pytest.mark.parametrize(("why", "owed", "holds"), SILENT, ids=[case[0] for case in SILENT])
def test_no_reminder(why, owed, holds):
    assert run([owed], day(7), holds=holds) == []


ENDED = [
    ("hold ended yesterday", item(hold_until=day(6)), {}),
    ("customer hold ended yesterday", item(), {"1001": day(6)}),
    ("another customer's hold", item(), {"1002": date.max}),
    ("exactly the minimum", item(amount=5_00), {}),
]


@pytest.mark.parametrize(("why", "owed", "holds"), ENDED, ids=[case[0] for case in ENDED])
def test_reminded_again(why, owed, holds):
    (reminder,) = run([owed], day(7), holds=holds)
    assert [name for _, name in reminder.done] == ["reminder_7"]


def test_only_the_undisputed_rest_of_a_part_paid_invoice_is_asked_for():
    (reminder,) = run([item(open_amount=80_00, disputed_amount=30_00)], day(7))
    assert (reminder.lines[0].owed, reminder.totals[0].net) == (50_00, 50_00)


def test_a_promise_silences_until_its_grace_is_over_then_escalates_once():
    promised = item(promised_until=day(17))
    made = run_days([promised], 14, 29)
    assert [(offset, reminder.tone, reminder.action) for offset, reminder in made] == [
        (21, "second", "message")
    ]
    (line,) = made[0][1].lines
    assert line.broken_promise == day(17)
    assert {"reminder_14", "reminder_21"} <= set(line.superseded)


def test_a_broken_promise_escalates_even_when_no_step_is_near_and_the_ladder_goes_on():
    sent = marks(run([item()], day(7)))
    promised = item(promised_until=day(8))
    (reminder,) = run([promised], day(12), sent)
    assert (reminder.tone, reminder.done[0][1]) == ("second", f"promise_broken:{day(8)}")
    sent |= marks([reminder])
    assert run([promised], day(13), sent) == []
    assert [name for _, name in run([promised], day(14), sent)[0].done] == ["reminder_14"]


def test_a_promise_broken_after_the_matter_went_to_a_person_goes_to_that_person():
    sent = marks(run([item()], day(60)))
    (reminder,) = run([item(promised_until=day(70))], day(74), sent)
    assert (reminder.action, reminder.tone) == ("decide", "final")


def test_a_second_promise_is_heard_and_when_broken_escalates_again():
    sent = marks(run([item(promised_until=day(8))], day(12)))
    assert run([item(promised_until=day(20))], day(22), sent) == []
    assert len(run([item(promised_until=day(20))], day(24), sent)) == 1


def test_one_message_per_customer_shows_every_due_item_in_the_sternest_tone():
    items = [
        item("late", due_date=day(-14)),
        item("new"),
        item("later", due_date=day(30)),
        item("known", due_date=day(-3)),
        item("other", customer="1002"),
    ]
    mine, other = run(items, day(7), sent=marks(run([item("known", due_date=day(-3))], day(5))))
    assert [(line.item.number, line.step and line.step.name) for line in mine.lines] == [
        ("late", "reminder_21"),
        ("known", None),
        ("new", "reminder_7"),
    ]
    assert (mine.action, mine.tone) == ("message", "second")
    assert other.customer_id == "1002"


def test_a_demand_leaves_out_what_is_not_due_yet_and_makes_its_courtesy_note_needless():
    items = [item("late"), item("soon", due_date=day(12))]
    (demand,) = run(items, day(7))
    assert [line.item.number for line in demand.lines] == ["late"]
    assert ("1001/soon", "before_due") in demand.superseded
    assert run(items, day(8), marks([demand])) == []


def test_a_courtesy_note_also_shows_what_is_due_already():
    items = [item("late"), item("soon", due_date=day(12))]
    (note,) = run(items, day(7), marks(run(items[:1], day(7))))
    assert note.tone == "friendly"
    assert [(line.item.number, line.step and line.step.name) for line in note.lines] == [
        ("late", None),
        ("soon", "before_due"),
    ]


def test_a_credit_that_covers_what_is_due_does_not_turn_a_courtesy_note_into_a_demand():
    items = [item("late"), credit("G-1", 120_00), item("soon", due_date=day(12))]
    (note,) = run(items, day(7))
    assert (note.tone, note.done) == ("friendly", (("1001/soon", "before_due"),))
    assert note.totals[0].net == 80_00


def test_a_message_and_a_call_on_the_same_day_share_the_items_but_not_the_steps():
    message, call = run([item("old", due_date=day(-23)), item("new")], day(7))
    assert (message.action, [name for _, name in message.done]) == ("message", ["reminder_7"])
    assert (call.action, [name for _, name in call.done]) == ("call", ["call_30"])
    assert [line.item.number for line in message.lines] == [line.item.number for line in call.lines]


NETTED = [
    ("credit note", [credit("G-1", 30_00)], 70_00),
    ("unapplied cash", [credit("Z-1", 30_00, "unapplied_cash")], 70_00),
    ("advance and credit note", [credit("A-1", 30_00, "advance"), credit("G-1", 20_00)], 50_00),
    ("another customer's credit", [credit("G-1", 100_00, customer="1002")], 100_00),
    ("credit in another currency", [credit("G-1", 100_00, currency="USD")], 100_00),
    ("credit equals the debt", [credit("G-1", 100_00)], None),
    ("credit exceeds the debt", [credit("G-1", 150_00)], None),
]


@pytest.mark.parametrize(("why", "set_off", "net"), NETTED, ids=[case[0] for case in NETTED])
def test_credits_are_shown_and_netted(why, set_off, net):
    reminders = run([item(), *set_off], day(7))
    assert [reminder.totals[0].net for reminder in reminders] == ([net] if net else [])
    if net and net < 100_00:
        assert {entry.key for entry in reminders[0].set_off} == {entry.key for entry in set_off}


def test_a_currency_that_is_balanced_is_left_out_and_the_other_one_is_asked_for():
    items = [item("R-1"), credit("G-1", 100_00), item("R-2", currency="USD")]
    (reminder,) = run(items, day(7))
    assert [line.item.number for line in reminder.lines] == ["R-2"]
    assert [total.currency for total in reminder.totals] == ["USD"]


def test_a_step_not_done_because_of_a_credit_is_done_when_the_credit_is_gone():
    assert run([item(), credit("G-1", 100_00)], day(14)) == []
    (reminder,) = run([item()], day(15))
    assert [name for _, name in reminder.done] == ["reminder_14"]


def test_without_an_address_a_person_looks_for_one_and_then_the_message_goes_out():
    (work,) = run([item()], day(7), unreachable={"1001"})
    assert (work.action, work.done) == ("find_address", (("1001/R-1", "no_address:reminder_7"),))
    sent = marks([work])
    assert run([item()], day(8), sent, unreachable={"1001"}) == []
    (message,) = run([item()], day(9), sent)
    assert [name for _, name in message.done] == ["reminder_7"]


def test_without_an_address_a_call_is_still_a_call():
    (work,) = run([item()], day(30), unreachable={"1001"})
    assert work.action == "call"


def test_an_invoice_payable_at_once_is_not_reminded_of_on_the_same_day():
    at_once = item(issue_date=DUE)
    assert [offset for offset, _ in run_days([at_once], 0, 7)] == [3, 7]


def test_each_instalment_is_dunned_on_its_own_date():
    instalments = [item(f"R-1/{part}", due_date=day(30 * part), kind="instalment") for part in range(3)]
    (reminder,) = run(instalments, day(7))
    assert [line.item.number for line in reminder.lines] == ["R-1/0"]


def test_a_due_date_moved_later_repeats_nothing():
    sent = marks(run([item()], day(14)))
    assert run([item(due_date=day(10))], day(17), sent) == []


def test_the_order_of_the_items_changes_nothing():
    items = [item(str(number), due_date=day(-number)) for number in range(9)]
    assert run(items, day(7)) == run(items[::-1], day(7))


WRONG_POLICIES = [
    ((), "has no step"),
    ((Step("a", 7), Step("b", 7)), "must come after"),
    ((Step("a", 7), Step("a", 8)), "used twice"),
    ((Step("a:b", 7),), "colon"),
]


@pytest.mark.parametrize(("steps", "why"), WRONG_POLICIES)
def test_a_policy_that_cannot_be_followed_says_why(steps, why):
    with pytest.raises(PolicyError, match=why):
        Policy("v", steps)


def test_the_worked_example_of_the_documentation():
    items = [
        item("RE-17", open_amount=1_000_00, disputed_amount=200_00, due_date=date(2026, 3, 11)),
        item("RE-18", 99_00),
        item("RE-19", 42_00, due_date=date(2026, 4, 12)),
        credit("GS-7", 30_00),
        credit("", 12_34, "unapplied_cash"),
    ]
    sent = {("1001/RE-17", "reminder_21")}
    (reminder,) = run(items, date(2026, 4, 7), sent)
    assert (reminder.action, reminder.tone, reminder.pay_by) == ("message", "first", date(2026, 4, 14))
    assert [line.item.number for line in reminder.lines] == ["RE-17", "RE-18"]
    assert reminder.totals[0].net == 856_66
    assert reminder.done == (("1001/RE-18", "reminder_7"),)
    assert set(reminder.superseded) == {
        ("1001/RE-18", "before_due"),
        ("1001/RE-18", "due_day"),
        ("1001/RE-19", "before_due"),
    }
    sent |= marks([reminder])
    made = run_days(items, 7, 12, sent)
    assert [(offset, reminder.done) for offset, reminder in made] == [
        (10, (("1001/RE-17", "call_30"),)),
        (12, (("1001/RE-19", "due_day"),)),
    ]
