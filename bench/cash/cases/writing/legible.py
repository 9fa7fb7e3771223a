"""Styles in which every number stands as it is on the invoice."""

from collections.abc import Mapping
from random import Random

from bench.cash.cases.words import MONTHS, PROSE
from bench.cash.cases.writing.purpose import Purpose, Style, Written, day_in_words, listed, word


def _list(purpose: Purpose, rng: Random) -> Written:
    return Written(listed(purpose.numbers, rng))


def prefixed(purpose: Purpose, rng: Random) -> Written:
    said = word(purpose, rng)
    gap = rng.choice((" ", ": ", "", "."))
    if rng.random() < 0.3:
        return Written(listed([f"{said}{gap}{number}" for number in purpose.numbers], rng))
    return Written(f"{said}{gap}{listed(purpose.numbers, rng)}")


def _structured(purpose: Purpose, _: Random) -> Written:
    return Written(references=tuple(purpose.numbers))


def prose(purpose: Purpose, rng: Random) -> Written:
    return Written(_in_prose(prefixed(purpose, rng).text, purpose, rng))


def _in_prose(named: str, purpose: Purpose, rng: Random) -> str:
    phrase = rng.choice(PROSE[purpose.language])
    return phrase.format(
        n=named, d=day_in_words(purpose.day, rng), a=purpose.total, m=MONTHS[purpose.day.month - 1]
    )


def _table(purpose: Purpose, rng: Random) -> Written:
    gap = rng.choice((" ", "  ", ": ", " = ", ";"))
    rows = (f"{number}{gap}{amount}" for number, amount in zip(purpose.numbers, purpose.amounts, strict=True))
    return Written(rng.choice(("\n", " ", ", ")).join(rows))


def _bank_tags(purpose: Purpose, rng: Random) -> Written:
    """The tags that banks put around the parts of a purpose."""
    numbers, stamp = listed(purpose.numbers, rng), rng.randrange(10**8, 10**9)
    frames = (
        f"EREF+{stamp} KREF+{rng.randrange(10**6)} SVWZ+{numbers}",
        f"/INV/{'/INV/'.join(purpose.numbers)}",
        f"/ROC/{stamp}//URI/{numbers}",
        f"?20{numbers}?30{rng.randrange(10**7, 10**8)}",
        f"RFB {stamp} /BNF/ {numbers}",
    )
    return Written(rng.choice(frames))


LEGIBLE: Mapping[str, Style] = {
    "list": _list, "prefixed": prefixed, "structured": _structured, "prose": prose, "table": _table,
    "bank_tags": _bank_tags,
}  # fmt: skip
