"""What people decide about receipts; who comes second is told."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from duebook.books.audit.operations import AlreadyDone
from duebook.books.ledger.lists import Settlement, receipts_as_of, settlements
from duebook.books.ledger.posting import NotPossible
from duebook.books.matching import decisions
from duebook.books.matching.review import every_proposal, open_proposals
from duebook.core.money import NoRate
from duebook.desk.access import Desk, member
from duebook.desk.sent import one_line, who_and_when
from duebook.desk.words import word
from duebook.flows.rates import rates_for


@require_POST
@member
def decide(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Apply one proposal, or turn it down."""
    proposal = get_object_or_404(every_proposal(desk.company), pk=pk)
    who = who_and_when(request)
    if proposal.state != "open":
        state = word(proposal.state, "proposal")
        messages.error(request, _("Nothing was changed, somebody was faster: this proposal is %s.") % state)
    elif request.POST.get("answer") == "apply":
        apply = partial(decisions.accept, desk.company, [proposal], rates_for(desk.company), *who)
        attempt(request, apply, _("Applied."))
    else:
        turn_down = partial(decisions.reject, desk.company, proposal, *who)
        attempt(request, turn_down, _("Turned down; the receipt waits for another answer."))
    if request.POST.get("back") == "proposals":
        return redirect("proposals", desk.company.code)
    return redirect("receipt", desk.company.code, proposal.receipt_id)


@require_POST
@member
def accept_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Apply all proposals of a page of the list together."""
    chosen = [pk for pk in request.POST.getlist("proposal") if pk.isdecimal()]
    waiting = list(open_proposals(desk.company).filter(pk__in=chosen).select_related("event"))
    if waiting:
        who = who_and_when(request)
        apply = partial(decisions.accept, desk.company, waiting, rates_for(desk.company), *who)
        done = ngettext("%(n)s receipt is applied.", "%(n)s receipts are applied.", len(waiting))
        attempt(request, apply, done % {"n": len(waiting)})
    else:
        messages.error(request, _("Nothing was changed, somebody was faster: none of these waits any more."))
    return redirect("proposals", desk.company.code)


@require_POST
@member
def set_aside(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """A receipt is not from a customer; the reason is kept on the record."""
    receipt = get_object_or_404(receipts_as_of(desk.company, desk.latest), pk=pk)
    why = one_line(request, "why")
    if why:
        who = who_and_when(request)
        aside = partial(decisions.set_aside, desk.company, receipt.key, why, *who)
        attempt(request, aside, _("Set aside: the receipt is out of the receivables."))
    else:
        messages.error(request, _("Nothing was changed: say why it is not from a customer."))
    return redirect("receipt", desk.company.code, pk)


@member
def undo(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Asked: shows what taking one line back means. Confirmed: does it."""
    receipt = get_object_or_404(receipts_as_of(desk.company, desk.latest), pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    line = _line(settlements(receipt, desk.latest), asked.get("line", ""))
    if line.undone:
        messages.error(request, _("Somebody was faster: this line is taken back already."))
    elif request.method == "POST":
        who = who_and_when(request)
        take_back = partial(decisions.undo, desk.company, line.entry_key, *who)
        attempt(request, take_back, _("Taken back: %s is open again.") % line.item.number)
    elif desk.may_write:
        return render(request, "desk/undo.html", {"receipt": receipt, "line": line})
    return redirect("receipt", desk.company.code, pk)


def _line(lines: list[Settlement], key: str) -> Settlement:
    for line in lines:
        if line.entry_key == key:
            return line
    raise Http404(_("There is no such line on this receipt."))


def attempt(request: HttpRequest, operation: Callable[[], None], done: str) -> bool:
    """Do it and say so, or say why nothing was changed; returns whether it was done."""
    try:
        operation()
        messages.success(request, done)
        return True
    except AlreadyDone:
        messages.error(request, _("Nothing was changed: this was decided before. Look at how it stands now."))
    except (NotPossible, NoRate) as refused:
        messages.error(request, _("Nothing was changed: %s") % refused)
    return False
