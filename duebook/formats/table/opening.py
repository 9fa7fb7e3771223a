"""Which kind of table a file holds, by its content and never by its name."""

from duebook.formats.delimited import rows_of
from duebook.formats.encodings import encoding_of
from duebook.formats.reading import LARGEST_FILE, Unreadable
from duebook.formats.table.cells import Table
from duebook.formats.table.parquet import open_parquet
from duebook.formats.table.xlsx import open_workbook

FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file", "save it as XLSX without password"),
    (b"%PDF", "a PDF", "export the list as CSV or XLSX"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
)
"""What people send instead of a list: first bytes, what it is, what to do."""


def open_table(data: bytes, encoding: str | None = None) -> Table:
    """CSV, XLSX or Parquet. Raises Unreadable, now or while its rows are read."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"the file is larger than {LARGEST_FILE >> 20} MB", "split it into several files")
    for beginning, what, todo in FOREIGN:
        if data.startswith(beginning):
            raise Unreadable(f"this is {what}, not a list", todo)
    if data.startswith(b"PK\x03\x04"):
        return open_workbook(data)
    if data.startswith(b"PAR1"):
        return open_parquet(data)
    known = encoding or encoding_of(data)
    return Table("CSV", lambda: rows_of(data, known))
