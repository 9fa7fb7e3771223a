"""What payers kept back: the list, and what people decide about each."""

from functools import partial
from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.deductions import operations
from duebook.books.deductions.queries import LIVE, deductions_of, totals
from duebook.books.rows import holding
from duebook.core.deductions import DECISIONS, Decision, Standing
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of
from duebook.desk.sent import one_line, who_and_when
from duebook.desk.views.decisions import attempt
from duebook.desk.words import DEDUCTION_STANDINGS, word


@member
def deductions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is still missing, or all that ever was kept back in one standing; the newest first."""
    chosen, words = request.GET.get("standing", ""), request.GET.get("q", "").strip()
    rows = deductions_of(desk.company).filter(opened_on__lte=desk.as_of)
    rows = rows.filter(standing=chosen) if chosen in get_args(Standing) else rows.filter(standing__in=LIVE)
    rows = holding(rows, words, "item__customer__name", "item__number")
    page = page_of(request, rows)
    for row in page:
        row.choices = _choices(row.standing)
    context = {
        "page": page,
        "words": words,
        "chosen": chosen,
        "standings": DEDUCTION_STANDINGS.items(),
        "totals": totals(desk.company),
    }
    return render(request, "desk/deductions.html", context)


def _choices(standing: str) -> list[str]:
    """The decisions that the table allows in a standing."""
    return [decision for decision, (states, _then) in DECISIONS.items() if standing in states]


@require_POST
@member
def decide(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Accept, reject, write off or reopen; the note is kept on the record."""
    found = deductions_of(desk.company).filter(pk=pk).first()
    decision = request.POST.get("decision", "")
    if found is None or decision not in DECISIONS:
        raise Http404
    note = one_line(request, "note")
    who = who_and_when(request)
    act = partial(operations.decide, desk.company, pk, _decision(decision), note, desk.latest, *who)
    attempt(request, act, _("%(item)s: %(decision)s.") % {
        "item": found.item.number, "decision": word(decision, "deduction_decided"),
    })  # fmt: skip
    return redirect("deductions", desk.company.code)


def _decision(text: str) -> Decision:
    return next(name for name in DECISIONS if name == text)
