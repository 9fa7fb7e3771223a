"""The work list: what the machine could not or must not do alone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from duebook.books.dunning.queries import tasks_of
from duebook.books.imports.queries import files_of
from duebook.books.matching.review import open_proposals
from duebook.books.messaging.queries import messages_of
from duebook.desk.access import Desk, end_of

RECENT = timedelta(days=14)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind that wait: the first of them, and how many in all."""

    rows: list[Any]
    count: int


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits for people, by kind."""

    proposals: Part
    unmatched: Part
    tasks: Part
    failed: Part
    files: Part

    @property
    def count(self) -> int:
        return sum(getattr(self, kind).count for kind in self.__slots__)


def todo(desk: Desk) -> Todo:
    """What waits for people in a company, up to the desk's day."""
    return Todo(**{kind: Part(list(rows[:SHOWN]), rows.count()) for kind, rows in waiting(desk).items()})


def counts(desk: Desk) -> dict[str, int]:
    """How many things wait, by kind, and in ``all``."""
    found = {kind: rows.order_by().count() for kind, rows in waiting(desk).items()}
    return {**found, "all": sum(found.values())}


def waiting(desk: Desk) -> dict[str, QuerySet[Any]]:
    """The rows behind the work list, by kind."""
    proposals = open_proposals(desk.company).prefetch_related(None)
    proposals = proposals.filter(receipt__booking_date__lte=desk.as_of)
    end = end_of(desk)
    return {
        "proposals": proposals.filter(decision="review"),
        "unmatched": proposals.filter(decision="unmatched"),
        "tasks": tasks_of(desk.company, desk.as_of),
        "failed": messages_of(desk.company, end).filter(state__in=("refused", "unknown")),
        "files": files_of(desk.company, end).filter(received_at__gte=end - RECENT).exclude(problems=[]),
    }
