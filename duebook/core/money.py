"""Exact money: whole minor units and an ISO 4217 currency with its own number of digits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_EXCEPTIONAL_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""ISO 4217:2015 list one, column "minor unit", where it is not 2."""


class MoneyError(ValueError):
    """An amount or currency that cannot be taken as money; the text says why."""


class NoRate(LookupError):
    """No exchange rate is known for that day; it is asked for, never guessed."""


Rates = Callable[[str, str, date], Decimal]
"""``rates(source, target, day)``: units of target for one unit of source; raises NoRate."""


def digits(currency: str) -> int:
    """Number of decimal digits of an ISO 4217 currency: 2 for EUR, 0 for JPY, 3 for KWD."""
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise MoneyError(f"{currency!r} is not an ISO 4217 currency code such as EUR")
    return _EXCEPTIONAL_DIGITS.get(currency, 2)


def to_minor(amount: Decimal | str, currency: str) -> int:
    """Major units to whole minor units, exactly: ``("12.30", "EUR") -> 1230``.

    Raises MoneyError when the amount is no number or has more decimals than the currency; never rounds.
    """
    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise MoneyError(f"{amount!r} is not an amount") from None
    if not value.is_finite():
        raise MoneyError(f"{amount!r} is not an amount")
    scaled = value.scaleb(digits(currency))
    minor = int(scaled)
    if minor != scaled:
        raise MoneyError(f"{amount} has more decimals than {currency} allows ({digits(currency)})")
    return minor


def to_major(minor: int, currency: str) -> Decimal:
    """Minor units to major units with the currency's digits: ``(1230, "EUR") -> Decimal("12.30")``."""
    return Decimal(minor).scaleb(-digits(currency))


def plain(minor: int, currency: str) -> str:
    """The amount as files carry it: ``(1230, "EUR") -> "12.30"``; no grouping, no currency."""
    return f"{to_major(minor, currency):f}"


def round_half_up(value: Decimal) -> int:
    """Commercial rounding to a whole minor unit, away from zero on the half (DIN 1333)."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def convert(minor: int, currency: str, into: str, rate: Decimal) -> int:
    """Minor units of ``currency`` to minor units of ``into``; ``rate`` is units of ``into`` per one unit."""
    return round_half_up(to_major(minor, currency) * rate * (Decimal(10) ** digits(into)))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of one currency, in whole minor units; negative means owed the other way."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __str__(self) -> str:
        return f"{plain(self.minor, self.currency)} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MoneyError(f"{self} and {other} are of different currencies; convert one first")
        return other.minor
