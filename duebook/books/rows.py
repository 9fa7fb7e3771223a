"""Many rows at once: searched by words, ids reserved ahead, streamed in with COPY."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models

ROWS_AT_ONCE = 10_000
"""So many rows of a long answer are fetched at a time."""

MANY = 10_000
"""After so many new rows the database's picture of its tables is out of date."""

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


def holding(rows: models.QuerySet[M], words: str, *fields: str) -> models.QuerySet[M]:
    """The rows that hold all the words, each in one of the fields or another, in any case of letters."""
    for word in words.split():
        found = (models.Q(**{f"{field}__icontains": word}) for field in fields)
        rows = rows.filter(reduce(or_, found))
    return rows


def in_parts(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of ``size``, the last one shorter: memory for a part at a time."""
    waiting = iter(rows)
    while part := list(islice(waiting, size)):
        yield part


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """``count`` fresh primary keys of ``model``, ascending; they are never given to anyone else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` (values in the order of ``columns``, database column names) with one COPY."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)


def refresh_statistics() -> None:
    """Let the database look at its tables after a large load, else it plans as if they were still small.

    It does so by itself, but minutes later, and the rest of the day would be slow until then.
    """
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("duebook.")]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
