"""The day at a glance."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.ledger.figures import CashDay, cash_by_day
from duebook.desk import formats
from duebook.desk.access import Desk, member
from duebook.desk.aging import aging
from duebook.desk.charts import Chart, Part, bars

DAYS_SHOWN = 30


@member
def summary(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Home: what is open, what came in, what waits for a person."""
    first = desk.as_of - timedelta(days=DAYS_SHOWN - 1)
    cash = cash_by_day(desk.company, first, desk.as_of)
    page = {
        "aging": aging(desk.company, desk.as_of),
        "cash": cash,
        "cash_chart": _cash_chart(cash, desk),
        "received": next((day for day in cash if day.day == desk.as_of), None),
    }
    return render(request, "desk/summary.html", page)


def _cash_chart(cash: list[CashDay], desk: Desk) -> Chart:
    by_day = {row.day: row for row in cash}
    currency = desk.company.currency
    columns = []
    for back in range(DAYS_SHOWN - 1, -1, -1):
        day = desk.as_of - timedelta(days=back)
        row = by_day.get(day, CashDay(day, 0, 0, 0))
        parts = [
            Part("applied", row.applied, formats.money(row.applied, currency)),
            Part("waiting", row.waiting, formats.money(row.waiting, currency)),
            Part("elsewhere", row.elsewhere, formats.money(row.elsewhere, currency)),
        ]
        columns.append((formats.short_day(day), parts))
    return bars(columns)
