"""Balances (``:60F:C240131EUR1234,56``), days and currency of a SWIFT statement."""

import calendar
import re
from collections.abc import Mapping
from datetime import date

from duebook.core.banking import Balance
from duebook.formats.bank.mt940.tags import Tag
from duebook.formats.reading import Complaints, Unreadable, exact_amount, shown

_BALANCE = re.compile(r"(R?[CD])(\d{6})\s*([A-Z]{3})?\s*(\d[\d.,]*)", re.ASCII)
_WITH_CURRENCY = ("60F", "60M", "62F", "62M", "64", "65", "34F", "90C", "90D")
_CURRENCY = re.compile(r"(?:[CD]?\d*)([A-Z]{3})[CD]?\d", re.ASCII)


def currency_of(tags: Mapping[str, Tag]) -> str:
    """The currency the balances or totals name, else the one after the account number, else ""."""
    for name in _WITH_CURRENCY:
        found = _CURRENCY.match(tags[name].line) if name in tags else None
        if found:
            return found[1]
    account = re.search(r"\d\s*([A-Z]{3})$", tags["25"].line) if "25" in tags else None
    return account[1] if account else ""


def balance_of(
    tags: Mapping[str, Tag], names: tuple[str, ...], currency: str, complaints: Complaints
) -> Balance | None:
    """The first of the named balances, in the statement's currency unless it names its own."""
    for name in names:
        if name in tags:
            try:
                return _balance(tags[name].line, currency)
            except Unreadable as error:
                complaints.unreadable(f"{tags[name].place}, :{name}:", error)
    return None


def _balance(line: str, usual: str) -> Balance:
    found = _BALANCE.match(line)
    if not found:
        raise Unreadable(f"the balance {shown(line)!r} is not of the form C240131EUR1234,56")
    mark, day, currency, amount = found.groups(usual)
    factor = -1 if mark in ("D", "RC") else 1
    return Balance(swift_day(day), factor * exact_amount(amount, currency), currency)


def swift_day(text: str) -> date:
    """``YYMMDD``; years from 80 are of the last century. 30 February (some banks) is the last."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    year += 1900 if year >= 80 else 2000
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise Unreadable(f"{shown(text)!r} is not a day of the form YYMMDD")
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
