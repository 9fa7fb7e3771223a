"""How payers write: one function per style, from what there is to say to what arrives at our bank."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from bench.cash.cases.writing.legible import LEGIBLE
from bench.cash.cases.writing.mangled import MANGLED, creditor_reference
from bench.cash.cases.writing.purpose import Purpose, Style, Written
from bench.cash.cases.writing.unnamed import UNNAMED

__all__ = ["STYLES", "Purpose", "Style", "Written", "creditor_reference", "write"]

STYLES: Mapping[str, Style] = {**LEGIBLE, **MANGLED, **UNNAMED}


def write(style: str, purpose: Purpose, rng: Random) -> Written:
    """The payer's words in one style of ``STYLES``, without the blanks around lines that banks drop."""
    written = STYLES[style](purpose, rng)
    return replace(written, text="\n".join(line.strip() for line in written.text.strip().splitlines()))
