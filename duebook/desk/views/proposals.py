"""What the engine would do but is not sure enough to do alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.matching.review import open_proposals
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of


@member
def proposals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The review queue, the largest sums first."""
    rows = open_proposals(desk.company)
    if request.GET.get("decision") in ("review", "unmatched"):
        rows = rows.filter(decision=request.GET["decision"])
    context = {"page": page_of(request, rows), "chosen": request.GET.get("decision", "")}
    return render(request, "desk/proposals.html", context)
