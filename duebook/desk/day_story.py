"""What a day did, in the numbers of one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from duebook.books.imports.queries import files_of
from duebook.books.ledger.figures import CashDay
from duebook.books.ledger.lists import receipts_as_of
from duebook.books.matching.review import Tally, tally
from duebook.books.messaging.queries import messages_of
from duebook.books.work.queries import end_of
from duebook.desk.access import Desk


@dataclass(frozen=True, slots=True)
class DayStory:
    """Counts of one day; ``received`` in minor units of company currency."""

    day: date
    files: int
    invoices: int
    received: int
    receipts: Tally
    letters: int


def stories(desk: Desk, cash: Sequence[CashDay]) -> tuple[DayStory, DayStory]:
    """The desk's day and the day before it on which money came; ``cash`` ends with the desk's day."""
    before = next((row for row in reversed(cash[:-1]) if row.received), cash[-2])
    return _story(desk, cash[-1]), _story(desk, before)


def _story(desk: Desk, cash: CashDay) -> DayStory:
    start, end = end_of(cash.day - timedelta(days=1)), end_of(cash.day)
    files = files_of(desk.company, end).filter(received_at__gte=start).order_by()
    came = files.aggregate(files=Count("pk"), invoices=Sum("added", filter=Q(kind="invoices"), default=0))
    return DayStory(
        cash.day,
        came["files"],
        came["invoices"],
        cash.received,
        tally(receipts_as_of(desk.company, desk.as_of), cash.day),
        messages_of(desk.company, end).filter(written_at__gte=start).count(),
    )
