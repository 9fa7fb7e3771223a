"""The day at a glance."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.ledger.figures import CashDay, cash_by_day
from duebook.books.ledger.lists import receipts_as_of
from duebook.books.matching.review import tally
from duebook.books.messaging.queries import count_by_state, messages_of
from duebook.desk import formats
from duebook.desk.access import Desk, end_of, member
from duebook.desk.aging import aging
from duebook.desk.charts import Chart, Part, bars
from duebook.desk.figures import dso
from duebook.desk.todo import counts

DAYS_SHOWN = 30


@member
def summary(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Home: what is open, what came in, what waits for a person."""
    cash = _cash(desk)
    ages = aging(desk.company, desk.as_of)
    end = end_of(desk)
    every = messages_of(desk.company, end)
    context = {
        "aging": ages,
        "cash": [row for row in reversed(cash) if row.received],
        "cash_chart": _cash_chart(cash, desk),
        "today": cash[-1],
        "tally": tally(receipts_as_of(desk.company, desk.as_of), desk.as_of),
        "written": every.filter(written_at__gte=end - timedelta(days=1)).count(),
        "letters": count_by_state(every),
        "todo": counts(desk),
        "dso": dso(desk.company, ages, desk.as_of),
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
