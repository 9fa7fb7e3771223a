"""Messages for readers."""

from datetime import datetime

from django.db.models import Count, QuerySet

from duebook.books.companies.models import Company
from duebook.books.messaging.models import Message


def messages_of(company: Company, before: datetime) -> QuerySet[Message]:
    """Messages written before an instant, the newest first, with their customers."""
    return (
        Message.objects.filter(company=company, written_at__lt=before)
        .select_related("customer")
        .order_by("-written_at", "-id")
    )


def count_by_state(messages: QuerySet[Message]) -> dict[str, int]:
    """How many messages stand in which state; states without any are left out."""
    rows = messages.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)
