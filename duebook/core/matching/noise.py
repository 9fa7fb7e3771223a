"""What stands in a payer's text and is no reference: dates, amounts, phones, accounts, addresses."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from stdnum import iban

_MONTHS = (
    "JAN", "FEB", "FEV", "MAR", "MRZ", "MÄR", "MAE", "APR", "AVR", "ABR", "MAI", "MAY", "MAG", "MAJ", "JUN",
    "JUI", "GIU", "JUL", "LUG", "AUG", "AOU", "AOÛ", "AGO", "SEP", "SET", "OKT", "OCT", "OTT", "NOV", "DEC",
    "DEZ", "DÉC", "DIC", "STY", "LUT", "KWI", "CZE", "LIP", "SIE", "WRZ", "PAŹ", "LIS", "GRU",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})[^\W\d_]*"
_MONEY_SIGNS = ("€", "$", "£")
_CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "JPY", "EURO",
    "KR", "ZŁ", "LEI", "KČ", "FT",
)  # fmt: skip
_MONEY = rf"(?:[€$£]|\b(?:{'|'.join(_CURRENCIES)})\b)"
_PHONE_WORDS = ("TEL", "PHONE", "FON", "FAX", "MOBIL", "CELL", "HANDY")
_ACCOUNT_WORDS = ("KTO", "KONTO", "BLZ", "SORT CODE", "ACCOUNT N", "A/C", "RIB", "CCP")
_TAX_WORDS = (
    "UST",
    "VAT",
    "TVA",
    "STEUERNR",
    "NIP",
    "CIF",
    "NIF",
    "IVA",
    "BTW",
    "SIREN",
    "SIRET",
    "HRB",
    "EORI",
)
_STREETS = (
    "STR",
    "GASSE",
    "PLATZ",
    "ALLEE",
    "WEG",
    "ROAD",
    "AVE",
    "LANE",
    "VIA",
    "CALLE",
    "BOX",
    "POSTFACH",
    "BP",
)
_KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("/", "-", "."), r"\b\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?(?!\d)"),
    (("/",), r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b"),
    (("/", "-", "."), r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?\b"),
    (("/", "-", "."), r"\b(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d\b"),
    (("-",), r"\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b"),
    (
        _MONTHS,
        rf"\b\d{{1,2}}(?:ST|ND|RD|TH)?[ .\-/]{{0,2}}{_MONTH}(?:[ .\-/']{{0,2}}(?:(?:19|20)\d\d|\d\d))?\b",
    ),
    (_MONTHS, rf"\b{_MONTH}[ .\-/']{{0,2}}(?:\d{{1,2}}(?:ST|ND|RD|TH)?,? )?(?:(?:19|20)\d\d|\d\d)\b"),
    ((":",), r"\b\d{1,2}:\d\d(?::\d\d)?\b"),
    ((".", ","), r"(?<![\w.,])\d{1,3}(?:[.,' ]\d{3}){1,5}[.,]\d{2}\b(?![.,]?\d)"),
    ((".", ","), r"(?<![\w.,])\d+[.,]\d{2}\b(?![.,]?\d)"),
    ((*_MONEY_SIGNS, *_CURRENCIES), rf"{_MONEY}[ :]?\d+(?:[.,' ]\d{{3}}){{0,5}}(?:[.,]\d+)?"),
    ((*_MONEY_SIGNS, *_CURRENCIES), rf"\b\d{{1,15}}(?:[.,']\d{{1,3}}){{0,5}} ?{_MONEY}"),
    (("%", "PERCENT", "PROZENT"), r"\b\d+(?:[.,]\d+)? ?(?:%|PERCENT\b|PROZENT\b)"),
    (("+",), r"(?<![+*])\+\d[\d ()/.-]{6,20}\d"),
    (("00",), r"\b00[1-9]\d[ /-]\d[\d ()/.-]{4,20}\d"),
    (("(",), r"\(0?\d{2,5}\) ?\d[\d -]{3,20}\d"),
    (_PHONE_WORDS, rf"\b(?:{'|'.join(_PHONE_WORDS)})[^\W\d]{{0,12}}[.: ]{{0,3}}[\d ()/+.-]{{5,25}}\d"),
    (_ACCOUNT_WORDS, rf"\b(?:{'|'.join(_ACCOUNT_WORDS)})[^\W\d]*[.: ]*(?:NR\.? ?)?\d+(?:-\d+)*"),
    (
        _TAX_WORDS,
        rf"\b(?:P\.? ?)?(?:{'|'.join(_TAX_WORDS)})[-.: ]*(?:ID|NO|NR)*[.: ]*(?:[A-Z]{{2}})?[\d/ -]{{4,}}\d",
    ),
    (("BIC", "SWIFT"), r"\b(?:BIC|SWIFT)\b[.: ]*[A-Z0-9]{8,11}\b"),
    (("PLZ", "ZIP", "CP", "POSTCODE"), r"\b(?:PLZ|ZIP|CP|POSTCODE)\b[.: ]*\d{4,5}(?:-\d{4})?\b"),
    (("-",), r"\b(?:D|A|CH|F|B|L|NL|DK|S|N|I|E|PL|CZ|SK|H|RO)-\d{2}[- ]?\d{2,3}\b(?![-/.\d])"),
    (
        _STREETS,
        rf"(?:{'|'.join(_STREETS)})[^\W\d_]{{0,5}}\.? ?\d+[A-Z]?(?:,? +\d{{4,5}}\b(?= [^\W\d]{{3}}))?",
    ),
    (("RUE", "AVENUE", "PLACE"), r"\b\d+[A-Z]?,? (?:RUE|AVENUE|PLACE) [^\d,]{3,30},? \d{5}\b"),
)
"""Words or marks of which a text must hold one, and what then is looked for: dates and times, amounts and
percentages, phones, accounts and tax numbers, addresses."""
_NOISE = tuple((words, re.compile(pattern)) for words, pattern in _KINDS)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_PLAIN_DATE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[0-4]\d"
)
_YEAR = re.compile(r"199\d|20[0-4]\d")


class Noise:
    """The places of an upper-case text that can be no reference whoever owes us."""

    def __init__(self, text: str) -> None:
        found = [
            match.span()
            for words, pattern in _NOISE
            if any(word in text for word in words)
            for match in pattern.finditer(text)
        ]
        found += _ibans(text)
        self._places = _united(sorted(found))
        self._starts = [start for start, _ in self._places]

    def covers(self, start: int, end: int) -> bool:
        """Whether any part of the stretch is noise."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._places[before - 1][1] > start


def could_be_a_day(digits: str) -> bool:
    """Whether digits alone may be a day or a year: 20250614, 14062025, 2025."""
    return bool(_PLAIN_DATE.fullmatch(digits) or _YEAR.fullmatch(digits))


def _ibans(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _IBAN.finditer(text):
        words, start = match.group(), match.start()
        ends = (end for end in range(len(words), 14, -1) if end == len(words) or words[end] == " ")
        found += [(start, start + end) for end in ends if _is_iban(words[:end])][:1]
    return found


def _is_iban(candidate: str) -> bool:
    return bool(iban.is_valid(candidate, check_country=False))


def _united(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted places without overlaps."""
    united: list[tuple[int, int]] = []
    for start, end in places:
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
