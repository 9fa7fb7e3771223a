"""What a document says of the payment as a whole, in labels with values: day, reference, payer, total."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from duebook.formats.document import Line
from duebook.formats.remittance.names import NAMES, ON_PAGES, TOTALS, plain_name
from duebook.formats.remittance.pages.cells import MONEY, Cell, cells_of

_FACTS = ("payment_reference", "payment_date", "payer_name", "payer_account", "currency")
_LONGEST_LABEL = 5
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_SIGNS = {"€": "EUR", "£": "GBP", "zł": "PLN", "lei": "RON", "Lei": "RON", "Kč": "CZK"}
"""Signs of one currency only; $, kr and Fr. are those of several."""
CURRENCIES = frozenset({
    "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KWD", "MAD", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN",
    "RON", "RSD", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
})  # fmt: skip


@dataclass(slots=True)
class Facts:
    """As the document writes them. ``unclear_sign``: a sign of several currencies beside an amount."""

    told: dict[str, str] = field(default_factory=dict)
    totals: list[tuple[str, Line]] = field(default_factory=list)
    currencies: set[str] = field(default_factory=set)
    unclear_sign: str = ""


def facts_of(lines: Sequence[Line], apart: set[int]) -> Facts:
    """``apart``: the lines (by ``id``) of the table, which only tell the currency of its amounts."""
    facts = Facts()
    for line in lines:
        cells = cells_of(line)
        _currencies(cells, facts)
        if id(line) not in apart:
            _labels(line, cells, facts)
    return facts


def _currencies(cells: Sequence[Cell], facts: Facts) -> None:
    """Currencies that stand beside an amount; a letter code also wherever it stands alone in its brackets."""
    amounts = any(cell.kind == "money" for cell in cells)
    for cell in cells:
        found = MONEY.fullmatch(cell.text) if cell.kind == "money" else None
        marks = [found["before"], found["after"]] if found else []
        marks += [word.text.strip("()[],:;") for word in cell.words if cell.kind == "text"]
        for mark in filter(None, marks):
            code = _SIGNS.get(mark, mark)
            if code in CURRENCIES and (found or amounts or mark != cell.text or len(cells) > 1):
                facts.currencies.add(code)
            elif found and code not in CURRENCIES:
                facts.unclear_sign = mark


def _labels(line: Line, cells: Sequence[Cell], facts: Facts) -> None:
    for at, cell in enumerate(cells):
        if cell.kind != "text":
            continue
        for fact, value in _labelled(cell, cells[at + 1] if at + 1 < len(cells) else None):
            if fact == "total" and MONEY.fullmatch(value):
                facts.totals.append((value, line))
            elif fact != "total" and value and (fact != "payment_date" or day_of(value)):
                facts.told.setdefault(fact, value)


def _labelled(cell: Cell, following: Cell | None) -> Iterator[tuple[str, str]]:
    """The label that a cell begins with, and its value: the rest of the cell, else the cell beside it."""
    words = [word.text for word in cell.words]
    for end in range(min(len(words), _LONGEST_LABEL), 0, -1):
        fact = _LABELS.get(plain_name("".join(words[:end])))
        rest = " ".join(words[end:]).lstrip(": ")
        if fact is None or (rest and not words[end - 1].endswith(":") and fact in _IN_PROSE):
            continue
        if not rest or fact == "total":
            rest = following.text if following else ""
        yield fact, rest
        return


def _label_names() -> Iterator[tuple[str, str]]:
    for table in (ON_PAGES, NAMES):
        for fact in _FACTS:
            yield from ((plain_name(name), fact) for name in table.get(fact, ()))
    yield from ((plain_name(name), "total") for name in (*NAMES["paid"], *TOTALS))


_LABELS: Mapping[str, str] = dict(_label_names())
_IN_PROSE = frozenset({"payer_name", "payment_date", "payment_reference", "currency"})
"""Labels that are words of a sentence as well: without a colon no value follows in the same breath."""


def day_of(text: str) -> date | None:
    """A day that can only be read in one way: ISO 8601, day.month.year, or a slash with a day above 12."""
    found = re.search(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}", text)
    if not found:
        return None
    written = re.sub(r"[./]", "-", found[0])
    forms = ("%Y-%m-%d",) if written[4] == "-" else ("%d-%m-%Y", "%m-%d-%Y")[: 1 + ("/" in found[0])]
    days = {day for form in forms if (day := _parsed(written, form))}
    return days.pop() if len(days) == 1 else None


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def account_in(text: str) -> str:
    """The IBAN in a text, without its spaces; "" where there is none."""
    found = _IBAN.search(text.replace(" ", ""))
    return found[0] if found else ""
