"""What the engine would do and may not, or is not sure enough to, do alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from duebook.books.matching.review import open_proposals
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of

FILTERS = {
    "auto": (_("Certain"), ["auto"]),
    "review": (_("To review"), ["review"]),
    "candidate": (_("With a candidate"), ["auto", "review"]),
    "unmatched": (_("Nothing plausible"), ["unmatched"]),
    "not_customer": (_("Not from customers"), ["not_customer"]),
}
"""What can be chosen: the label, and the decisions of the engine that it shows."""


@member
def proposals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All that waits for a decision, the largest sums first."""
    rows, chosen = open_proposals(desk.company), request.GET.get("decision", "")
    if chosen in FILTERS:
        rows = rows.filter(decision__in=FILTERS[chosen][1])
    filters = [(code, label) for code, (label, _codes) in FILTERS.items()]
    return render(
        request, "desk/proposals.html", {"page": page_of(request, rows), "chosen": chosen, "filters": filters}
    )
