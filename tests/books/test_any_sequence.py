"""Whatever is done in whatever order: the books verify, and what counts later never moves a past day."""

import itertools
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duebook.books.audit.models import Event
from duebook.books.ledger.models import JournalEntry, OpenItem, Receipt
from duebook.books.ledger.operations import SETTLEMENTS, Application, NotPossible, apply, reverse
from duebook.books.matching.seen import seen_before, seen_now
from duebook.core.money import plain
from tests.books.story import START, Story, day, entry, invoice

RATES = {"02-10": "0.9133", "02-15": "0.9387", "02-20": "0.8871"}
DAYS = sorted(RATES)
CURRENCIES = st.sampled_from(["EUR", "EUR", "USD"])
AMOUNTS = st.integers(1, 300_00)
INDEX = st.integers(0, 50)

STEPS = st.one_of(
    st.tuples(st.just("invoice"), AMOUNTS, CURRENCIES),
    st.tuples(st.just("credit_note"), AMOUNTS, CURRENCIES),
    st.tuples(st.just("receipt"), AMOUNTS, CURRENCIES),
    st.tuples(st.just("apply"), INDEX, INDEX, st.integers(1, 100), st.integers(0, 3)),
    st.tuples(st.just("undo"), INDEX),
    st.tuples(st.just("correct"), INDEX, st.integers(0, 200)),
    st.tuples(st.just("set_off"), INDEX, INDEX, st.integers(1, 100)),
    st.tuples(st.just("write_off"), INDEX, st.integers(1, 100)),
    st.tuples(st.just("settled"), INDEX, st.integers(0, 100)),
    st.tuples(st.just("returned"), INDEX),
    st.tuples(st.just("park"), INDEX),
    st.tuples(st.just("due"), INDEX),
)


