"""The same entry twice in files is one; two equal entries of one day are two."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.banking import BankEntry, BankStatement, entry_keys, usable_reference

ACCOUNT = "DE02120300000000202051"


def entry(
    amount: int = 5000, day: int = 4, text: str = "Rechnung 7", reference: str = "", **more: str
) -> BankEntry:
    booked = date(2024, 3, day)
    return BankEntry(
        "line 1", booked, booked, amount, "EUR", "credit", bank_reference=reference, remittance=text, **more
    )  # type: ignore[arg-type]


def statement(*entries: BankEntry, number: str = "44", account: str = ACCOUNT) -> BankStatement:
    return BankStatement(account, "EUR", number, None, None, entries)


def test_two_equal_payments_of_one_day_are_two() -> None:
    first, second = entry_keys(statement(entry(), entry()))
    assert first != second


def test_the_same_entry_in_an_overlapping_file_is_one() -> None:
    monday = statement(entry(day=3), entry(), entry())
    week = statement(entry(), entry(), entry(day=5), number="45")
    assert entry_keys(monday)[1:] == entry_keys(week)[:2]


def test_equal_entries_in_two_statements_of_one_file_are_two() -> None:
    keys = entry_keys(statement(entry()), statement(entry(), number="45"))
    assert len(set(keys)) == 2


def test_the_statement_number_and_the_place_do_not_matter() -> None:
    elsewhere = replace(entry(), place="line 99")
    assert entry_keys(statement(entry(), number="1")) == entry_keys(statement(elsewhere, number="2"))


def test_a_line_break_or_a_space_more_does_not_make_another_entry() -> None:
    assert entry_keys(statement(entry(text="Rechnung\n7"))) == entry_keys(
        statement(entry(text="RECHNUNG  7"))
    )


def test_with_a_bank_reference_the_text_may_grow() -> None:
    early, late = entry(reference="B1", text=""), entry(reference="B1", text="Rechnung 7")
    assert entry_keys(statement(early)) == entry_keys(statement(late))


@pytest.mark.parametrize(
    ("case", "other"),
    [
        ("amount", entry(amount=5001)),
        ("day", entry(day=5)),
        ("text", entry(text="Rechnung 8")),
        ("payer's account", entry(payer_account="NL91ABNA0417164300")),
        ("bank reference", entry(reference="B1")),
    ],
)
def test_what_differs_makes_another_entry(case: str, other: BankEntry) -> None:
    assert entry_keys(statement(entry())) != entry_keys(statement(other)), case


def test_accounts_are_told_apart_however_they_are_written() -> None:
    spaced = "DE02 1203 0000 0000 2020 51"
    assert entry_keys(statement(entry())) == entry_keys(statement(entry(), account=spaced))
    assert entry_keys(statement(entry())) != entry_keys(statement(entry(), account="DE99"))


def test_a_reference_that_comes_again_next_year_is_another_entry() -> None:
    then = replace(entry(reference="00017"), booking_date=date(2023, 3, 4))
    assert entry_keys(statement(then)) != entry_keys(statement(entry(reference="00017")))


@pytest.mark.parametrize("filler", ["", "NONREF", "nonref", "NOTPROVIDED", "0000000", "-", "KREF+"])
def test_fillers_are_no_references(filler: str) -> None:
    assert usable_reference(filler) == ""
    assert entry_keys(statement(entry(reference=filler))) == entry_keys(statement(entry()))


ENTRIES = st.builds(
    entry,
    amount=st.integers(-3, 3),
    day=st.integers(1, 3),
    text=st.sampled_from(["a", "b"]),
    reference=st.sampled_from(["", "NONREF", "R1"]),
)


@given(st.lists(ENTRIES, max_size=12))
def test_keys_never_clash_and_days_do_not_influence_each_other(entries: list[BankEntry]) -> None:
    keys = entry_keys(statement(*entries))
    assert len(set(keys)) == len(entries)
    day_one = [each for each in entries if each.booking_date.day == 1]
    assert entry_keys(statement(*day_one)) == [
        key for key, each in zip(keys, entries, strict=True) if each.booking_date.day == 1
    ]
