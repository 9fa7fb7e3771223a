"""Receipts with what their payers said: each gets the words of the remittances that are for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from duebook.core.banking import Remittance, RemittanceLine
from duebook.core.matching.values import Receipt

_MOST_WAYS = 10_000
"""So many ways to share the lines of a remittance among its receipts are tried."""


@dataclass(frozen=True, slots=True)
class Match:
    """A remittance and the money it is for: ids and whole amounts (minor units) of one receipt, or of the
    several that it covers. Several matches may name one receipt."""

    remittance: Remittance
    receipts: tuple[tuple[str, int], ...]


def tell(receipts: Iterable[Receipt], matches: Iterable[Match]) -> tuple[Receipt, ...]:
    """The receipts in their order, each with the words of its matches. What the bank itself says each
    document gets is not replaced. A remittance that does not add up, or of which nobody can tell which lines
    are for which receipt, gives its references and no amounts."""
    said: dict[str, list[Remittance]] = defaultdict(list)
    for match in matches:
        for (receipt, _), share in zip(match.receipts, _shares(match), strict=True):
            said[receipt].append(share)
    return tuple(_filled(one, said[one.receipt_id]) if one.receipt_id in said else one for one in receipts)


def believed(remittance: Remittance) -> bool:
    """Whether the amounts of a remittance may be used: nothing speaks against them, they add up."""
    if remittance.doubt:
        return False
    amounts = [line.amount for line in remittance.lines]
    if remittance.total is None or None in amounts:
        return True
    return sum(amount or 0 for amount in amounts) == remittance.total


def _shares(match: Match) -> list[Remittance]:
    """Of each receipt its part of the remittance; amounts only where they are certain."""
    told = match.remittance
    if not believed(told):
        return [_without_amounts(told)] * len(match.receipts)
    if len(match.receipts) == 1:
        return [told]
    owners = _owners([line.amount for line in told.lines], [amount for _, amount in match.receipts])
    if owners is None:
        return [_without_amounts(told)] * len(match.receipts)
    return [
        replace(
            told, lines=tuple(line for line, owner in zip(told.lines, owners, strict=True) if owner == at)
        )
        for at in range(len(match.receipts))
    ]


def _without_amounts(told: Remittance) -> Remittance:
    return replace(told, lines=tuple(RemittanceLine(line.reference, None) for line in told.lines))


def _owners(amounts: Sequence[int | None], receipts: Sequence[int]) -> tuple[int, ...] | None:
    """For each line the receipt it is for; None where it can be several, where a line has no amount, and
    where there are too many ways to try."""
    if None in amounts or len(receipts) ** len(amounts) > _MOST_WAYS:
        return None
    ways = product(range(len(receipts)), repeat=len(amounts))
    fitting = [owners for owners in ways if _sums(amounts, owners, len(receipts)) == list(receipts)]
    return fitting[0] if len(fitting) == 1 else None


def _sums(amounts: Sequence[int | None], owners: Sequence[int], count: int) -> list[int]:
    sums = [0] * count
    for amount, owner in zip(amounts, owners, strict=True):
        sums[owner] += amount or 0
    return sums


def _filled(receipt: Receipt, told: Sequence[Remittance]) -> Receipt:
    lines = [line for remittance in told for line in remittance.lines]
    gets: Counter[str] = Counter()
    for line in lines:
        gets[line.reference] += line.amount or 0
    named = dict.fromkeys((*receipt.references, *(r for r in gets if not gets[r])))
    amounts = tuple((reference, amount) for reference, amount in gets.items() if amount)
    kept_back = [line for line in lines if line.deduction]
    texts = dict.fromkeys((*(r.text for r in told), *(line.reason for line in kept_back)))
    words = (word for word in texts if word not in receipt.remittance)
    return replace(
        receipt,
        references=tuple(named),
        amounts_by_reference=receipt.amounts_by_reference or amounts,
        deductions_told=tuple((r.reference, r.deduction, r.reason_code or r.reason) for r in kept_back),
        remittance="\n".join(filter(None, (receipt.remittance, *words))),
    )
