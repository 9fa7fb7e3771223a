"""The figures of collection on the desk: their names, what they mean, how they are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duebook.books.companies.models import Company
from duebook.books.ledger.key_figures import figures_at
from duebook.core.analytics import Kpis, kpis
from duebook.desk import formats

PERIOD = 90
"""Each figure looks back so many days."""


def _days(value: Decimal) -> str:
    return formats.number(value, 1)


def _times(value: Decimal) -> str:
    return formats.number(value, 2)


def _per_cent(value: Decimal) -> str:
    return formats.share(value / 100)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure by its name in ``core.analytics.Kpis``; ``formula`` and ``meaning`` are for readers."""

    code: str
    name: Promise
    formula: Promise
    meaning: Promise
    write: Callable[[Decimal], str]

    def text(self, found: Kpis) -> str:
        """The figure as the reader's language writes it; a dash where the period cannot tell."""
        value = getattr(found, self.code)
        return "–" if value is None else self.write(value)


KEY_FIGURES = (
    KeyFigure(
        "dso",
        _("DSO"),
        _("open ÷ sales × days"),
        _("Days sales outstanding: what is open, in days of the sales of the period. Lower is better."),
        _days,
    ),
    KeyFigure(
        "dso_count_back",
        _("DSO by count-back"),
        _("months of sales, newest first, until they make up what is open"),
        _("The same in days, but it follows the seasons: a strong last month does not flatter it."),
        _days,
    ),
    KeyFigure(
        "best_possible_dso",
        _("Best possible DSO"),
        _("not yet due ÷ sales × days"),
        _("What the DSO would be if everybody paid on the due date: your terms, not your customers."),
        _days,
    ),
    KeyFigure(
        "average_days_delinquent",
        _("Average days delinquent"),
        _("DSO − best possible DSO"),
        _("The days that late payment costs you. This is what collecting can win."),
        _days,
    ),
    KeyFigure(
        "collection_effectiveness",
        _("Collection effectiveness"),
        _("(opening + sales − closing) ÷ (opening + sales − not yet due)"),
        _("How much of what could be collected in the period was collected; at 100% nothing is overdue."),
        _per_cent,
    ),
    KeyFigure(
        "overdue_share",
        _("Overdue share"),
        _("overdue ÷ open"),
        _("The part of what is open that is past its due date."),
        formats.share,
    ),
    KeyFigure(
        "turnover",
        _("Receivables turnover"),
        _("sales ÷ average of opening and closing"),
        _("How many times the receivables turned into money in the period, not scaled to a year."),
        _times,
    ),
)


def key_figures_at(company: Company, days: list[date]) -> list[Kpis]:
    """The figures at the end of each day, in company currency."""
    return [kpis(found) for found in figures_at(company, days, PERIOD)]


def month_ends(as_of: date, count: int) -> Iterator[date]:
    """``as_of`` and the last days of the ``count`` months before, newest first."""
    day = as_of
    for _month in range(count + 1):
        yield day
        day = day.replace(day=1) - timedelta(days=1)
