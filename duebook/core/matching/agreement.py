"""Does what a payer says agree with what his money was applied to?"""

from collections.abc import Sequence
from dataclasses import dataclass

from duebook.core.banking import Remittance, usable_reference
from duebook.core.matching.telling import believed
from duebook.core.money import plain

_SHORTEST = 4
"""Digits and letters that are enough to know a document by the end of its number."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an item got of a receipt: ``amount`` in minor units of the item; ``names``: number and order."""

    names: tuple[str, ...]
    amount: int


def contradiction(told: Remittance, settled: Sequence[Settled], rest: int) -> str:
    """What the payer says otherwise than was applied, in words; "" where both agree. ``rest``: minor units of
    the money that are not applied yet, and may be for what is not settled yet."""
    unknown = [item for item in settled if not any(_names(line.reference, item) for line in told.lines)]
    unpaid = [line for line in told.lines if not any(_names(line.reference, item) for item in settled)]
    if not (unknown or (unpaid and not rest) or _other_amounts(told, settled)):
        return ""
    said = ", ".join(_shown(line.reference, line.amount, told.currency) for line in told.lines[:5])
    was = ", ".join(_shown(item.names[0], item.amount, told.currency) for item in settled[:5])
    return f"the payer says {said or 'nothing'}; applied was {was or 'nothing'}"


def _other_amounts(told: Remittance, settled: Sequence[Settled]) -> bool:
    if not believed(told):
        return False
    for item in settled:
        amounts = [line.amount for line in told.lines if _names(line.reference, item)]
        if amounts and None not in amounts and sum(amount or 0 for amount in amounts) != item.amount:
            return True
    return False


def _names(reference: str, item: Settled) -> bool:
    said = usable_reference(reference).lstrip("0")
    for name in map(usable_reference, item.names):
        known = name.lstrip("0")
        if said == known or (min(len(said), len(known)) >= _SHORTEST and _ends(said, known)):
            return bool(known)
    return False


def _ends(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _shown(name: str, amount: int | None, currency: str) -> str:
    return name if amount is None else f"{name} {plain(amount, currency)}"
