"""Exchange rates a company has imported: they come before any packaged ones."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from duebook.books.audit.operations import Recording
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


def keep_rates(record: Recording, rates: Sequence[tuple[str, date, Decimal]]) -> int:
    """Keep quotes: currency, day, units of it for one unit of the company's currency. A known one stays.

    Returns how many are new. Postings made with the rate known at their time are not touched.
    """
    before = ExchangeRate.objects.filter(company=record.company).count()
    ExchangeRate.objects.bulk_create(
        (
            ExchangeRate(
                company=record.company, source=record.company.currency, target=currency, day=day, rate=rate
            )
            for currency, day, rate in rates
        ),
        ignore_conflicts=True,
        batch_size=5000,
    )
    return ExchangeRate.objects.filter(company=record.company).count() - before
