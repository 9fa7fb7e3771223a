"""Amounts as people and programs write them, to exact minor units; the decimal mark is found once per file.

``1,234`` alone can be over a thousand or just above one: a file of nothing else is refused, never guessed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from duebook.core.money import MoneyError, digits, to_minor
from duebook.formats.reading import Unreadable, shown

LONGEST = 32
"""Characters of an amount, with its sign and separators."""

MOST = 10**18
"""Minor units that books (64 bits) and banks (ISO 20022: 18 digits) can hold."""

STRAYS = 100
"""One amount in so many may contradict the others and is reported; with more of them the file is refused."""

_SIGNED = re.compile(
    r"(?P<open>\()?\s*(?P<minus>[-−])?\+?\s*(?P<number>\d[\d.,'’ ]*|[.,]\d+)(?P<after>-)?(?(open)\))"
)
_MEND = "correct it in the file, then read the file again"
_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")
_PROOF = re.compile(
    r"""(?P<whole>\d+)
      | (?P<unclear>[1-9]\d{0,2}[.,]\d{3})
      | (?P<point>\d*\.\d* | \d{1,3}(?:[ ,'’]\d{3})+\.\d*
                | \d{1,2}(?:,\d\d)*,\d{3}\.\d* | \d{1,3}(?:,\d{3}){2,})
      | (?P<comma>\d*,\d*  | \d{1,3}(?:[ .'’]\d{3})+,\d* | \d{1,3}(?:\.\d{3}){2,})""",
    re.VERBOSE | re.ASCII,
)
_GROUPED = {
    mark: re.compile(
        rf"""(?P<whole>\d* | \d{{1,3}}(?:[\ '’{other}]\d{{3}})+ | \d{{1,2}}(?:{other}\d\d)*{other}\d{{3}})
             (?:\{mark}(?P<fraction>\d*))?""",
        re.VERBOSE | re.ASCII,
    )
    for mark, other in ((".", ","), (",", r"\."))
}
"""Thousands in threes, or in lakh and crore (12,34,567); the last branch of Indian grouping ends in three."""
_MARKS = {"point": ".", "comma": ","}


def decimal_mark(amounts: Iterable[str]) -> str:
    """``"."`` or ``","``: the decimal mark that the amounts of one file prove; ``"."`` when all are whole.

    Raises Unreadable when they only hold values such as ``1,234``, or prove both marks.
    """
    found: Counter[str | None] = Counter()
    example = ""
    for text in amounts:
        proof = _PROOF.fullmatch(text.strip("+-−() \t\u00a0"))
        if proof and proof.lastgroup == "unclear":
            example = example or text
        found[proof and proof.lastgroup] += 1
    rare, often = sorted(_MARKS, key=lambda name: found[name])
    if found[rare] * STRAYS > found[often]:
        raise Unreadable(
            "amounts are written both with a decimal point and with a decimal comma",
            "export the file with one manner of writing, or name the decimal mark (--decimal)",
        )
    if not found[often]:
        if example:
            raise Unreadable(
                f"amounts such as {shown(example)} have either a decimal mark or a thousands separator",
                "name the decimal mark (--decimal . or --decimal ,), or export amounts with two decimals",
            )
        return "."
    return _MARKS[often]


class Amounts:
    """Turns the amounts of one file into minor units, exactly."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def minor(self, cell: object, currency: str) -> int:
        """``("1.234,50", "EUR") -> 123450`` where the decimal mark is a comma; numbers as they are.

        Minus may lead, trail (ERP exports) or be brackets (accountants). Raises Unreadable, never rounds.
        """
        exponent = _exponent(currency)
        if not isinstance(cell, str):
            return _exact(_number(cell), currency)
        whole, _, fraction = cell.partition(self.mark)
        if len(fraction) == exponent and len(cell) <= 18 and (both := whole + fraction).isdecimal():
            return int(both)
        return _exact(self._plain(cell.replace(currency, "", 1)), currency)

    def major(self, cell: object) -> Decimal:
        """The same for an amount whose currency the file does not name: major units, all decimals kept."""
        return Decimal(self._plain(cell) if isinstance(cell, str) else _number(cell))

    def _plain(self, cell: str) -> str:
        text = cell.translate(_SPACES).strip()
        signed = _SIGNED.fullmatch(text) if len(text) <= LONGEST else None
        number = _GROUPED[self.mark].fullmatch(signed["number"].strip()) if signed else None
        minus = sum(bool(signed[name]) for name in ("open", "minus", "after")) if signed else 0
        if number is None or minus > 1:
            raise Unreadable(f"{shown(cell)!r} is not an amount", _MEND)
        return "-" * minus + "0" + re.sub(r"\D", "", number["whole"]) + "." + (number["fraction"] or "0")


@lru_cache(maxsize=512)
def _exponent(currency: str) -> int:
    try:
        return digits(currency)
    except MoneyError as error:
        raise Unreadable(str(error), "use the three letters of ISO 4217") from None


def _number(cell: object) -> str:
    """A number of a workbook or Parquet file. A binary float means the 15 digits that a workbook shows."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal) or not isfinite(cell):
        raise Unreadable(f"{shown(str(cell))!r} is not an amount", _MEND)
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _exact(plain: str, currency: str) -> int:
    try:
        minor = to_minor(plain, currency)
    except MoneyError as error:
        raise Unreadable(str(error), "correct the amount or the currency") from None
    if abs(minor) >= MOST:
        raise Unreadable(f"the amount {shown(plain)} is too large to be true", _MEND)
    return minor
