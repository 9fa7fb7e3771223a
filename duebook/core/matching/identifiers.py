"""Creditor references with check digits, as banks print them on payment slips, and what they carry.

A company makes them of its own numbers: the invoice number, often behind the customer's. The check digits
tell them from other numbers; what is left of them is looked up among the open items.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import iso11649, luhn
from stdnum.ch import esr

_RF = re.compile(r"\bRF\d\d(?: ?[A-Z0-9]){1,21}(?![A-Z0-9])")
_SI = re.compile(r"\b(?:SI|HR)(\d\d) ?(\d[\d-]{0,21})(?![\dA-Z])")
_WEIGHTS = (7, 3, 1)
_UNSTRUCTURED = "99"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A creditor reference of digits only. ``lengths``: fewest and most digits; ``check``: how many digits at
    the end prove the others, and ``proves`` whether they do."""

    name: str
    lengths: tuple[int, int]
    check: int
    proves: Callable[[str], bool]


def _by_97(digits: str) -> bool:
    return (int(digits[:-2]) % 97 or 97) == int(digits[-2:])


def _by_731(digits: str) -> bool:
    total = sum(int(digit) * _WEIGHTS[i % 3] for i, digit in enumerate(reversed(digits[:-1])))
    return int(digits[-1]) == -total % 10


def _by_11(digits: str) -> bool:
    total = sum(int(digit) * (2 + i % 6) for i, digit in enumerate(reversed(digits[:-1])))
    return int(digits[-1]) == -total % 11


def _by_luhn(digits: str) -> bool:
    return bool(luhn.is_valid(digits))


def _by_luhn_and_length(digits: str) -> bool:
    return int(digits[-2]) == len(digits) % 10 and _by_luhn(digits)


def _by_esr(digits: str) -> bool:
    return bool(esr.calc_check_digit(digits[:-1]) == digits[-1])


SCHEMES = (
    Scheme("QRR", (27, 27), 1, _by_esr),
    Scheme("OGM", (12, 12), 2, _by_97),
    Scheme("viite", (4, 20), 1, _by_731),
    Scheme("KID, OCR", (4, 25), 1, _by_luhn),
    Scheme("KID", (4, 25), 1, _by_11),
    Scheme("OCR with length", (5, 25), 2, _by_luhn_and_length),
)
"""Swiss QR reference and ESR (modulo 10, recursive); Belgian structured communication (modulo 97); Finnish
and Estonian viitenumero (weights 7, 3, 1); Norwegian KID (modulo 10 or 11); Swedish OCR, also with its length
before the check digit."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a creditor reference says: ``body`` is what stands before or after its check digits."""

    place: tuple[int, int]
    body: str


def bodies(digits: str, is_ours: Callable[[str], bool]) -> Iterator[str]:
    """What a run of digits carries, if it is a creditor reference; only bodies that are of our making.

    ``is_ours`` is asked first: one number in ten has a right check digit by chance.
    """
    for scheme in SCHEMES:
        fewest, most = scheme.lengths
        if fewest <= len(digits) <= most:
            body = digits[: -scheme.check].lstrip("0")
            if scheme is SCHEMES[0] and body and scheme.proves(digits):
                yield from filter(is_ours, (body, *endings(body)))
            elif body and is_ours(body) and scheme.proves(digits):
                yield body


def with_letters(text: str) -> Iterator[Carried]:
    """The creditor references of an upper-case text that announce themselves: RF (ISO 11649), SI and HR."""
    for match in _RF.finditer(text):
        words = match.group()
        ends = (end for end in range(len(words), 4, -1) if end == len(words) or words[end] == " ")
        for end in ends:
            if iso11649.is_valid(words[:end]):
                body = words[4:end].replace(" ", "")
                yield Carried((match.start(), match.start() + end), body)
                break
    for match in _SI.finditer(text):
        if match[1] == _UNSTRUCTURED:
            continue
        parts = [part for part in match[2].split("-") if part]
        for body in dict.fromkeys(("".join(parts), *reversed(parts))):
            yield Carried(match.span(), body)
            if match[1] == "12" and len(body) > 1 and _by_11(body):
                yield Carried(match.span(), body[:-1])


def endings(body: str) -> Iterator[str]:
    """The invoice numbers that a body with the customer's number before it may end in, longest first."""
    for start in range(1, len(body) - 2):
        ending = body[start:]
        if ending[0] != "0" and (body[start - 1] == "0" or len(ending) >= 6):
            yield ending
