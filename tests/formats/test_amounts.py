"""Amounts are read exactly or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.money import digits, plain
from duebook.formats.amounts import Amounts, decimal_mark
from duebook.formats.reading import Unreadable

POINT = [
    ("12.30", "EUR", 1230),
    ("12.3", "EUR", 1230),
    ("12", "EUR", 1200),
    ("12.", "EUR", 1200),
    (".5", "EUR", 50),
    ("0.00", "EUR", 0),
    ("12.3000", "EUR", 1230),
    ("1,234.50", "EUR", 123450),
    ("1 234.50", "EUR", 123450),
    ("1\u00a0234\u00a0567.50", "EUR", 123456750),
    ("1'234.50", "CHF", 123450),
    ("1’234.50", "CHF", 123450),
    ("12,34,567.89", "INR", 123456789),
    ("1,234", "EUR", 123400),
    ("1,234,567", "EUR", 123456700),
    ("-12.30", "EUR", -1230),
    ("- 12.30", "EUR", -1230),
    ("−12.30", "EUR", -1230),
    ("12.30-", "EUR", -1230),
    ("(12.30)", "EUR", -1230),
    ("+12.30", "EUR", 1230),
    (" 12.30 ", "EUR", 1230),
    ("EUR 12.30", "EUR", 1230),
    ("12.30 EUR", "EUR", 1230),
    ("1234", "JPY", 1234),
    ("1234.0", "JPY", 1234),
    ("1.234", "KWD", 1234),
    (0.1 + 0.2, "EUR", 30),
    (1234, "EUR", 123400),
    (-12.5, "EUR", -1250),
    (Decimal("12.50"), "EUR", 1250),
]


@pytest.mark.parametrize(("cell", "currency", "minor"), POINT)
def test_with_a_decimal_point(cell, currency, minor):
    assert Amounts(".").minor(cell, currency) == minor


@pytest.mark.parametrize(
    ("cell", "minor"),
    [("12,30", 1230), ("1.234,50", 123450), ("1 234,5", 123450), ("1.234", 123400), ("1.234,50-", -123450)],
)
def test_with_a_decimal_comma(cell, minor):
    assert Amounts(",").minor(cell, "EUR") == minor


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "ten", "12.345", "12,30", "1,23.40", "1.2.3", "--5", "(-5)", "-5-", "(5", "5)", "1e3", "nan",
        "inf", "0x10", "12 30", "=1+1", "12.30 USD", "€ 12", "9" * 17, "9" * 4000, "1,2345.00", True, None,
        float("nan"), float("inf"), 1e300, b"12", "12\n30", "\x00", "1_000",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_and_never_nought(cell):
    with pytest.raises(Unreadable):
        Amounts(".").minor(cell, "EUR")


@pytest.mark.parametrize("currency", ["", "EURO", "eur", "E1R", "€€€"])
def test_no_currency(currency):
    with pytest.raises(Unreadable):
        Amounts(".").minor("12.30", currency)


@pytest.mark.parametrize(
    ("amounts", "mark"),
    [
        ([], "."),
        (["1", "20"], "."),
        (["1.50", "1,234"], "."),
        (["1,50", "1.234"], ","),
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["0.123"], "."),
        (["1234,567"], ","),
        (["(1,50)", "-3,25"], ","),
        (["n/a", "1,50"], ","),
        (["1.50"] * 200 + ["2,75"], "."),
    ],
)
def test_the_mark_that_a_file_proves(amounts, mark):
    assert decimal_mark(amounts) == mark


@pytest.mark.parametrize("amounts", [["1,234"], ["1.234", "5"], ["1.234", "2,345"], ["1.50", "2,75"]])
def test_files_that_prove_nothing_or_both_are_refused(amounts):
    with pytest.raises(Unreadable, match="amounts") as refused:
        decimal_mark(amounts)
    assert "--decimal" in refused.value.todo


@given(
    minor=st.integers(-(10**18) + 1, 10**18 - 1),
    currency=st.sampled_from(["EUR", "JPY", "KWD", "CLF"]),
    mark=st.sampled_from(".,"),
    grouped=st.booleans(),
)
def test_every_amount_is_read_as_it_was_written(minor, currency, mark, grouped):
    other = ",." if mark == "." else ".,"
    written = f"{Decimal(plain(minor, currency)):{',' * grouped}.{digits(currency)}f}"
    if mark == ",":
        written = written.translate(str.maketrans(",.", other))
    assert Amounts(mark).minor(written, currency) == minor


@given(st.text(max_size=40), st.sampled_from(".,"))
def test_any_text_is_an_amount_or_a_complaint(text, mark):
    try:
        amount = Amounts(mark).minor(text, "EUR")
    except Unreadable:
        return
    assert isinstance(amount, int)
