"""The day at a glance."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.ledger.figures import CashDay, cash_by_day
from duebook.books.messaging.queries import messages_of
from duebook.books.work.queries import count_work
from duebook.desk import formats
from duebook.desk.access import Desk, end_of, member
from duebook.desk.aging import aging
from duebook.desk.charts import Chart, Part, bars
from duebook.desk.day_story import stories
from duebook.desk.key_figures import KEY_FIGURES, key_figures_at

DAYS_SHOWN = 30


@member
def summary(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Home: what came in, what is open, what waits for a person."""
    cash = _cash(desk)
    today, before = stories(desk, cash)
    found = key_figures_at(desk.company, [desk.as_of])[0]
    context = {
        "today": today,
        "before": before,
        "waiting": sum(count_work(desk.company, desk.as_of).values()),
        "unknown": messages_of(desk.company, end_of(desk)).filter(state="unknown").count(),
        "aging": aging(desk.company, desk.as_of),
        "figures": found.figures,
        "key": {figure.code: figure.text(found) for figure in KEY_FIGURES},
        "cash": [row for row in reversed(cash) if row.received],
        "cash_chart": _cash_chart(cash, desk),
        "inbox": settings.INBOX,
    }
    return render(request, "desk/summary.html", context)


def _cash(desk: Desk) -> list[CashDay]:
    """The last days, oldest first, those without receipts too."""
    first = desk.as_of - timedelta(days=DAYS_SHOWN - 1)
    found = {row.day: row for row in cash_by_day(desk.company, first, desk.as_of)}
    days = (first + timedelta(days=n) for n in range(DAYS_SHOWN))
    return [found.get(day, CashDay(day, 0, 0, 0)) for day in days]


def _cash_chart(cash: list[CashDay], desk: Desk) -> Chart:
    return bars([(formats.short_day(row.day), _parts(row, desk.company.currency)) for row in cash])


def _parts(row: CashDay, currency: str) -> list[Part]:
    amounts = {"applied": row.applied, "waiting": row.waiting, "elsewhere": row.elsewhere}
    return [
        Part(kind, amount, f"{formats.day(row.day)}: {formats.money(amount, currency)}")
        for kind, amount in amounts.items()
    ]
