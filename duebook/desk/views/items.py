"""What is open."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duebook.books.ledger.lists import items_as_of
from duebook.books.rows import holding
from duebook.desk.access import Desk, member
from duebook.desk.aging import NAMES, between, with_days_overdue
from duebook.desk.claims import with_claims
from duebook.desk.paging import page_of


@member
def items(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open items as of the day, the longest overdue first; by age, currency, customer or words."""
    words, age = request.GET.get("q", "").strip(), request.GET.get("age", "")
    rows = items_as_of(desk.company, desk.as_of)
    if age == "overdue":
        rows = rows.filter(due_date__lt=desk.as_of)
    elif age.isdecimal():
        first, last = between(int(age), desk.as_of)
        rows = rows.filter(due_date__gte=first, due_date__lte=last)
    if currency := request.GET.get("currency"):
        rows = rows.filter(currency=currency)
    if customer := request.GET.get("customer"):
        rows = rows.filter(customer__number=customer)
    page = page_of(request, with_words(rows, words))
    page.object_list = with_claims(desk, with_days_overdue(page.object_list, desk.as_of))
    context = {
        "page": page,
        "words": words,
        "age": age,
        "customer": customer,
        "currency": currency,
        "ages": NAMES,
    }
    return render(request, "desk/items.html", context)


def with_words(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Items whose number, order or customer holds all the words."""
    return holding(rows, words, "number", "po_number", "customer__name", "customer__number")
