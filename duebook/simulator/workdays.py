"""When banks book: the TARGET calendar of the European Central Bank."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

DAY = timedelta(days=1)


@cache
def _closed(year: int) -> frozenset[date]:
    sunday = easter(year)
    fixed = [date(year, 1, 1), date(year, 5, 1), date(year, 12, 25), date(year, 12, 26)]
    return frozenset([*fixed, sunday - 2 * DAY, sunday + DAY])


def is_bank_day(day: date) -> bool:
    """Monday to Friday, less the six TARGET closing days of the year."""
    return day.weekday() < 5 and day not in _closed(day.year)


def bank_day_from(day: date) -> date:
    """The day itself if banks book on it, else the next on which they do."""
    while not is_bank_day(day):
        day += DAY
    return day


def is_last_bank_day_of_month(day: date) -> bool:
    return is_bank_day(day) and bank_day_from(day + DAY).month != day.month


def days(start: date, end: date) -> Iterator[date]:
    """Every calendar day from ``start`` up to, not including, ``end``."""
    while start < end:
        yield start
        start += DAY


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, the 28th for days after it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
