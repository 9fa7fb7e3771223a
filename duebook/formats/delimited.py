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

LONGEST_LINE = 1_000_000
"""Characters: no list is that wide, and a hundred million commas must not become as many cells."""

_SAMPLE = 64 * 1024


def rows_of(data: bytes, encoding: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each starts on (from 1), streamed; blank lines are left out.

    Raises Unreadable, possibly after some rows, with the place where reading had to stop.
    """
    csv.field_size_limit(LONGEST_FIELD)
    line = 1
    try:
        text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding or encoding_of(data), newline="")
        separator = separator_of(text.read(_SAMPLE))
        text.seek(0)
        reader = csv.reader(_lines(text), delimiter=separator)
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except (csv.Error, UnicodeError) as error:
        what = f"the file cannot be read any further: {error}"
        raise Unreadable(what, "look for an open quotation mark or broken text", f"line {line}") from None
    except LookupError:
        todo = "name one such as utf-8, cp1252 or cp1250"
        raise Unreadable(f"there is no text encoding {encoding!r}", todo) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise csv.Error(f"a line is longer than {LONGEST_LINE} characters")
        yield line


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
