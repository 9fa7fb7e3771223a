"""What payers write under a transfer: reference styles, each a small function from items to text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from duebook.simulator.names import mistyped
from duebook.simulator.tables import languages

PIECE = 140
"""Longest unstructured remittance of a SEPA transfer (EPC115-06 AT-05)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A transfer's purpose: ``style`` for the truth, free ``text``, structured ``references``, and whether
    an advice by mail tells what the transfer does not."""

    style: str
    text: str = ""
    references: tuple[str, ...] = ()
    mailed: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """What there is to say: document numbers, order numbers, whether the payer's words are ``language``."""

    numbers: Sequence[str]
    orders: Sequence[str]
    language: str
    day: str


def write(habit: str, purpose: Purpose, rng: Random) -> Written:
    """Words in the payer's habit; one time in eight he does otherwise, one in forty he mistypes a number."""
    if rng.random() < 0.12:
        habit = rng.choice([*STYLES])
    if habit == "order" and not all(purpose.orders):
        habit = "full"
    if habit == "full" and rng.random() < 0.03:
        habit = "typo"
    if len(purpose.numbers) > 12 and habit in ("full", "prose", "typo") and rng.random() < 0.6:
        habit = "advice"
    return STYLES[habit](purpose, rng)


def _full(purpose: Purpose, rng: Random) -> Written:
    words = languages()[purpose.language]
    joint = rng.choice((", ", " ", "/", " + ", "; ", ","))
    return Written("full", _fit(f"{rng.choice(words['invoice'])} {joint.join(purpose.numbers)}"))


def _structured(purpose: Purpose, _: Random) -> Written:
    return Written("structured", references=tuple(purpose.numbers))


def _none(purpose: Purpose, rng: Random) -> Written:
    return Written("none", rng.choice(languages()[purpose.language]["nothing"]))


def _cut(purpose: Purpose, rng: Random) -> Written:
    """A bank on the way kept only so many signs."""
    return Written("cut", _full(purpose, rng).text[: rng.choice((27, 35))].rstrip())


def _order(purpose: Purpose, rng: Random) -> Written:
    word = rng.choice(languages()[purpose.language]["order"])
    return Written("order", _fit(f"{word} {' '.join(purpose.orders)}"))


def _prose(purpose: Purpose, _: Random) -> Written:
    words = languages()[purpose.language]
    *most, last = purpose.numbers
    numbers = f"{', '.join(most)} {words['and']} {last}" if most else last
    return Written("prose", _fit(words["prose"].format(numbers=numbers)))


def _tail(purpose: Purpose, rng: Random) -> Written:
    """Only the last digits, as people say them; sometimes spaced or with a dash instead of the year."""
    length = rng.choice((4, 5))
    spelled = [number[-length:] for number in purpose.numbers]
    return Written(
        "tail", _fit(f"{rng.choice(languages()[purpose.language]['invoice'])} {' '.join(spelled)}")
    )


def _typo(purpose: Purpose, rng: Random) -> Written:
    wrong = rng.randrange(len(purpose.numbers))
    numbers = [mistyped(n, rng) if at == wrong else n for at, n in enumerate(purpose.numbers)]
    return Written("typo", _fit(" ".join(numbers)))


def _advice(purpose: Purpose, _: Random) -> Written:
    return Written("advice", languages()[purpose.language]["advice"].format(day=purpose.day), mailed=True)


STYLES: dict[str, Callable[[Purpose, Random], Written]] = {
    "full": _full,
    "structured": _structured,
    "none": _none,
    "cut": _cut,
    "order": _order,
    "prose": _prose,
    "tail": _tail,
    "typo": _typo,
    "advice": _advice,
}


def _fit(text: str) -> str:
    """What a transfer form holds."""
    return text[:PIECE].rstrip()
