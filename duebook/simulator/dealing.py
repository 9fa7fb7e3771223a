"""Dealing out characters fairly: a small company is as typical as a large one, whatever the seed."""

from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

BLOCK = 8
"""Neighbours among which each hand has the full range: large and small customers get the same mixture."""


def dealt(shares: dict[T, int], count: int, rng: Random) -> list[T]:
    """``count`` choices in exactly the given proportions, evenly mixed along the list."""
    total = sum(shares.values())
    deck = [choice for choice, share in shares.items() for _ in range(share)]
    return mixed([deck[int((i + 0.5) / count * total)] for i in range(count)], rng)


def normal_scores(count: int, rng: Random) -> list[float]:
    """Evenly spaced quantiles of the standard normal distribution, evenly mixed along the list."""
    return mixed(quantile_scores(count), rng)


def quantile_scores(count: int) -> list[float]:
    """Evenly spaced quantiles of the standard normal distribution, from the highest to the lowest."""
    return [NormalDist().inv_cdf(1 - (i + 0.5) / count) for i in range(count)]


def mixed(deck: list[T], rng: Random) -> list[T]:
    """Shuffled so that every stretch of about eight has its share of each part of the deck."""
    hands = max(1, len(deck) // BLOCK)
    piles = [deck[at : at + hands] for at in range(0, len(deck), hands)]
    for pile in piles:
        rng.shuffle(pile)
    out: list[T] = []
    for turn in range(hands):
        hand = [pile[turn] for pile in piles if turn < len(pile)]
        rng.shuffle(hand)
        out += hand
    return out
