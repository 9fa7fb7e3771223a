"""Items with what their payers kept back, so that a claim is not taken for an overdue rest."""

from typing import Any

from duebook.books.deductions.queries import kept_back_of
from duebook.desk.access import Desk


def with_claims(desk: Desk, items: list[Any]) -> list[Any]:
    """The items, each knowing its live ``claim`` as of the desk's day, or None."""
    claims = kept_back_of(desk.company, items, desk.as_of)
    for row in items:
        row.claim = claims.get(row.pk)
    return items