class Bookkeeper:
    """Does one step after another; each counts for a later day than the one before."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.numbers = itertools.count(1)
        self.today = day("02-09")
        story.rates = {}

    def do(self, verb: str, *values: int | str) -> None:
        self.today += timedelta(days=1)
        self.story.rates["USD", self.on] = RATES[DAYS[self.today.day % 3]]
        try:
            with transaction.atomic():
                getattr(self, verb)(*values)
        except NotPossible:
            pass

    @property
    def on(self) -> str:
        return self.today.strftime("%m-%d")

    def last_entry(self) -> int:
        return JournalEntry.objects.order_by("id").values_list("pk", flat=True).last() or 0

    def invoice(self, amount: int, currency: str) -> None:
        row = invoice(f"N{next(self.numbers)}", plain(amount, currency), self.on, self.on, currency)
        self.story.invoices(row, as_of=self.on)

    def credit_note(self, amount: int, currency: str) -> None:
        self.invoice(-amount, currency)

    def receipt(self, amount: int, currency: str) -> None:
        number = str(next(self.numbers))
        line = entry(plain(amount, currency), self.on, currency, end_to_end_id=number)
        self.story.statement(line, number=number, currency=currency)

    def apply(self, receipt: int, item: int, percent: int, given_up: int) -> None:
        money, target = self._one(Receipt, receipt), self._one(OpenItem, item)
        if not (money and target):
            return
        if not money.customer:
            self.story.identify(money.key, "C1")
        part = _part(target.open_amount, percent)
        with self.story.record("apply") as record:
            lines = [Application(money.key, target.key, part, given_up, "rounding" if given_up else "")]
            apply(record, lines, self.story.rate)

    def undo(self, index: int) -> None:
        found = list(JournalEntry.objects.filter(kind__in=SETTLEMENTS).order_by("id"))
        if found:
            with self.story.record("undo") as record:
                reverse(record, [found[index % len(found)].key], self.today)

    def correct(self, item: int, percent: int) -> None:
        if target := self._one(OpenItem, item):
            self._again(target, target.amount * percent // 100)

    def settled(self, item: int, percent: int) -> None:
        if target := self._one(OpenItem, item):
            self._again(target, target.amount, target.open_amount - _part(target.open_amount, percent))

    def due(self, item: int) -> None:
        if target := self._one(OpenItem, item):
            self._again(target, target.amount, target.open_amount)

    def set_off(self, giver: int, taker: int, percent: int) -> None:
        one, other = self._one(OpenItem, giver), self._one(OpenItem, taker)
        if one and other:
            amount = plain(_part(abs(one.open_amount), percent), one.currency)
            self.story.set_off(one.key, other.key, amount, self.on)

    def write_off(self, item: int, percent: int) -> None:
        if target := self._one(OpenItem, item):
            amount = plain(_part(target.open_amount, percent), target.currency)
            self.story.write_off(target.key, amount, "bad_debts", self.on)

    def returned(self, receipt: int) -> None:
        if money := self._one(Receipt, receipt):
            line = money.bank_lines.get(kind="credit")
            back = entry(
                plain(-money.amount, money.currency), self.on, money.currency,
                kind="return", end_to_end_id=line.end_to_end_id,
            )  # fmt: skip
            self.story.statement(back, number=str(next(self.numbers)), currency=money.currency)

    def park(self, receipt: int) -> None:
        if money := self._one(Receipt, receipt):
            self.story.park(money.key)

    def _again(self, item: OpenItem, amount: int, left: int | None = None) -> None:
        row = invoice(
            item.key, plain(amount, item.currency), item.issue_date.strftime("%m-%d"), self.on, item.currency,
            left=plain(amount if left is None else left, item.currency), kind=item.kind,
        )  # fmt: skip
        self.story.invoices(row, as_of=self.on)

    def _one(self, model, index: int):
        rows = list(model.objects.filter(company=self.story.company).order_by("id"))
        return rows[index % len(rows)] if rows else None


def _part(amount: int, percent: int) -> int:
    return int(amount * percent / 100) or amount


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=5, max_size=16))
def test_after_anything_the_books_verify_and_the_past_stands(steps):
    with transaction.atomic():
        keeper = Bookkeeper(Story.new())
        known = []
        for step in steps:
            keeper.do(*step)
            on = keeper.on
            known.append((on, keeper.last_entry(), keeper.story.open_on(on), keeper.story.waiting_on(on)))
        assert keeper.story.is_sound()
        for on, last, open_then, waiting_then in known:
            waiting = keeper.story.waiting_on(on)
            assert all(not amount.startswith("-") for amount in waiting.values())
            assert keeper.story.wrong_side(on) == []
            if not JournalEntry.objects.filter(pk__gt=last, booking_date__lte=day(on)).exists():
                assert (keeper.story.open_on(on), waiting) == (open_then, waiting_then)
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=5, max_size=12), INDEX)
def test_what_was_known_at_an_instant_is_known_for_ever(steps, undone):
    """Also when an allocation is taken back on its own day, as a person does who made a mistake."""
    with transaction.atomic():
        keeper = Bookkeeper(Story.new())
        for step in steps:
            keeper.do(*step)
        now = START + timedelta(hours=keeper.story.events)
        days = [on.strftime("%m-%d") for on in (day("02-10") + timedelta(days=n) for n in range(20))]
        before = [(keeper.story.open_on(on, now), keeper.story.due_on(on, now)) for on in days]
        found = JournalEntry.objects.filter(kind__in=SETTLEMENTS, reversed_by=None).order_by("id")
        for settlement in found[undone % 3 :]:
            keeper.story.undo(settlement.key) if "difference" not in settlement.key else None
        seen, last = seen_now(keeper.story.company, keeper.today), Event.objects.order_by("id").last()
        for step in steps:
            keeper.do(*step)
        if seen.receipts:
            then = seen_before(keeper.story.company, last.pk + 1, seen.as_of, seen.policy)
            assert then.digests() == seen.digests()
        assert [(keeper.story.open_on(on, now), keeper.story.due_on(on, now)) for on in days] == before
        transaction.set_rollback(True)
