"""A payer's text cut into runs of letters and digits, with what can be no reference marked as noise."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from duebook.core.matching.labels import is_customer_label, is_filler, is_label, mended_label
from duebook.core.matching.noise import Noise

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_RUN = re.compile(r"\d+|[^\d]+")
_MISREAD = re.compile(r"[\dOIL](?:[\dOIL]|(?<=\d)[SBZ](?=\d))+")
"""Letters that are taken for digits: O, I and L anywhere; S, B and Z only between two digits."""
_LOOKALIKE = str.maketrans("OILSBZ", "011582")
_MOST_MISREAD = 2
_FEWEST_DIGITS = 4
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal stretch of digits or of letters. ``gap``: what stands between it and the run before;
    ``plain``: without leading zeros; ``labelled``: announced by a word such as "invoice", ``for_customer`` by
    one such as "client"; ``noise``: part of a date, amount, phone, address or IBAN."""

    text: str
    gap: str
    plain: str
    is_number: bool
    labelled: bool
    for_customer: bool
    noise: bool
    start: int
    end: int


def upper(text: str) -> str:
    """Upper case in compatibility form, so that full-width digits and ligatures read like plain ones."""
    return text.upper() if text.isascii() else unicodedata.normalize("NFKC", text).upper()


def read(text: str, known: Container[str] = ()) -> tuple[Run, ...]:
    """All runs of a text, in order. A word of digits with up to two lookalikes (O0 I1 L1 S5 B8 Z2) among them
    is read as digits, unless the word as it stands is in ``known``."""
    text = upper(text)
    noise = Noise(text)
    runs: list[Run] = []
    end = 0
    labelled = for_customer = False
    for word in _WORD.finditer(text):
        for start, piece in _pieces(word.group(), word.start(), known):
            gap = text[end:start]
            end = start + len(piece)
            number = piece.isdigit()
            if not number:
                for_customer = is_customer_label(piece) or (for_customer and is_filler(piece))
                labelled = not for_customer and is_label(piece)
            plain = (piece.lstrip("0") or "0") if number else piece
            hidden = noise.covers(start, end)
            runs.append(
                Run(
                    piece,
                    gap,
                    plain,
                    number,
                    number and labelled,
                    number and for_customer,
                    hidden,
                    start,
                    end,
                )
            )
    return tuple(runs)


def pieces(reference: str) -> list[str]:
    """The runs of one reference as it stands in the books: its letters are letters."""
    return _PIECE.findall(upper(reference))


def _pieces(word: str, offset: int, known: Container[str]) -> Iterator[tuple[int, str]]:
    if not word.isdigit() and word not in known:
        word = mended_label(word) or _mended(word)
    for run in _RUN.finditer(word):
        yield offset + run.start(), run.group()


def _mended(word: str) -> str:
    """The word with lookalikes read as digits; what stands before the digits must be a label."""
    for start in range(len(word) if len(word) <= _LONGEST_WORD else 0):
        number = word[start:]
        letters = sum(char.isalpha() for char in number)
        if len(number) - letters < _FEWEST_DIGITS:
            break
        if (
            0 < letters <= _MOST_MISREAD
            and _MISREAD.fullmatch(number)
            and (not start or is_label(word[:start]))
        ):
            return word[:start] + number.translate(_LOOKALIKE)
    return word
