"""A statement adds up, and the next one begins where the last one ended."""

from datetime import date

import pytest

from duebook.core.banking import Balance, BankEntry, BankStatement, gaps, unexplained


def statement(
    number: str, day: int, opening: int | None, closing: int | None, *amounts: int
) -> BankStatement:
    def balance(amount: int | None) -> Balance | None:
        return None if amount is None else Balance(date(2024, 3, day), amount, "EUR")

    booked = date(2024, 3, day)
    entries = tuple(BankEntry("line 1", booked, booked, amount, "EUR", "credit") for amount in amounts)
    return BankStatement("DE02", "EUR", number, balance(opening), balance(closing), entries)


@pytest.mark.parametrize(
    ("opening", "closing", "amounts", "difference"),
    [
        (100, 130, (50, -20), 0),
        (100, 131, (50, -20), 1),
        (100, 80, (50, -20), -50),
        (None, 130, (50,), 0),
        (100, None, (50,), 0),
    ],
)
def test_what_the_movements_do_not_explain(
    opening: int | None, closing: int | None, amounts: tuple[int, ...], difference: int
) -> None:
    assert unexplained(statement("1", 1, opening, closing, *amounts)) == difference


def test_a_missing_statement_is_noticed_whatever_the_order() -> None:
    first, second, fourth = statement("1", 1, 0, 10), statement("2", 2, 10, 30), statement("4", 4, 25, 40)
    found = [(earlier.number, later.number) for earlier, later in gaps([fourth, first, second])]
    assert found == [("2", "4")]


def test_statements_that_follow_each_other_have_no_gap() -> None:
    assert list(gaps([statement("1", 1, 0, 10), statement("2", 2, 10, 30)])) == []
