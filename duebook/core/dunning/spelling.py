"""Amounts and dates as the reader's language and country write them (Unicode CLDR, by Babel)."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import NumberPattern

from duebook.core.dunning.values import Total
from duebook.core.money import digits, to_major

_FIRST_OF_MONTH = {"fr": "1er", "it": "1º"}
"""French and Italian write the first of a month as an ordinal; CLDR does not."""

_WITHOUT_COUNTRY = {"en": "en_001"}
"""English for the world (5 March 2026), not of the United States, when the country is unknown."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one locale writes figures; made by ``spelling_for``."""

    locale: Locale

    def amount(self, minor: int, currency: str) -> str:
        """Minor units with the digits of the ISO currency, grouped, without the code: ``1.234,50``."""
        pattern = _pattern(self.locale, digits(currency))
        return str(pattern.apply(to_major(minor, currency), self.locale))

    def sums(self, totals: Iterable[Total]) -> str:
        """What is owed on balance in each currency: ``1.234,50 EUR + 70,00 USD``."""
        amounts = (f"{self.amount(total.net, total.currency)}\u00a0{total.currency}" for total in totals)
        return " + ".join(amounts)

    def day(self, day: date) -> str:
        """Short enough for a table, with the whole year and no doubt about day and month."""
        return _written(day, "medium", self.locale)

    def day_in_words(self, day: date) -> str:
        """As a sentence has it: ``5. März 2026``."""
        written = _written(day, "long", self.locale)
        ordinal = _FIRST_OF_MONTH.get(self.locale.language)
        return written.replace("1 ", f"{ordinal} ", 1) if ordinal and day.day == 1 else written


@lru_cache(maxsize=1_000)
def _pattern(locale: Locale, decimals: int) -> NumberPattern:
    pattern: NumberPattern = copy(locale.decimal_formats[None])
    pattern.frac_prec = (decimals, decimals)
    return pattern


@lru_cache(maxsize=10_000)
def _written(day: date, length: Literal["medium", "long"], locale: Locale) -> str:
    """A run writes the same few days in many letters."""
    return format_date(day, length, locale)


def spelling_for(language: str, country: str) -> Spelling:
    """The spelling of an ISO 639-1 language in an ISO 3166-1 country, which may be empty or unusual."""
    try:
        return Spelling(Locale(language, country.upper() or None) if country else _plain(language))
    except UnknownLocaleError:
        return Spelling(_plain(language))


def _plain(language: str) -> Locale:
    return Locale.parse(_WITHOUT_COUNTRY.get(language, language))
