"""Which exchange rate counts: the company's own, else the central bank's; never a guess."""

from datetime import date
from decimal import Decimal
from functools import cache

from duebook.books.companies.models import Company
from duebook.books.ledger.rates import imported_rate
from duebook.connectors.rates.ecb import ecb_rate
from duebook.core.money import Rates


def rates_for(company: Company) -> Rates:
    """The rates of one run, remembered within it. Raises NoRate where neither source has one."""

    @cache
    def rate(source: str, target: str, day: date) -> Decimal:
        if source == target:
            return Decimal(1)
        return imported_rate(company, source, target, day) or ecb_rate(source, target, day)

    return rate
