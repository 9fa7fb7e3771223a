"""Amounts, days and shares as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from django.utils import timezone
from django.utils.translation import get_language

from duebook.core.money import digits, to_major

TEN_MILLIONS = 10_000_000


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def locale() -> Locale:
    """The locale of the language in use; English where none is."""
    return _locale(get_language() or "en")


def money(minor: int, currency: str) -> str:
    """Minor units with grouping, the currency's own decimals and its code: ``1,234.50 EUR``."""
    pattern = "#,##0" + ("." + "0" * digits(currency) if digits(currency) else "")
    number = format_decimal(to_major(minor, currency), format=pattern, locale=locale())
    return f"{number}\N{NO-BREAK SPACE}{currency}".replace("-", "\N{MINUS SIGN}")


def short_money(minor: int, currency: str) -> str:
    """Minor units for headlines, with symbol and no decimals: ``€1,235``; from ten millions ``€12.3M``."""
    if abs(to_major(minor, currency)) >= TEN_MILLIONS:
        major = to_major(minor, currency)
        return format_compact_currency(major, currency, fraction_digits=1, locale=locale())
    text = format_currency(
        to_major(minor, currency), currency, format=_whole(), locale=locale(), currency_digits=False
    )
    return text.replace("-", "\N{MINUS SIGN}")


def _whole() -> str:
    pattern = locale().currency_formats["standard"].pattern.split(";")[0]
    return str(pattern).replace(".00", "")


def day(value: date) -> str:
    """A day with the month as a word: ``Nov 21, 2026``, ``21.11.2026``."""
    return format_date(value, format="medium", locale=locale())


def weekday(value: date) -> str:
    """A day in full: ``Saturday, November 21, 2026``."""
    return format_date(value, format="full", locale=locale())


def instant(value: datetime) -> str:
    """A moment in the site's time zone, to the minute."""
    local = timezone.localtime(value)
    moment = format_time(local, format="short", locale=locale(), tzinfo=local.tzinfo)
    return f"{day(local.date())}, {moment}"


def share(value: float | Decimal, decimals: int = 1) -> str:
    """A share of one as per cent: ``0.994 -> 99.4%``."""
    pattern = (
        "#,##0"
        + ("." + "0" * decimals if decimals else "")
        + locale().percent_formats[None].pattern.lstrip("#,0")
    )
    return format_percent(value, format=pattern, locale=locale())


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """A count with grouping."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale())


def short_day(value: date) -> str:
    """A day without its year, for axes: ``Nov 21``, ``21. Nov``."""
    return format_skeleton("MMMd", value, locale=locale())


def month(value: date) -> str:
    """The month of a day, short, for axes: ``Nov 26``."""
    return format_date(value, format="MMM yy", locale=locale())


def axis(minor: int, currency: str) -> str:
    """An amount for an axis, in thousands or millions where it is that large: ``250K``; without a currency
    it is a count."""
    if not currency:
        return number(minor)
    return format_compact_decimal(to_major(minor, currency), fraction_digits=1, locale=locale())


def amount(minor: int, currency: str) -> str:
    """Like money, without the currency, for columns that name it; nothing is a dash."""
    return money(minor, currency)[:-4] if minor else "\N{EN DASH}"
