"""Automatic receipts that were drawn: a person looks at them again."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.banking.queries import bank_lines_of
from duebook.books.matching import decisions
from duebook.books.matching.review import every_proposal
from duebook.books.matching.verdicts import to_review
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of
from duebook.desk.sent import who_and_when
from duebook.desk.views.decisions import attempt


@member
def reviews(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The queue, oldest first, with what the bank said."""
    page = page_of(request, to_review(desk.company))
    for proposal in page:
        proposal.said = bank_lines_of(proposal.receipt)
    return render(request, "desk/reviews.html", {"page": page})


@require_POST
@member
def decide(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Right: on to the next. Wrong: taken back, and on to the receipt, to settle it."""
    proposal = get_object_or_404(every_proposal(desk.company), pk=pk)
    right = request.POST.get("answer") == "right"
    who = who_and_when(request)
    done = _("Noted: it was right.") if right else _("Taken back. Say now what this money is for.")
    ok = attempt(request, partial(decisions.review, desk.company, proposal, right, *who), done)
    if right or not ok:
        return redirect("reviews", desk.company.code)
    return redirect("receipt", desk.company.code, proposal.receipt_id)
