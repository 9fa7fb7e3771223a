"""What must be true of every simulated story: balances, and a truth that adds up."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest
from stdnum import iban

from duebook.simulator import COMPANY, simulate
from duebook.simulator.behaviour import MONTH_END, next_run
from duebook.simulator.customers import customer_base
from duebook.simulator.identifiers import iban as make_iban

START, END = date(2025, 5, 1), date(2025, 11, 1)
SEEDS = pytest.mark.parametrize("seed", [2, 3, 5])


def story(seed: int):
    return list(simulate(seed, 30, START, date(2025, 9, 1)))


@SEEDS
def test_each_account_continues_where_it_stopped(seed):
    by_account = defaultdict(list)
    for day in story(seed):
        for statement in day.statements:
            assert (
                statement.opening.amount + sum(e.amount for e in statement.entries)
                == statement.closing.amount
            )
            by_account[statement.account].append(statement)
    assert len(by_account) == len(COMPANY.accounts)
    for statements in by_account.values():
        for before, after in pairwise(statements):
            assert before.closing.amount == after.opening.amount
            assert before.closing.day < after.closing.day


@SEEDS
def test_the_truth_of_every_receipt_adds_up(seed):
    for day in story(seed):
        entries = {entry.bank_reference: entry for statement in day.statements for entry in statement.entries}
        applied = Counter()
        for line in day.applied:
            applied[line.receipt_id] += line.amount
        for receipt in day.receipts:
            entry = entries[receipt.receipt_id]
            paid = entry.amount if entry.instructed_amount is None else entry.instructed_amount
            assert receipt.amount == entry.amount
            if receipt.kind in ("not_customer", "paid_twice"):
                assert receipt.receipt_id not in applied
            elif receipt.kind == "overpaid":
                assert 0 < applied[receipt.receipt_id] < paid
            else:
                assert applied[receipt.receipt_id] == paid
        assert set(applied) <= {receipt.receipt_id for receipt in day.receipts}
        assert {r for r, entry in entries.items() if entry.amount > 0} <= {r.receipt_id for r in day.receipts}


@SEEDS
def test_no_invoice_is_ever_paid_beyond_what_is_open(seed):
    amounts: dict[str, int] = {}
    used: Counter[str] = Counter()
    for day in story(seed):
        for invoice in day.invoices:
            amounts[invoice.invoice_number] = invoice.open_amount
        for line in day.applied:
            used[line.invoice_number] += line.amount
            if line.invoice_number in amounts:
                size = amounts[line.invoice_number]
                assert min(0, size) <= used[line.invoice_number] <= max(0, size), line


def test_every_kind_of_payment_and_every_style_of_writing_occurs(half_year):
    kinds = Counter(receipt.kind for day in half_year for receipt in day.receipts)
    styles = Counter(receipt.style for day in half_year for receipt in day.receipts)
    assert set(kinds) >= {
        "exact", "merged", "set_off", "discount", "deduction", "bank_fee", "partial", "overpaid",
        "paid_twice", "direct_debit", "exchange", "not_customer", "discount_wrong",
    }  # fmt: skip
    assert set(styles) >= {"full", "structured", "none", "cut", "order", "prose", "tail", "typo", "advice"}


def test_whoever_fails_pays_nothing_more():
    buyers = {}
    paid = []
    for day in simulate(1, 140, START, END):
        buyers |= {buyer.customer_id: buyer for buyer in day.new_customers}
        owners = {}
        for invoice in day.invoices:
            owners[invoice.invoice_number] = invoice.customer_id
        paid += [(day.day, owners.get(line.invoice_number)) for line in day.applied]
    failed = {b.customer_id: b.insolvent_on for b in buyers.values() if b.insolvent_on}
    assert failed
    assert not [1 for when, who in paid if who in failed and when >= failed[who]]


def test_a_corrected_invoice_comes_again_under_its_number(half_year):
    times = Counter(invoice.invoice_number for day in half_year for invoice in day.invoices)
    assert set(times.values()) >= {1, 2}


def test_new_customers_join_on_the_way_and_have_bought_nothing_before(half_year):
    known: set[str] = set()
    for day in half_year:
        known |= {buyer.customer_id for buyer in day.new_customers}
        assert {invoice.customer_id for invoice in day.invoices} <= known
    assert any(day.new_customers for day in half_year[1:])


def test_account_numbers_are_valid_by_check_digits():
    from random import Random

    buyers = customer_base(200, START, END, Random(1))
    assert len({buyer.name for buyer in buyers}) == 200
    for buyer in buyers:
        assert buyer.country == "US" or iban.validate(buyer.iban, check_country=False)
    assert make_iban("GB", "WEST12345698765432") == "GB82WEST12345698765432"  # the standard's own example


@pytest.mark.parametrize(
    ("runs", "wish", "run"),
    [
        ({0, 1, 2, 3, 4}, date(2025, 5, 10), date(2025, 5, 12)),  # Saturday: the Monday after
        ({3}, date(2025, 5, 9), date(2025, 5, 15)),
        ({3}, date(2025, 5, 1), date(2025, 5, 8)),  # 1 May is a bank holiday
        ({MONTH_END}, date(2025, 5, 9), date(2025, 5, 30)),
        ({MONTH_END}, date(2025, 5, 31), date(2025, 6, 30)),
    ],
)
def test_payment_runs_fall_on_bank_days(runs, wish, run):
    assert next_run(frozenset(runs), wish) == run
