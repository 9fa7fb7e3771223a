"""The lines of a SWIFT message grouped under their tags."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"\s*:(20|21|25P?|28C?|6[025][FM]?|61|64|86|13D?|34F|90[CD]|NS):(.*)", re.ASCII | re.DOTALL)
_END = re.compile(r"-(\}.*|X*)?|\{[1-5]:.*|[A-Z]{4}[A-Z]{2}[A-Z0-9]{2,5}|94[02]( 00)?|\d{4} \d\d[A-Z]{6}.*")
"""Lines of the envelope between two messages: end mark, SWIFT blocks, sender, message type."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name (``61``), where it begins, and its lines without line ends."""

    name: str
    place: str
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[0].strip()


def tags_of(text: str) -> Iterator[Tag]:
    """Every known tag with the lines up to the next one; the envelope is left out."""
    current: Tag | None = None
    for number, raw in enumerate(io.StringIO(text.lstrip("\ufeff"), newline=None), 1):
        line = raw.rstrip("\n").replace("\xad", "-").replace("\x00", "")
        found = _TAG.match(line) if ":" in line[:12] else None
        if found:
            if current is not None:
                yield current
            current = Tag(found[1], f"line {number}", [found[2]])
        elif current is not None and _END.fullmatch(line):
            yield current
            current = None
        elif current is not None:
            current.lines.append(line)
    if current is not None:
        yield current
