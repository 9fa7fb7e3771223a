"""What the engine would do but is not sure enough to do alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.audit.operations import AlreadyDone
from duebook.books.ledger.posting import NotPossible
from duebook.books.matching.decisions import accept, reject
from duebook.books.matching.review import open_proposals, proposal_of
from duebook.desk.access import Desk, member
from duebook.desk.paging import page_of
from duebook.flows.rates import rates_for


@member
def proposals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The review queue, the largest sums first."""
    rows = open_proposals(desk.company)
    if request.GET.get("decision") in ("review", "unmatched"):
        rows = rows.filter(decision=request.GET["decision"])
    context = {"page": page_of(request, rows), "chosen": request.GET.get("decision", "")}
    return render(request, "desk/proposals.html", context)


@require_POST
@member
def decide(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Apply or turn down one proposal; says so when somebody else was faster."""
    proposal = proposal_of(desk.company, pk)
    if proposal is None:
        raise Http404
    actor, now = request.user.get_username(), timezone.now()
    try:
        if request.POST.get("answer") == "apply":
            accept(desk.company, proposal, rates_for(desk.company), actor, now)
            messages.success(request, _("Applied."))
        else:
            reject(desk.company, proposal, actor, now)
            messages.success(request, _("Turned down; the receipt waits for another answer."))
    except (NotPossible, AlreadyDone) as refused:
        messages.error(request, _("Nothing was changed: %s") % refused)
    return redirect("receipt", desk.company.code, proposal.receipt_id)
