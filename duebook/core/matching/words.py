"""A payer's text cut into runs of letters and digits, with what can be no reference marked as noise."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from duebook.core.matching.vocabulary import LABELS

_DATES = (
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)",
    r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
    r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?\b",
    r"\b(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d\b",
    r"\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b",
)
_AMOUNTS = (
    r"(?<![\w.,])\d{1,3}(?:[.,' ]\d{3})+[.,]\d{2}\b(?![.,]?\d)",
    r"(?<![\w.,])\d+[.,]\d{2}\b(?![.,]?\d)",
    r"(?:€|\$|£|\b(?:EUR|USD|GBP|CHF|CAD|SEK|NOK|DKK|PLN|CZK|JPY)\b) ?\d+(?:[.,]\d+)*",
    r"\b\d+(?:[.,]\d+)* ?(?:€|£|\b(?:EUR|USD|GBP|CHF|CAD|SEK|NOK|DKK|PLN|CZK|JPY)\b)",
)
_PHONES = (
    r"\+\d[\d ()/.-]{6,}\d",
    r"\b(?:TEL|TELEFON|TELEPHONE|PHONE|FON|FAX|MOBIL|MOBILE|HANDY)\b[.: ]*[\d ()/+.-]{5,}\d",
)
_NOISE = re.compile("|".join((*_DATES, *_AMOUNTS, *_PHONES)))
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|[^\d]+")
_CONFUSED = re.compile(r"(?=(?:\D*\d){4})\d*[OIL]\d*")
_LOOKALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal stretch of digits or of letters. ``gap``: what stands between it and the run before;
    ``labelled``: announced by a word such as "invoice"; ``noise``: part of a date, amount, phone or IBAN."""

    text: str
    gap: str
    is_number: bool
    labelled: bool
    noise: bool
    start: int
    end: int


def upper(text: str) -> str:
    """Upper case in compatibility form, so that full-width digits and ligatures read like plain ones."""
    return unicodedata.normalize("NFKC", text).upper()


def read(text: str, known: Container[str] = ()) -> tuple[Run, ...]:
    """All runs of a text, in order. A word of digits with one O, I or L among them is read as digits,
    unless the word as it stands is in ``known``."""
    text = upper(text)
    noise = [match.span() for match in _NOISE.finditer(text)] + _ibans(text)
    runs: list[Run] = []
    end = 0
    for word in _WORD.finditer(text):
        for start, piece in _pieces(word.group(), word.start(), known):
            gap = text[end:start]
            end = start + len(piece)
            noisy = any(a < end and start < b for a, b in noise)
            runs.append(Run(piece, gap, piece.isdigit(), _announced(runs), noisy, start, end))
    return tuple(runs)


def _pieces(word: str, offset: int, known: Container[str]) -> list[tuple[int, str]]:
    if word not in known and _CONFUSED.fullmatch(word):
        word = word.translate(_LOOKALIKE)
    return [(offset + run.start(), run.group()) for run in _RUN.finditer(word)]


def _announced(before: list[Run]) -> bool:
    if not before:
        return False
    last = before[-1]
    return last.labelled if last.is_number else last.text in LABELS


def _ibans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _IBAN.finditer(text) if _is_iban(match.group().replace(" ", ""))]


def _is_iban(candidate: str) -> bool:
    """ISO 13616: the rearranged number leaves 1 when divided by 97."""
    rearranged = candidate[4:] + candidate[:4]
    return int("".join(str(int(char, 36)) for char in rearranged)) % 97 == 1
