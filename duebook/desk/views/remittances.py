"""What payers say their payments are for: the list, one beside its document, and what people decide."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duebook.books.remittances import pairing
from duebook.books.remittances.queries import (
    candidates_for,
    count_by_state,
    document_of,
    receipts_for,
    remittances_of,
)
from duebook.books.rows import holding
from duebook.desk.access import Desk, end_of, member
from duebook.desk.documents import shown
from duebook.desk.paging import page_of
from duebook.desk.sent import one_line, who_and_when
from duebook.desk.views.decisions import attempt
from duebook.desk.words import REMITTANCE_STATES
from duebook.flows.receive_files import Arrived, FileOutcome, receive_file

LARGEST_UPLOAD = 20 << 20
CHOICES = 30
"""So many receipts are offered to choose from."""


@member
def remittances(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All that came up to the day, or those in one state."""
    every = remittances_of(desk.company, end_of(desk))
    chosen, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = every.filter(state=chosen) if chosen else every
    rows = holding(rows, words, "payer_name", "sender", "payment_reference", "file__name")
    counts = count_by_state(every)
    filters = [(state, label, counts[state]) for state, label in REMITTANCE_STATES.items() if state in counts]
    context = {"page": page_of(request, rows), "filters": filters, "chosen": chosen, "words": words}
    return render(request, "desk/remittances.html", context)


@member
def remittance(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One remittance: what was read, where, from which document, and which receipts it is for."""
    row = get_object_or_404(remittances_of(desk.company, end_of(desk)), pk=pk)
    context = {
        "remittance": row,
        "lines": page_of(request, row.lines.all()),
        "receipts": receipts_for(row),
        "candidates": candidates_for(row)[:CHOICES],
        **shown(document_of(desk.company, row.file_id)),
    }
    return render(request, "desk/remittance.html", context)


@require_POST
@member
def upload(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Files with remittances, as if they had come by mail or into the inbox."""
    who = who_and_when(request)
    for file in request.FILES.getlist("files"):
        if (file.size or 0) > LARGEST_UPLOAD:
            messages.error(request, _("%s is larger than 20 MB; split it.") % file.name)
            continue
        arrived = Arrived(str(file.name), file.read(), desk.latest)
        _tell(request, receive_file(desk.company, arrived, *who))
    return redirect("remittances", desk.company.code)


def _tell(request: HttpRequest, outcome: FileOutcome) -> None:
    said = {"name": outcome.name, "n": outcome.added, "kind": outcome.kind}
    if outcome.kind == "known":
        messages.success(request, _("%(name)s was taken in before; nothing changed.") % said)
    elif outcome.kind in ("not recognised", "refused"):
        problem = outcome.problems[0] if outcome.problems else ""
        messages.error(request, _("%(name)s was not taken in.") % said + f" {problem}")
    else:
        text = _("%(name)s: %(kind)s, %(n)s new. The next run of the day pairs them with receipts.")
        messages.success(request, text % said)


@require_POST
@member
def pair(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """A person says which receipts it is for."""
    row = get_object_or_404(remittances_of(desk.company, end_of(desk)), pk=pk)
    who = who_and_when(request)
    choose = partial(pairing.pair_by_hand, desk.company, row.key, request.POST.getlist("receipt"), *who)
    attempt(request, choose, _("Paired; the next run of the day uses it."))
    return redirect("remittance", desk.company.code, pk)


@require_POST
@member
def set_aside(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """It is for no receipt of ours; the reason is kept on the record."""
    row = get_object_or_404(remittances_of(desk.company, end_of(desk)), pk=pk)
    why = one_line(request, "why")
    if why:
        who = who_and_when(request)
        aside = partial(pairing.set_aside, desk.company, row.key, why, *who)
        attempt(request, aside, _("Put aside."))
    else:
        messages.error(request, _("Nothing was changed: say why it is not needed."))
    return redirect("remittance", desk.company.code, pk)
