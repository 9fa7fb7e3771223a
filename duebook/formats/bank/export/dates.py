"""In which order a file writes day, month and year: proved by its own dates, else asked for."""

from collections.abc import Iterable
from datetime import date

from duebook.formats.days import KNOWN_FORMS, Days
from duebook.formats.reading import Unreadable, iso_day, shown

_FORMS = (
    *KNOWN_FORMS,
    "%Y.%m.%d.",
    "%d.%m.%Y.",
    "%d %b %y",
    "%d-%b-%y",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
)
_ENOUGH = 2_000


def days_of(cells: Iterable[object], date_format: str | None) -> "Days | IsoDays":
    """The reader of the file's dates. Raises Unreadable when they fit two orders that give different days."""
    if date_format:
        return Days(date_format)
    texts = {cell.strip() for cell in cells if isinstance(cell, str) and any(sign.isdigit() for sign in cell)}
    if not texts or _reads(IsoDays(), texts):
        return IsoDays()
    fitting = {form: Days(form) for form in _FORMS if _reads(Days(form), texts)}
    answers = {tuple(days.day(text) for text in sorted(texts)[:_ENOUGH]) for days in fitting.values()}
    if len(answers) == 1:
        return next(iter(fitting.values()))
    example = shown(sorted(texts)[0])
    forms = " or ".join(f'--date-format "{form}"' for form in fitting) or "--date-format"
    what = f"dates such as {example} " + ("can be read in two ways" if fitting else "are of no known form")
    raise Unreadable(what, f"say how they are written: {forms}")


class IsoDays:
    """ISO 8601 days and date-times, and the days of a workbook."""

    def day(self, cell: object) -> date:
        return iso_day(cell) if isinstance(cell, str) else Days().day(cell)


def _reads(days: "Days | IsoDays", texts: Iterable[str]) -> bool:
    try:
        return all(days.day(text) for text in texts)
    except Unreadable:
        return False
