"""A person applies a receipt by hand: chooses open items, and says how much of the money each gets."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from duebook.books.ledger.lists import items_as_of, receipts_as_of
from duebook.books.ledger.operations import Application
from duebook.books.matching import decisions
from duebook.core.money import MoneyError, to_minor
from duebook.desk.access import Desk, member
from duebook.desk.sent import who_and_when
from duebook.desk.views.decisions import attempt
from duebook.desk.views.items import with_words
from duebook.flows.rates import rates_for

ITEMS_SHOWN = 50


@member
def settle(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Asked: the open items of the customer, or those with the words. Answered: posts what was said."""
    receipt = get_object_or_404(receipts_as_of(desk.company, desk.latest), pk=pk)
    if not desk.may_write:
        raise PermissionDenied(_("Auditors read; they change nothing."))
    if request.method == "POST" and _post(request, desk, receipt.key):
        return redirect("receipt", desk.company.code, pk)
    words = request.GET.get("q", "").strip()
    items = with_words(items_as_of(desk.company, desk.latest), words)
    if not words:
        items = items.filter(customer=receipt.customer) if receipt.customer else items.none()
    return render(
        request, "desk/settle.html", {"receipt": receipt, "items": items[:ITEMS_SHOWN], "words": words}
    )


def _post(request: HttpRequest, desk: Desk, receipt: str) -> bool:
    """Posts what the form says; False, and a message, where it cannot be."""
    told = {
        name[len("item-") :]: text for name, text in request.POST.items() if name.startswith("item-") and text
    }
    rows = items_as_of(desk.company, desk.latest).filter(pk__in=[pk for pk in told if pk.isdecimal()])
    try:
        lines = [
            Application(receipt, row.key, to_minor(str(told[str(row.pk)]), row.currency)) for row in rows
        ]
    except MoneyError as wrong:
        messages.error(request, _("Nothing was changed: %s") % wrong)
        return False
    if not lines:
        messages.error(request, _("Nothing was changed: say how much at least one item gets."))
        return False
    who = who_and_when(request)
    customer = rows[0].customer.number
    post = partial(decisions.settle, desk.company, receipt, customer, lines, rates_for(desk.company), *who)
    return attempt(request, post, _("Applied."))
