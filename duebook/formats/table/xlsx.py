"""Workbooks (Office Open XML, ECMA-376): the first visible sheet that holds anything.

The reader spreads a sheet out as a full rectangle and copies shared texts into every cell, so a small
file could ask for a great deal of memory: what it would take is measured before it is opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from duebook.formats.reading import Unreadable, shown
from duebook.formats.table.cells import Row, Table

LARGEST_UNPACKED = 512 << 20
MOST_CELLS = 30_000_000
"""A full sheet of 1,048,576 rows and 28 columns."""
MOST_TEXT = 4 << 30

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_CHUNK = 1 << 20
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b")
_AS_CSV = "save the sheet as CSV (UTF-8)"


def open_workbook(data: bytes) -> Table:
    """Raises Unreadable when it is no workbook, damaged, protected, or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _measure(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"the workbook is damaged: {shown(str(error), 100)}", _AS_CSV) from None
    return Table("XLSX", _rows_of_first_sheet(data))


def _measure(archive: zipfile.ZipFile) -> None:
    """Refuses a workbook by what it would become in memory; reading it also proves the sizes it claims."""
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable("the archive is not an Excel workbook", "save it as XLSX or CSV")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(f"the workbook unpacks to more than {LARGEST_UNPACKED >> 20} MB", _AS_CSV)
    longest = cells = 0
    for part in parts:
        if part.filename.startswith("xl/worksheets/"):
            cells = max(cells, _rectangle(archive, part))
        elif part.filename.endswith("sharedStrings.xml"):
            longest = max(len(text) for text in _SHARED.split(archive.read(part)))
    if cells > MOST_CELLS or cells * longest > MOST_TEXT:
        raise Unreadable("the sheet is too large or holds cells far outside its list", _AS_CSV)


def _rectangle(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Cells of the rectangle from A1 to the outermost cell that the sheet names."""
    height = width = 0
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            found = set(_CELL.findall(rest + chunk))
            width = max([width, *(_column(letters) for letters in {letters for letters, _ in found})])
            height = max([height, *(int(digits[:12]) for _, digits in found)])
            rest = chunk[-40:]
    return height * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - 64
    return number


def _rows_of_first_sheet(data: bytes) -> Callable[[], Iterator[Row]]:
    from python_calamine import SheetVisibleEnum, load_workbook

    try:
        workbook = load_workbook(io.BytesIO(data))
        for metadata in workbook.sheets_metadata:
            if metadata.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_name(metadata.name)
                if sheet.start is not None:
                    return partial(_numbered, sheet, sheet.start[0] + 1)
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Unreadable(f"the workbook is damaged: {shown(str(error), 100)}", _AS_CSV) from None
        raise
    return lambda: iter(())


def _numbered(sheet: "CalamineSheet", first: int) -> Iterator[Row]:
    yield from enumerate(sheet.iter_rows(), first)
