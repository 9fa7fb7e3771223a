"""Cash application: how much is applied without people, how often that is wrong, and how far it may go."""

import secrets
from datetime import date, timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.ledger.lists import receipts_as_of
from duebook.books.matching.review import Tally, open_proposals, sum_of, tallies
from duebook.books.matching.setting import changed, switch
from duebook.books.matching.standing import WEEKS, Standing, standing_of
from duebook.books.matching.verdicts import reliability, to_review
from duebook.core.matching.recommending import LEVELS
from duebook.desk import formats
from duebook.desk.access import Desk, end_of, member
from duebook.desk.advice import advice, interval
from duebook.desk.charts import Chart, Part, bars
from duebook.desk.sent import who_and_when
from duebook.desk.views.decisions import attempt
from duebook.desk.words import MODES, word

WEEKS_SHOWN = 12
ROWS_SHOWN = 20
"""Of situations, the most frequent ones."""
REVIEW_SHARES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@member
def cash_application(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The record of the company, and its setting; the setting is always that of now."""
    weeks = _weeks(desk)
    standing = standing_of(desk.company, end_of(desk))
    context = {
        "today": weeks[-1][1].get(desk.as_of, Tally(0, 0, 0, 0)),
        "rows": [(first, sum_of(days.values())) for first, days in reversed(weeks)],
        "all": sum_of(tally for _first, days in weeks for tally in days.values()),
        "chart": _chart(weeks),
        "standing": standing,
        "advice": advice(standing.recommendation, WEEKS),
        "interval": interval(standing.reviewed),
        "to_review": to_review(desk.company).count(),
        "waiting": open_proposals(desk.company).count(),
        "reliability": reliability(desk.company, end_of(desk) - timedelta(weeks=WEEKS))[:ROWS_SHOWN],
        **_choices(standing),
    }
    return render(request, "desk/cash_application.html", context)


@require_POST
@member
def change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new setting, from now on."""
    if not desk.may_set:
        raise PermissionDenied(_("Controllers and administrators decide how far the engine may go."))
    try:
        setting = changed(
            desk.company,
            secrets.token_hex(32),
            mode=_mode(request.POST["mode"]),
            max_error=float(request.POST["max_error"]),
            review_share=float(request.POST["review_share"]),
        )
    except (KeyError, ValueError):
        raise PermissionDenied(_("Choose one of the settings on the page.")) from None
    who = who_and_when(request)
    done = _("From now on: %s.") % word(setting.mode, "mode")
    attempt(request, partial(switch, desk.company, setting, *who), done)
    return redirect("cash_application", desk.company.code)


def _weeks(desk: Desk) -> list[tuple[date, dict[date, Tally]]]:
    """The first day of each week with the receipts of its days; the last week ends with the desk's day."""
    monday = desk.as_of - timedelta(days=desk.as_of.weekday())
    firsts = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS_SHOWN))]
    found = tallies(receipts_as_of(desk.company, desk.as_of), firsts[0], desk.as_of)
    week = timedelta(weeks=1)
    return [
        (first, {day: one for day, one in found.items() if first <= day < first + week}) for first in firsts
    ]


def _chart(weeks: list[tuple[date, dict[date, Tally]]]) -> Chart:
    return bars([(formats.short_day(first), _parts(sum_of(days.values()))) for first, days in weeks])


def _parts(tally: Tally) -> list[Part]:
    counts = {
        "applied": (tally.by_itself, _("applied by itself")),
        "by_person": (tally.by_person, _("applied by people")),
        "waiting": (tally.waiting, _("waits")),
        "elsewhere": (tally.elsewhere, _("not from customers")),
    }
    return [Part(kind, count, f"{words}: {formats.number(count)}") for kind, (count, words) in counts.items()]


def _choices(standing: Standing) -> dict[str, object]:
    setting = standing.setting
    return {
        "modes": MODES.items(),
        "max_errors": sorted({*LEVELS, setting.max_error}),
        "review_shares": sorted({*REVIEW_SHARES, setting.review_share}),
    }


def _mode(text: str) -> str:
    if text not in MODES:
        raise ValueError(text)
    return text
