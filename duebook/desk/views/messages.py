"""What was written to customers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from duebook.books.messaging.queries import count_by_state, messages_of
from duebook.books.rows import holding
from duebook.desk.access import Desk, end_of, member, start_of
from duebook.desk.letters import letter_page
from duebook.desk.paging import page_of
from duebook.desk.words import MESSAGE_STATES

STATES = {"failed": ["refused", "unknown"]}


@member
def messages(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Messages up to the day, or those in one state."""
    every = messages_of(desk.company, end_of(desk))
    chosen, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if request.GET.get("on"):
        every = every.filter(written_at__gte=start_of(desk))
    rows = every.filter(state__in=STATES.get(chosen, [chosen])) if chosen else every
    rows = holding(rows, words, "subject", "customer__name")
    counts = count_by_state(every)
    filters = [(state, label, counts[state]) for state, label in MESSAGE_STATES.items() if state in counts]
    context = {"page": page_of(request, rows), "filters": filters, "chosen": chosen, "words": words}
    return render(request, "desk/messages.html", context)


@member
def message(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One message, as it was written and what became of it."""
    row = get_object_or_404(messages_of(desk.company, end_of(desk)), pk=pk)
    return render(request, "desk/message.html", {"letter": row, "deliveries": row.deliveries.order_by("id")})


@member
def letter(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:  # noqa: ARG001
    """The letter's own page, for the frame on the message's page."""
    return letter_page(get_object_or_404(messages_of(desk.company, end_of(desk)), pk=pk).html)
