"""Dates of foreign files: ISO 8601, or the one other form that the reader is told."""

from collections.abc import Iterable
from datetime import date, datetime

from duebook.formats.reading import Unreadable, shown

KNOWN_FORMS = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d",
    "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y",
)  # fmt: skip
"""Forms that are suggested, never assumed: 03/04/2025 is a different day on either side of the Atlantic."""

_REMEMBERED = 50_000
_WORDS = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))


class Days:
    """Reads the dates of one file. ``date_format``: ``%d.%m.%Y`` or ``DD.MM.YYYY``; None is ISO 8601."""

    def __init__(self, date_format: str | None = None) -> None:
        self.form = _percent(date_format) if date_format else None
        self._seen: dict[object, date] = {}

    def day(self, cell: object) -> date:
        """The day of a cell; raises Unreadable with what to do."""
        known = self._seen.get(cell)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[cell] = self._read(cell)
        return known

    def _read(self, cell: object) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        try:
            text = str(cell).strip()
            return datetime.strptime(text, self.form).date() if self.form else iso(text)  # noqa: DTZ007
        except ValueError:
            wanted = f"a date written as {self.form}" if self.form else "an ISO 8601 date (2025-12-31)"
            raise Unreadable(f"{shown(str(cell))!r} is not {wanted}", advice([str(cell)])) from None


def iso(text: str) -> date:
    """``2025-12-31``, ``20251231`` or a date-time that begins with either; ValueError otherwise."""
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text).date()


def advice(examples: Iterable[str]) -> str:
    """What to do about dates that were not understood: the forms that would fit all the examples."""
    texts = list(examples)
    fitting = [form for form in KNOWN_FORMS if all(_fits(text, form) for text in texts)]
    if fitting:
        return "say how dates are written: " + " or ".join(f'--date-format "{form}"' for form in fitting)
    return "correct it in the file, or say how dates are written (--date-format)"


def _fits(text: str, form: str) -> bool:
    try:
        return bool(datetime.strptime(text.strip(), form))  # noqa: DTZ007
    except ValueError:
        return False


def _percent(date_format: str) -> str:
    if "%" not in date_format:
        for word, directive in _WORDS:
            date_format = date_format.replace(word, directive)
    return date_format
