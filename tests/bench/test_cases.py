"""The cases of the cash benchmark: seeded, and their answers agree with their invoices."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bench.cash.cases import STRATA, Case, make_case, stand_in_book
from bench.cash.cases.amounts import MANNERS, applied, send
from bench.cash.cases.files import write_case
from bench.cash.cases.strata import LEGIBLE, MANGLED, UNNAMED
from bench.cash.cases.writing import STYLES, Purpose, creditor_reference, write
from bench.cash.folders import read_case

START, BILLS = date(2019, 6, 3), 8_000


def small(stratum: str, seed: int = 1) -> Case:
    return make_case(stratum, stand_in_book(BILLS), START, seed, days=5)


@pytest.fixture(scope="module", params=STRATA)
def case(request: pytest.FixtureRequest) -> Case:
    return small(request.param)


def test_the_same_seed_gives_the_same_case_and_another_another() -> None:
    assert small("hard") == small("hard")
    assert small("hard").entries != small("hard", seed=2).entries


def test_every_receipt_has_an_answer(case: Case) -> None:
    references = [entry.bank_reference for entry in case.entries]
    assert len(set(references)) == len(references)
    assert set(references) == set(case.truth)


def test_what_is_to_be_applied_is_on_the_list(case: Case) -> None:
    items = {item.number: item for item in case.items}
    assert len(items) == len(case.items)
    for answer in case.truth.values():
        for number, amount in answer.items.items():
            owed = items[number].open_amount
            assert 0 < amount <= owed if owed > 0 else amount == owed


def test_the_total_is_what_arrived_or_was_owed(case: Case) -> None:
    items = {item.number: item for item in case.items}
    for entry in case.entries:
        answer = case.truth[entry.bank_reference]
        if answer.items and answer.kind not in ("exchange", "paid_twice"):
            owed = sum(items[number].open_amount for number in answer.items)
            assert sum(answer.items.values()) == min(owed, entry.amount)


def test_only_what_nobody_owes_or_nobody_listed_has_no_answer(case: Case) -> None:
    assert {a.kind for a in case.truth.values() if not a.items} <= {"not_customer", "missing"}


def test_of_a_second_payment_each_knows_the_other(case: Case) -> None:
    for receipt, answer in case.truth.items():
        if answer.twin:
            assert case.truth[answer.twin].twin == receipt
            assert {answer.kind, case.truth[answer.twin].kind} >= {"paid_twice"}


def test_history_ends_before_the_first_receipt(case: Case) -> None:
    assert all(past.value_date < START for past in case.history)
    assert not {past.invoice_number for past in case.history} & {item.number for item in case.items}


@pytest.mark.parametrize(
    ("stratum", "kind"),
    [("twice", "paid_twice"), ("foreign", "not_customer"), ("missing", "missing"), ("currencies", "exchange"),
     ("hard", "credit_note"), ("differences", "bank_fee"), ("third_parties", "factor_exact")],
)  # fmt: skip
def test_a_stratum_has_what_it_is_named_for(stratum: str, kind: str) -> None:
    assert Counter(answer.kind for answer in small(stratum).truth.values())[kind] >= 2


def test_one_payment_of_eight_hundred() -> None:
    assert max(answer.count for answer in small("big").truth.values()) == 800


def test_the_files_carry_the_whole_case(tmp_path: Path) -> None:
    made = small("hard")
    write_case(made, tmp_path)
    read = read_case(tmp_path)
    assert {r.receipt_id: r for r in read.receipts} == {r.receipt_id: r for r in made.receipts}
    assert read.truth == made.truth
    assert [(i.number, i.open_amount, i.due_date, i.po_number, i.terms, i.kind) for i in read.items] == [
        (i.number, i.open_amount, i.due_date, i.po_number, i.terms, i.kind) for i in made.items
    ]
    assert [(p.payer_account, p.invoice_number, p.amount_applied) for p in read.history] == [
        (p.payer_account, p.invoice_number, p.amount_applied) for p in made.history
    ]


PURPOSE = Purpose(
    ["RG19-004711", "RG19-004714"], ["PO-1", "PO-2"], ["100.00", "50.13"], "150.13 USD", START, "de",
    "100037", ["RG19-000999"], ["RG19-005000"],
)  # fmt: skip


def said(style: str, seed: int) -> str:
    written = write(style, PURPOSE, Random(seed))
    return " ".join((written.text, *written.references, written.end_to_end_id))


@pytest.mark.parametrize("style", LEGIBLE)
def test_a_legible_text_names_every_number(style: str) -> None:
    for seed in range(50):
        assert all(number in said(style, seed).upper() for number in PURPOSE.numbers)


@pytest.mark.parametrize("style", UNNAMED)
def test_an_unnamed_text_names_none(style: str) -> None:
    for seed in range(50):
        assert not any(number in said(style, seed) for number in PURPOSE.numbers)


def test_every_style_of_the_strata_can_be_written() -> None:
    assert set(STYLES) == {*LEGIBLE, *MANGLED, *UNNAMED}


def test_a_creditor_reference_is_the_one_of_the_standard() -> None:
    assert creditor_reference("539007547034") == "RF18539007547034"


@pytest.mark.parametrize("kind", MANNERS)
def test_what_arrives_is_positive_and_what_is_applied_adds_up(kind: str) -> None:
    for seed in range(100):
        owed = {"A": 1_234_56, "B": 40_00, "C": 777_00}
        sent = send(kind, list(owed.values()), Random(seed))
        assert sent.amount > 0
        gets = applied(owed, sent.amount)
        assert sum(gets.values()) == min(sent.amount, sum(owed.values()))
        assert all(0 < gets[number] <= owed[number] for number in owed)
