"""Why a receipt was applied as it was, for auditors: what was kept, and what comes out again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from duebook.books.ledger.lists import receipts_as_of
from duebook.desk.access import Desk, member
from duebook.flows.explain import explain

MOST = 50
"""So many proposals of one receipt are shown, the newest first."""


@member
def proof(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """The proposals of a receipt with all that was kept of them; on demand the newest is derived again."""
    receipt = get_object_or_404(receipts_as_of(desk.company, desk.as_of), pk=pk)
    derive = "derive" in request.GET
    told = explain(desk.company, receipt.key, 1 if derive else MOST, derive)
    if told is None:
        raise Http404
    return render(request, "desk/proof.html", {"told": told, "receipt": told.receipt, "derive": derive})
