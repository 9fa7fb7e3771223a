"""What payers do to a sum: one function per manner, from what was owed to what arrives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.cash.cases.words import DIFFERENT


@dataclass(frozen=True, slots=True)
class Sent:
    """What arrives: minor units, and the words about it, if any. ``kind``: the manner in fact taken."""

    kind: str
    amount: int
    words: str = ""


def send(kind: str, owed: Sequence[int], rng: Random) -> Sent:
    """``owed``: minor units of each item. A manner that is impossible for the sum becomes exact."""
    total = sum(owed)
    amount = MANNERS[kind](owed, rng)
    if amount <= 0 or amount == total:
        return Sent("exact", total)
    words = rng.choice(DIFFERENT.get(kind, ("",))) if rng.random() < 0.45 else ""
    return Sent(kind, amount, words.format(k=rng.randrange(10, 999)))


def applied(owed: Mapping[str, int], amount: int) -> dict[str, int]:
    """What each item gets of the money: in full, and what is missing is missing from the largest; when that
    does not suffice, from the next. How the difference is spread is not scored, the items and the sum are."""
    gets = dict(owed)
    short = max(0, sum(owed.values()) - amount)
    for number in sorted(owed, key=lambda n: (-owed[n], n)):
        less = min(short, max(0, gets[number] - 1))
        gets[number] -= less
        short -= less
    return gets


def _less(owed: Sequence[int], rate: float) -> int:
    """The rate off each item, each rounded by itself."""
    return sum(amount - round(amount * rate) for amount in owed)


def _discount(owed: Sequence[int], rng: Random) -> int:
    return _less(owed, rng.choice((0.01, 0.02, 0.02, 0.02, 0.03)))


def _odd_discount(owed: Sequence[int], rng: Random) -> int:
    return _less(owed, rng.choice((0.015, 0.025, 0.04, 0.05)))


def _bank_fee(owed: Sequence[int], rng: Random) -> int:
    return sum(owed) - rng.choice((500, 750, 1000, 1250, 1500, 1800, 2000, 2500, 3500))


def _deduction(owed: Sequence[int], rng: Random) -> int:
    off = round(max(owed) * rng.uniform(0.02, 0.25))
    return sum(owed) - (round(off, -2) if rng.random() < 0.3 else off)


def _partial(owed: Sequence[int], rng: Random) -> int:
    """Part of the largest item; the others in full."""
    largest = max(owed)
    return (
        sum(owed) - largest + round(largest * rng.choice((0.5, 0.5, 1 / 3, 0.6, 0.8, rng.uniform(0.2, 0.9))))
    )


def _overpaid(owed: Sequence[int], rng: Random) -> int:
    total = sum(owed)
    return total + rng.choice((100, 500, 2500, 10_000, total // 50, total // 20, rng.randrange(1, 50_000)))


def _rounding(owed: Sequence[int], rng: Random) -> int:
    return sum(owed) + rng.choice((-5, -4, -3, -2, -1, 1, 2, 3))


MANNERS: Mapping[str, Callable[[Sequence[int], Random], int]] = {
    "exact": lambda owed, _: sum(owed), "discount": _discount,
    "discount_odd": _odd_discount, "bank_fee": _bank_fee, "deduction": _deduction, "partial": _partial,
    "overpaid": _overpaid, "rounding": _rounding,
}  # fmt: skip
