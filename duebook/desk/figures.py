"""The figures on the first page, in company currency."""

from datetime import date, timedelta
from decimal import Decimal

from duebook.books.companies.models import Company
from duebook.books.ledger.figures import invoiced
from duebook.core.analytics.ratios import ratio
from duebook.desk.aging import Aging

PERIOD = 90


def dso(company: Company, aging: Aging, as_of: date) -> Decimal | None:
    """Days sales outstanding by balance: what is open, in days of the sales of the last 90 days
    (docs/algorithms/kpis.md); None without sales."""
    closing = aging.receivables + aging.all.credit_notes
    return ratio(closing * PERIOD, invoiced(company, as_of - timedelta(days=PERIOD), as_of), 1)
