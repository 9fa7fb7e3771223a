"""What payers keep back: opened with the allocation, decided by people, closed or reversed by the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from duebook.books.deductions import operations, queries
from duebook.books.deductions.models import Deduction
from duebook.books.deductions.policies import Chosen, change_policy, policies_of, policy_for
from duebook.books.ledger.operations import NotPossible, allocation_key
from duebook.core.deductions import Decision
from tests.books.story import Story, day, entry

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MARCH = date(2026, 3, 1)


def keep_back(story: Story, receipt: str, *lines: tuple[str, ...]) -> list[str]:
    """Lines as of ``story.apply``; with a reason and nothing given up the rest is kept back."""
    with story.record("apply") as record:
        made = [story._application(receipt, *line) for line in lines]
        operations.apply(record, made, story.rate)
        return [allocation_key(record, line.receipt, line.item) for line in made]


def decide(story: Story, decision: Decision, note: str = "") -> None:
    """About the newest deduction."""
    pk = Deduction.objects.latest("id").pk
    operations.decide(story.company, pk, decision, note, MARCH, "ann", NOW)


def standing(story: Story) -> list[tuple[str, str, int]]:
    """Item, standing and minor units still missing, the oldest first."""
    rows = queries.deductions_of(story.company).order_by("id")
    return [(row.item.number, row.standing, row.left) for row in rows]


@pytest.fixture
def short(story: Story) -> Story:
    """100.00 was owed, 90.00 came: less damaged goods."""
    story.invoice("R1", "100.00")
    receipt = story.receipt("90.00", "02-10", remittance="R1 less damaged goods")
    keep_back(story, receipt, ("R1", "90.00", "0", "deduction"))
    return story


def test_what_was_kept_back_stays_open_and_is_listed_with_the_payers_words(short: Story) -> None:
    [row] = queries.deductions_of(short.company)
    assert short.open("R1") == "10.00"
    assert (row.amount, row.left, row.standing) == (1_000, 1_000, "open")
    assert (row.reason, row.about, row.because) == ("deduction", "quality", "words")
    assert (row.words, row.place) == ("R1 less damaged goods", "bank.xml, line 1")
    assert row.opened_on == day("02-10")
    assert queries.totals(short.company) == {"EUR": {"open": 1_000}}
    assert short.is_sound()


def test_a_part_payment_keeps_nothing_back(story: Story) -> None:
    story.invoice("R1", "100.00")
    keep_back(story, story.receipt("50.00"), ("R1", "50.00", "0", "partial"))
    assert (story.open("R1"), standing(story)) == ("50.00", [])
    keep_back(story, story.receipt("50.00", "02-20"), ("R1", "50.00"))
    assert (story.open("R1"), standing(story)) == ("0.00", [])
    assert story.is_sound()


def test_what_is_given_up_is_posted_and_not_opened(story: Story) -> None:
    story.invoice("R1", "100.00")
    keep_back(story, story.receipt("98.00"), ("R1", "98.00", "2.00", "discount"))
    assert (story.open("R1"), standing(story)) == ("0.00", [])
    assert story.balances()["discounts"] == "2.00"


@pytest.mark.parametrize("words", ["R1", "R1 thank you"])
def test_a_discount_that_came_too_late_is_recognised_by_the_terms(story: Story, words: str) -> None:
    story.invoice("R1", "1000.00", terms="2% 10 Tage, 30 Tage netto")
    keep_back(story, story.receipt("980.00", "02-25", remittance=words), ("R1", "980.00", "0", "deduction"))
    [row] = queries.deductions_of(story.company)
    assert (row.about, row.because) == ("discount", "terms")


def test_paid_or_credited_later_it_is_settled(short: Story) -> None:
    short.invoice("G1", "-10.00", issued="02-20")
    short.set_off("G1", "R1", "10.00", "02-20")
    assert standing(short) == [("R1", "settled", 0)]
    assert short.is_sound()


def test_half_of_it_paid_half_is_still_missing(short: Story) -> None:
    keep_back(short, short.receipt("4.00", "02-20"), ("R1", "4.00", "0", "partial"))
    assert standing(short) == [("R1", "open", 600)]
    keep_back(short, short.receipt("6.00", "02-21"), ("R1", "6.00"))
    assert standing(short) == [("R1", "settled", 0)]


def test_a_later_payment_that_keeps_back_anew_replaces_it(short: Story) -> None:
    second = short.receipt("3.00", "02-20", remittance="R1 Rest, Kürzung")
    [applied] = keep_back(short, second, ("R1", "3.00", "0", "deduction"))
    assert standing(short) == [("R1", "replaced", 0), ("R1", "open", 700)]
    short.undo(applied)
    assert standing(short) == [("R1", "open", 1_000), ("R1", "reversed", 0)]
    assert short.is_sound()


def test_undoing_one_allocation_of_ten_keeps_nine_with_their_deductions(story: Story) -> None:
    numbers = [f"R{n}" for n in range(1, 11)]
    for number in numbers:
        story.invoice(number, "10.00")
    receipt = story.receipt("90.00", remittance="less returns")
    applied = keep_back(story, receipt, *((number, "9.00", "0", "deduction") for number in numbers))
    story.undo(applied[3])
    assert standing(story) == [
        (number, "reversed" if number == "R4" else "open", 0 if number == "R4" else 100) for number in numbers
    ]
    assert (story.open("R4"), story.open("R5"), story.unapplied(receipt)) == ("10.00", "1.00", "9.00")
    assert story.is_sound()


def test_money_the_bank_takes_back_reverses_the_deduction_too(story: Story) -> None:
    story.invoice("R1", "100.00")
    receipt = story.receipt("90.00", "02-10", end_to_end_id="E1")
    keep_back(story, receipt, ("R1", "90.00", "0", "deduction"))
    story.statement(entry("-90.00", "02-12", kind="return", end_to_end_id="E1", return_reason="AC04"))
    assert (standing(story), story.open("R1")) == ([("R1", "reversed", 0)], "100.00")
    assert story.is_sound()


DECISIONS: list[tuple[list[Decision], str, str]] = [
    (["accept"], "accepted", "10.00"),
    (["reject"], "rejected", "10.00"),
    (["accept", "reject", "reopen"], "open", "10.00"),
    (["write_off"], "written_off", "0.00"),
    (["reject", "write_off"], "written_off", "0.00"),
    (["write_off", "reopen"], "open", "10.00"),
    (["write_off", "reopen", "write_off"], "written_off", "0.00"),
]


@pytest.mark.parametrize(("decisions", "then", "left"), DECISIONS)
def test_people_decide(short: Story, decisions: list[Decision], then: str, left: str) -> None:
    for decision in decisions:
        decide(short, decision, "seen the photographs")
    assert standing(short)[0][1] == then
    assert short.open("R1") == left
    assert short.balances().get("deductions", "0.00") == ("10.00" if then == "written_off" else "0.00")
    assert short.is_sound()


IMPOSSIBLE: list[list[Decision]] = [
    ["accept", "accept"], ["reopen"], ["write_off", "accept"], ["reject", "reject"],
]  # fmt: skip


@pytest.mark.parametrize("decisions", IMPOSSIBLE)
def test_what_the_table_does_not_allow_is_refused_with_what_it_allows(
    short: Story, decisions: list[Decision]
) -> None:
    *before, last = decisions
    for decision in before:
        decide(short, decision)
    with pytest.raises(NotPossible, match="can only be"):
        decide(short, last)


def test_nothing_is_decided_about_what_is_settled(short: Story) -> None:
    keep_back(short, short.receipt("10.00", "02-20"), ("R1", "10.00"))
    with pytest.raises(NotPossible, match="settled"):
        decide(short, "write_off")


def test_a_late_discount_that_is_given_up_is_a_discount_in_the_books(story: Story) -> None:
    story.invoice("R1", "1000.00", terms="2/10 net 30")
    keep_back(story, story.receipt("980.00", "02-25"), ("R1", "980.00", "0", "deduction"))
    decide(story, "write_off")
    assert story.balances()["discounts"] == "20.00"
    assert story.is_sound()


def test_only_what_is_open_or_granted_is_not_asked_for(short: Story) -> None:
    item = short.item("R1").pk
    assert queries.held_back(short.company) == {item: 1_000}
    decide(short, "accept")
    assert queries.held_back(short.company) == {item: 1_000}
    decide(short, "reject")
    assert queries.held_back(short.company) == {}


STRICT = Chosen(
    limits={"EUR": {"tolerance": 100, "fee": 0, "write_off": 500}},
    tolerance_percent=Decimal("0.50"),
    discount_rates=(Decimal(2), Decimal("2.5")),
    we_bear_fees=False,
    grace_days=0,
    rates_beyond_terms=True,
)


def test_a_policy_holds_from_its_day_on_and_the_usual_one_before(story: Story) -> None:
    change_policy(story.company, STRICT, MARCH, "ann", NOW)
    before = policy_for(story.company, ["USD"], date(2026, 2, 28))
    then = policy_for(story.company, ["USD"], MARCH)
    assert (before.we_bear_fees, before.grace_days, before.tolerance) == (True, 3, {"EUR": 5, "USD": 5})
    assert (then.we_bear_fees, then.grace_days, then.tolerance) == (False, 0, {"EUR": 100, "USD": 5})
    assert (then.discount_rates, then.write_off_below, then.fee["EUR"]) == ((0.02, 0.025), {"EUR": 500}, 0)
    assert (then.tolerance_share, then.rates_beyond_terms) == (Decimal("0.0050"), True)
    assert [row.event.actor for row in policies_of(story.company)] == ["ann"]
    assert story.is_sound()


def test_of_one_day_the_newest_policy_holds(story: Story) -> None:
    change_policy(story.company, STRICT, MARCH, "ann", NOW)
    later = NOW.replace(hour=5)
    change_policy(story.company, replace(STRICT, grace_days=7), MARCH, "bob", later)
    assert policy_for(story.company, [], MARCH).grace_days == 7


@pytest.mark.parametrize("wrong", [
    {"tolerance_percent": Decimal(11)}, {"grace_days": 61}, {"discount_rates": (Decimal(0),)},
    {"limits": {"EUR": {"tolerance": -1, "fee": 0, "write_off": 0}}},
])  # fmt: skip
def test_a_policy_that_means_nothing_is_refused(story: Story, wrong: dict[str, object]) -> None:
    with pytest.raises(NotPossible, match=r"lie|nothing"):
        change_policy(story.company, replace(STRICT, **wrong), MARCH, "ann", NOW)  # type: ignore[arg-type]


TAMPERED = [
    # statement, checks that fire
    ("UPDATE deductions_deduction SET amount = 500", {"sealed rows"}),
    ("UPDATE deductions_deduction SET words = 'all was fine'", {"sealed rows"}),
    ("UPDATE deductions_deduction SET item_id = (SELECT id FROM ledger_openitem WHERE number = 'R2')",
     {"sealed rows", "deductions = allocations"}),
    ("UPDATE deductions_deductiondecision SET state = 'rejected'",
     {"sealed rows", "decisions about deductions"}),
    ("UPDATE deductions_deductiondecision SET posting_id = NULL",
     {"sealed rows", "deductions = allocations"}),
    ("DELETE FROM deductions_deductiondecision", {"event seals"}),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "checks"), TAMPERED)
def test_whoever_edits_the_database_is_found_out(short: Story, statement: str, checks: set[str]) -> None:
    short.invoice("R2", "100.00")
    decide(short, "write_off")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
    assert {finding.check for finding in short.findings()} == checks
