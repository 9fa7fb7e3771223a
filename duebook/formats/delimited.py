"""Delimited text (CSV and its kin): which encoding, which separator, which rows. Recognised by content.

Also serves the CSV exports of banks. Nothing is guessed: what can be read in two ways is refused.
"""

import csv
import io
from collections.abc import Iterator

from duebook.formats.encodings import encoding_of
from duebook.formats.reading import Unreadable

SEPARATORS = ",;\t|"
LONGEST_FIELD = 131_072
"""Characters. A longer field is an open quotation mark that swallowed what follows, or an attack."""

_SAMPLE = 64 * 1024


def rows_of(data: bytes, encoding: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each starts on (from 1), streamed; blank lines are left out.

    Raises Unreadable, possibly after some rows, with the place where reading had to stop.
    """
    encoding = encoding or encoding_of(data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    separator = separator_of(text.read(_SAMPLE))
    text.seek(0)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(text, delimiter=separator)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except (csv.Error, UnicodeError) as error:
        raise Unreadable(
            f"the file cannot be read any further: {error}", "look for an open quotation mark", f"line {line}"
        ) from None


def separator_of(sample: str) -> str:
    """The separator that cuts the first lines into the same number of fields, the most of them; else a comma.

    A separator that only cuts lines unevenly (commas within text or amounts) loses to one that cuts evenly.
    """
    lines = sample.splitlines(keepends=True)
    lines = lines[: -1 if len(lines) > 1 else None][:200]
    return max(SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    """How many lines have the commonest number of fields (more than one), then that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0, 0
    counts = {width: widths.count(width) for width in set(widths) if width > 1}
    if not counts:
        return 0, 0
    width = max(counts, key=lambda width: (counts[width], width))
    return counts[width], width
