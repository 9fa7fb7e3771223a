"""Money is exact: whole minor units, each currency with its own digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.money import (
    Money,
    MoneyError,
    convert,
    digits,
    plain,
    round_half_up,
    to_major,
    to_minor,
)

CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD", "CLF"])
MINOR = st.integers(-(10**15), 10**15)

WRITTEN = [
    ("12.30", "EUR", 1230),
    ("-0.01", "EUR", -1),
    ("1000", "JPY", 1000),
    ("1.234", "KWD", 1234),
    ("0.0001", "CLF", 1),
    ("1e3", "EUR", 100_000),
    ("12.300", "EUR", 1230),
]


@pytest.mark.parametrize(("text", "currency", "minor"), WRITTEN)
def test_amounts_are_read_to_the_last_digit(text, currency, minor):
    assert to_minor(text, currency) == minor


REFUSED = [
    ("12.345", "EUR", "more decimals than EUR allows"),
    ("0.5", "JPY", "more decimals than JPY allows"),
    ("", "EUR", "is not an amount"),
    ("12,30", "EUR", "is not an amount"),
    ("NaN", "EUR", "is not an amount"),
    ("Infinity", "EUR", "is not an amount"),
    ("1", "eur", "ISO 4217"),
    ("1", "EURO", "ISO 4217"),
    ("1", "€UR", "ISO 4217"),
]


@pytest.mark.parametrize(("text", "currency", "message"), REFUSED)
def test_what_is_no_amount_is_refused_never_rounded(text, currency, message):
    with pytest.raises(MoneyError, match=message):
        to_minor(text, currency)


@given(MINOR, CURRENCIES)
def test_written_and_read_again_it_is_the_same(minor, currency):
    assert to_minor(plain(minor, currency), currency) == minor
    assert to_minor(to_major(minor, currency), currency) == minor
    assert -to_major(minor, currency).as_tuple().exponent == digits(currency)


HALVES = [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-2.5", -3), ("0", 0)]


@pytest.mark.parametrize(("value", "rounded"), HALVES)
def test_halves_go_away_from_zero(value, rounded):
    assert round_half_up(Decimal(value)) == rounded


CONVERTED = [
    (100_00, "USD", "EUR", "0.92", 92_00),
    (10_000, "JPY", "EUR", "0.0061", 61_00),
    (61_00, "EUR", "JPY", "163.93", 10_000),
    (1_000, "KWD", "EUR", "3.0123", 3_01),
    (1, "EUR", "USD", "1.5", 2),
    (-1, "EUR", "USD", "1.5", -2),
]


@pytest.mark.parametrize(("minor", "source", "target", "rate", "result"), CONVERTED)
def test_conversion_minds_the_digits_of_both(minor, source, target, rate, result):
    assert convert(minor, source, target, Decimal(rate)) == result


@given(MINOR, CURRENCIES, CURRENCIES, st.decimals("0.0001", "1000", places=6))
def test_conversion_is_symmetric_about_zero(minor, source, target, rate):
    assert convert(-minor, source, target, rate) == -convert(minor, source, target, rate)


def test_currencies_never_mix_in_silence():
    assert Money(100, "EUR") + Money(23, "EUR") == Money(123, "EUR")
    assert -(Money(100, "EUR") - Money(23, "EUR")) == Money(-77, "EUR")
    assert str(Money(-77, "EUR")) == "-0.77 EUR"
    with pytest.raises(MoneyError, match="different currencies"):
        Money(1, "EUR") + Money(1, "USD")
