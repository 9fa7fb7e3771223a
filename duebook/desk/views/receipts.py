"""Money that arrived: the list, and one receipt with what became of it and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from duebook.books.banking.queries import bank_lines_of
from duebook.books.ledger.lists import receipts_as_of, settlements
from duebook.books.matching.review import proposals_of, with_decision
from duebook.books.remittances.queries import remittances_for
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of
from duebook.desk.receipt_state import FILTERS, matching_words, state_of


@member
def receipts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All receipts up to the day, or those in one state."""
    words, chosen = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = with_decision(receipts_as_of(desk.company, desk.as_of))
    if customer := request.GET.get("customer"):
        rows = rows.filter(customer__number=customer)
    if request.GET.get("on"):
        rows = rows.filter(booking_date=desk.as_of)
    if chosen in FILTERS:
        rows = rows.filter(FILTERS[chosen][1])
    page = page_of(request, matching_words(rows, words))
    for row in page:
        row.state = state_of(row)
    filters = [(code, label) for code, (label, _) in FILTERS.items()]
    context = {"page": page, "filters": filters, "chosen": chosen, "words": words, "customer": customer}
    return render(request, "desk/receipts.html", context)


@member
def receipt(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One receipt: what the bank said, what was applied, and why."""
    row = get_object_or_404(with_decision(receipts_as_of(desk.company, desk.as_of)), pk=pk)
    proposals = list(proposals_of(row))
    context = {
        "receipt": row,
        "state": state_of(row),
        "lines": bank_lines_of(row),
        "settlements": settlements(row, desk.as_of),
        "told": remittances_for(row),
        "proposal": proposals[0] if proposals else None,
        "earlier": proposals[1:],
    }
    return render(request, "desk/receipt.html", context)
