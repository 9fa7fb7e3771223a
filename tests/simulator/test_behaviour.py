"""The habits of payers, one by one."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.invoicing import Invoice
from duebook.simulator.behaviour import MONTH_END, intended_day, is_run
from duebook.simulator.customers import customer_base
from duebook.simulator.dealing import dealt, normal_scores
from duebook.simulator.manners import Debt, agree, exact
from duebook.simulator.names import mistyped, name_at_bank, plain_letters
from duebook.simulator.orders import AMOUNTS, Numbering, amount_at
from duebook.simulator.remittance import STYLES, Purpose
from duebook.simulator.values import Buyer, Terms
from duebook.simulator.workdays import add_months, is_bank_day

MAY, JULY = date(2025, 5, 1), date(2025, 7, 1)
SEEDS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def buyer() -> Buyer:
    return customer_base(20, MAY, JULY, Random(1))[0]


def debt(buyer: Buyer, number: str, amount: int, kind: str = "invoice") -> Debt:
    invoice = Invoice(
        buyer.customer_id, buyer.name, number, MAY, date(2025, 5, 15), "EUR", amount, amount, kind=kind
    )
    return Debt(buyer, invoice, amount, date(2025, 5, 15))


@given(seed=SEEDS, count=st.integers(1, 200))
def test_shares_are_dealt_to_within_one_card(seed, count):
    hand = Counter(dealt({"often": 70, "seldom": 25, "rarely": 5}, count, Random(seed)))
    assert sum(hand.values()) == count
    for choice, share in (("often", 0.7), ("seldom", 0.25), ("rarely", 0.05)):
        assert abs(hand[choice] - share * count) <= 1


@given(seed=SEEDS)
def test_busy_and_quiet_customers_get_the_same_mixture_of_sizes(seed):
    scores = normal_scores(160, Random(seed))
    for first in range(0, 160, 40):
        assert abs(sum(scores[first : first + 40]) / 40) < 0.25


@given(share=st.floats(0, 1), more=st.floats(0, 1))
def test_amounts_rise_with_their_quantile_and_meet_the_table(share, more):
    low, high = sorted((share, more))
    assert amount_at(low) <= amount_at(high)
    for at, amount in AMOUNTS:
        assert amount_at(at) == pytest.approx(amount)


def test_numbers_count_by_kind_and_year_without_gaps():
    numbering = Numbering()
    given_out = [numbering.next(kind, day) for kind, day in (
        ("RE", MAY), ("RE", MAY), ("GS", MAY), ("RE", date(2026, 1, 2)), ("RE", date(2026, 1, 2)),
    )]  # fmt: skip
    assert given_out == ["RE2500001", "RE2500002", "GS2500001", "RE2600001", "RE2600002"]


@given(seed=SEEDS, run=st.sampled_from([0, 1, 2, 3, 4, MONTH_END]))
def test_payers_pay_only_on_their_run_days(buyer, seed, run):
    payer = replace(buyer, run_days=frozenset({run}))
    day = intended_day(payer, date(2025, 5, 15), None, Random(seed))
    assert is_bank_day(day)
    assert is_run(payer.run_days, day)


def test_whoever_takes_the_discount_pays_about_its_last_day(buyer):
    daily = replace(buyer, run_days=frozenset(range(5)))
    days = {intended_day(daily, date(2025, 5, 15), date(2025, 5, 9), Random(seed)) for seed in range(50)}
    assert min(days) >= date(2025, 5, 6)
    assert max(days) <= date(2025, 5, 9)


def test_the_discount_is_taken_off_each_invoice_and_rounded_commercially(buyer):
    saver = replace(buyer, terms=Terms(14, 2, 8), takes_discount="in_time")
    debts = [debt(saver, "RE2500001", 100_025), debt(saver, "RE2500002", 50_000)]
    deal = agree(debts, date(2025, 5, 9), Random(1))
    assert deal.kind == "discount"
    assert [(line.amount, line.difference) for line in deal.lines] == [(98_024, 2_001), (49_000, 1_000)]


def test_a_credit_note_is_set_off(buyer):
    deal = exact([debt(buyer, "RE2500001", 100_000), debt(buyer, "GS2500001", -20_000, "credit_note")])
    assert (deal.kind, deal.total) == ("set_off", 80_000)


@given(seed=SEEDS, amounts=st.lists(st.integers(10_001, 10_000_000), min_size=1, max_size=8))
def test_whatever_the_manner_money_and_difference_make_up_the_debt(buyer, seed, amounts):
    debts = [debt(buyer, f"RE25{at:05d}", amount) for at, amount in enumerate(amounts)]
    deal = agree(debts, date(2025, 5, 15), Random(seed))
    for line in deal.lines:
        assert line.amount + line.difference == line.debt.remaining
        assert line.amount > 0
        assert bool(line.difference) == bool(line.reason)
    assert deal.total == sum(amounts) + deal.extra - sum(line.difference for line in deal.lines)


@pytest.mark.parametrize(
    ("style", "text", "references"),
    [
        ("structured", "", ("RE2500017", "RE2500018")),
        ("order", "PO 4512345678 4587654321", ()),
        ("prose", "Settlement of your deliveries as per RE2500017 and RE2500018, with thanks", ()),
        ("advice", "See remittance advice 15.05.2025", ()),
    ],
)
def test_what_payers_write(style, text, references):
    purpose = Purpose(["RE2500017", "RE2500018"], ["4512345678", "4587654321"], "en", "15.05.2025")
    written = STYLES[style](purpose, Random(4))
    words = ("PO ", "Order ", "P.O. ")
    plain = next(
        (f"PO {written.text.removeprefix(w)}" for w in words if written.text.startswith(w)), written.text
    )
    assert (written.style, plain, written.references) == (style, text, references)


@given(seed=SEEDS, style=st.sampled_from([*STYLES]), count=st.integers(1, 60))
def test_no_text_is_longer_than_a_transfer_form(seed, style, count):
    numbers = [f"RE25{n:05d}" for n in range(count)]
    written = STYLES[style](Purpose(numbers, ["4512345678"] * count, "de", "15.05.2025"), Random(seed))
    assert len(written.text) <= (35 if style == "cut" else 140)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Möwentaler Großhandel", "Moewentaler Grosshandel"),
        ("KÜSTERMANN", "KUESTERMANN"),
        ("Łęczyński Hurtownia", "Leczynski Hurtownia"),
        ("Păltiniș Construcții", "Paltinis Constructii"),
        ("Étoile du Nord", "Etoile du Nord"),
    ],
)
def test_banks_spell_names_in_plain_letters(name, letters):
    assert plain_letters(name) == letters


@given(seed=SEEDS)
def test_a_slip_of_the_finger_changes_at_most_one_sign_more_or_less(seed):
    assert abs(len(mistyped("RE2500017", Random(seed))) - 9) <= 1


@given(seed=SEEDS)
def test_a_name_at_the_bank_keeps_its_stem(seed):
    printed = name_at_bank("Möwentaler Großhandel GmbH & Co. KG", "DE", Random(seed))
    assert plain_letters(printed).upper().startswith("MOEWENTALER GROSSHANDEL")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 5, 1), 18, date(2026, 11, 1)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize("day", [date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 1), date(2025, 12, 26)])
def test_banks_are_closed_on_target_holidays(day):
    assert day.weekday() < 5
    assert not is_bank_day(day)
