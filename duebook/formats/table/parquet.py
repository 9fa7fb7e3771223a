"""Parquet files, by way of duckdb, a few thousand rows at a time."""

from collections.abc import Iterator
from tempfile import NamedTemporaryFile
from typing import Any

from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import Row, Table

MOST_ROWS = 50_000_000
"""A few bytes of Parquet can claim any number of equal rows."""

_AT_ONCE = 5_000
_TODO = "write the file again, or export the list as CSV"


def open_parquet(data: bytes) -> Table:
    """Raises Unreadable when the file is damaged or claims too much."""
    held = NamedTemporaryFile(prefix="duebook-", suffix=".parquet")  # noqa: SIM115 (lives as long as the table)
    held.write(data)
    held.flush()

    def rows() -> Iterator[Row]:
        try:
            yield from _rows(held.name)
        except _database_error() as error:
            raise Unreadable(f"the Parquet file is damaged: {shown(str(error), 200)}", _TODO) from None

    return Table("Parquet", rows)


def _rows(path: str) -> Iterator[Row]:
    import duckdb

    settings: dict[str, Any] = {"memory_limit": "1GB", "threads": 2, "max_temp_directory_size": "0KB"}
    with duckdb.connect(":memory:", config=settings) as database:
        claim = database.execute("select sum(num_rows) from parquet_file_metadata(?)", [path]).fetchone()
        if claim and (claim[0] or 0) > MOST_ROWS:
            raise Unreadable(f"the file claims {claim[0]} rows, more than {MOST_ROWS}", _TODO)
        database.execute("select * from read_parquet(?)", [path])
        yield 1, [column[0] for column in database.description or ()]
        number = 2
        while some := database.fetchmany(_AT_ONCE):
            yield from enumerate(some, number)
            number += len(some)


def _database_error() -> type[Exception]:
    import duckdb

    return duckdb.Error
