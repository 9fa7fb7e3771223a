"""What there is to say of a payment, and what of it arrives at our bank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from bench.cash.cases.words import BEFORE_NUMBERS, JOINTS


@dataclass(frozen=True, slots=True)
class Purpose:
    """What there is to say of a payment: invoice ``numbers``, their ``orders`` and printed ``amounts``,
    ``total``, the ``day``, the payer's ``language``, our ``customer_id`` for him, numbers paid ``before``,
    ``others`` that he owes and does not pay now."""

    numbers: Sequence[str]
    orders: Sequence[str]
    amounts: Sequence[str]
    total: str
    day: date
    language: str
    customer_id: str
    before: Sequence[str] = ()
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Free text, structured references (ISO 20022 Strd/RfrdDocInf/Nb), and the payer's own name for the
    payment (EndToEndId)."""

    text: str = ""
    references: tuple[str, ...] = ()
    end_to_end_id: str = ""


Style = Callable[[Purpose, Random], Written]
"""A manner of writing."""


def listed(numbers: Sequence[str], rng: Random) -> str:
    return rng.choice(JOINTS).join(numbers)


def word(purpose: Purpose, rng: Random) -> str:
    word = rng.choice(BEFORE_NUMBERS[purpose.language])
    return rng.choice((word, word, word.upper(), word.lower()))


def day_in_words(day: date, rng: Random) -> str:
    return day.strftime(
        rng.choice(("%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%d%m%y", "%d-%b-%y", "%d/%m/%y", "%Y%m%d"))
    )
