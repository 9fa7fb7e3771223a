"""Exchange rates a company has imported: they come before any packaged ones."""

from datetime import date, timedelta
from decimal import Decimal

from duebook.books.companies.models import Company
from duebook.books.ledger.models import ExchangeRate

WEEK = timedelta(days=7)


def imported_rate(company: Company, source: str, target: str, day: date) -> Decimal | None:
    """The company's own rate of ``day`` or the last one of the week before it, in either direction."""
    rates = ExchangeRate.objects.filter(company=company, day__range=(day - WEEK, day)).order_by("-day")
    direct = rates.filter(source=source, target=target).first()
    if direct:
        return direct.rate
    inverse = rates.filter(source=target, target=source).first()
    return 1 / inverse.rate if inverse else None
