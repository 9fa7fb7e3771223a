"""How collection goes: the key figures, their course over a year, and what they mean."""

from datetime import date
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.core.analytics import Kpis
from duebook.desk import formats
from duebook.desk.access import Desk, member
from duebook.desk.charts import LineChart, Series, lines
from duebook.desk.key_figures import KEY_FIGURES, PERIOD, key_figures_at, month_ends

MONTHS = 12
DRAWN = ("dso", "dso_count_back", "best_possible_dso")


@member
def key_figures(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Today's figures, and those of the ends of the last twelve months."""
    days = list(month_ends(desk.as_of, MONTHS))
    found = key_figures_at(desk.company, days)
    context = {
        "period": PERIOD,
        "definitions": KEY_FIGURES,
        "now": [(figure, figure.text(found[0])) for figure in KEY_FIGURES],
        "rows": [_row(day, kpis) for day, kpis in zip(days, found, strict=True) if kpis.figures.months],
        "chart": _chart(days[::-1], found[::-1]),
        "drawn": [figure for figure in KEY_FIGURES if figure.code in DRAWN],
    }
    return render(request, "desk/key_figures.html", context)


def _row(day: date, found: Kpis) -> tuple[date, Kpis, list[str]]:
    return day, found, [figure.text(found) for figure in KEY_FIGURES]


def _chart(days: list[date], found: list[Kpis]) -> LineChart:
    series = [Series(code, [getattr(kpis, code) for kpis in found]) for code in DRAWN]
    top = max((ceil(value) for one in series for value in one.values if value is not None), default=0)
    return lines([formats.month(day) for day in days], series, top)
