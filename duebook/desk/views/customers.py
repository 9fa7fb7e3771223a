"""Customers: the list, and one with balance, open items and everything that happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from duebook.books.customers.queries import customers_of
from duebook.books.dunning.queries import holds_of
from duebook.books.ledger.figures import balances_of
from duebook.books.ledger.lists import items_as_of
from duebook.desk.access import Desk, member
from duebook.desk.aging import aging, with_days_overdue
from duebook.desk.claims import with_claims
from duebook.desk.paging import page_of
from duebook.desk.timeline import timeline

ITEMS_SHOWN = 10


@member
def customers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All customers, or those with the words in name or number; with what they owe."""
    words = request.GET.get("q", "").strip()
    page = page_of(request, customers_of(desk.company, words))
    balances = balances_of(desk.company, desk.as_of, [row.pk for row in page])
    for row in page:
        row.balances = balances.get(row.pk, [])
    return render(request, "desk/customers.html", {"page": page, "words": words})


@member
def customer(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """One customer as of the day."""
    row = get_object_or_404(customers_of(desk.company), number=number)
    open_items = items_as_of(desk.company, desk.as_of).filter(customer=row)
    shown = with_claims(desk, with_days_overdue(open_items[: ITEMS_SHOWN + 1], desk.as_of))
    context = {
        "customer": row,
        "aging": aging(desk.company, desk.as_of, row),
        "items": shown[:ITEMS_SHOWN],
        "more": len(shown) > ITEMS_SHOWN,
        "holds": holds_of(row, desk.as_of),
        "timeline": timeline(desk, row),
    }
    return render(request, "desk/customer.html", context)
