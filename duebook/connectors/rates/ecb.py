"""Euro reference rates of the European Central Bank, 1999 onwards, as packaged with CurrencyConverter."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

from duebook.core.money import NoRate

STALE_AFTER = 7
"""Days. The bank gives no rate on weekends and holidays; then the one before holds, but not for longer."""


@cache
def _converter() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)


@cache
def ecb_rate(source: str, target: str, day: date) -> Decimal:
    """Units of ``target`` for one unit of ``source`` by the reference rate of ``day`` or the last one before.

    Raises NoRate for a currency without reference rate, or when the last one is over a week old.
    """
    for age in range(STALE_AFTER + 1):
        try:
            rate = _converter().convert(Decimal(1), source, target, day - timedelta(age))
        except (RateNotFoundError, ValueError):
            continue
        return Decimal(rate)
    raise NoRate(f"no reference rate {source} to {target} in the week up to {day}; import rates for that day")
