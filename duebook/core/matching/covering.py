"""One remittance for several receipts, several remittances for one receipt: what adds up.

Few are searched, and only of one payer within few days: among many, some always add up by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from duebook.core.banking import Remittance
from duebook.core.matching.same_payer import AFTER, BEFORE, alike, in_time, name_of, same_payer, stem
from duebook.core.matching.values import Receipt

MOST_TOGETHER = 4
"""So many receipts one remittance covers at most, or remittances one receipt; more only by reference."""

_MOST_CANDIDATES = 12
"""Of a payer with more of them around the day several sets may add up by chance: nobody looks."""
_MOST_COMPARED = 1_000_000
"""Pairs that are compared; beyond, payers are the same only if written the same, and of few receipts."""

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Positions of remittances and of the receipts they are for; one of the two is a single one."""
Near = Mapping[int, Sequence[int]]
"""For each remittance the receipts that may be a part of what it is for."""


def groups(money: Mapping[int, Receipt], told: Mapping[int, Remittance], named: Near) -> list[Group]:
    """Every group that adds up. ``named``: the receipts that bear the payment reference of a remittance."""
    near = _near(money, told, named)
    found: list[Group] = []
    for number, places in near.items():
        found += (((number,), covered) for covered in _covered(told[number], places, money))
        bearing = [at for at in places if at in named.get(number, ())]
        if len(bearing) > MOST_TOGETHER and sum(money[at].amount for at in bearing) == told[number].total:
            found.append(((number,), tuple(bearing)))
    for at, numbers in _turned(near).items():
        found += ((several, (at,)) for several in _together(numbers, told, money[at]))
    return found


def unique(found: Sequence[Group]) -> list[Group]:
    """The groups that share nothing with another one."""
    claims = Counter(number for numbers, _ in found for number in numbers)
    claimed = Counter(at for _, places in found for at in places)
    return [
        (numbers, places) for numbers, places in found
        if all(claims[number] == 1 for number in numbers) and all(claimed[at] == 1 for at in places)
    ]  # fmt: skip


def _covered(
    told: Remittance, places: Sequence[int], money: Mapping[int, Receipt]
) -> Iterator[tuple[int, ...]]:
    """The sets of receipts, of few days, that are the total together."""
    if told.total is None:
        return
    amounts = {at: money[at].amount for at in places if money[at].amount < told.total}
    for some in _adding_up(amounts, told.total):
        days = [money[at].value_date for at in some]
        if max(days) - min(days) <= BEFORE + AFTER:
            yield some


def _together(
    numbers: Sequence[int], told: Mapping[int, Remittance], receipt: Receipt
) -> Iterator[tuple[int, ...]]:
    """The sets of remittances that are for this receipt together."""
    yield from _adding_up({number: told[number].total or 0 for number in numbers}, receipt.amount)


def _adding_up(amounts: Mapping[int, int], total: int) -> Iterator[tuple[int, ...]]:
    several = [position for position, amount in amounts.items() if amount]
    if len(several) <= _MOST_CANDIDATES:
        for size in range(2, MOST_TOGETHER + 1):
            yield from (
                some for some in combinations(several, size) if sum(amounts[one] for one in some) == total
            )


def _turned(near: Near) -> dict[int, list[int]]:
    turned: dict[int, list[int]] = defaultdict(list)
    for number, places in near.items():
        for at in places:
            turned[at].append(number)
    return turned


def _near(money: Mapping[int, Receipt], told: Mapping[int, Remittance], named: Near) -> dict[int, list[int]]:
    accounts: dict[str, list[int]] = defaultdict(list)
    names: dict[str, list[int]] = defaultdict(list)
    for at, receipt in money.items():
        accounts[receipt.payer_account].append(at)
        for name in {stem(receipt.payer_name), stem(receipt.ultimate_payer)}:
            names[name].append(at)
    payers = {stem(name_of(remittance)) for remittance in told.values()}
    of_name = {payer: _of_name(payer, names, len(payers)) for payer in payers}
    near = {}
    for number, remittance in told.items():
        fellows = {*of_name[stem(name_of(remittance))], *accounts.get(remittance.payer_account, ())}
        few = fellows if len(fellows) * len(told) <= _MOST_COMPARED else ()
        possible = {at for at in few if _may_be_part(money[at], remittance)}
        bearing = (at for at in named.get(number, ()) if at in money)
        near[number] = sorted(
            at for at in possible.union(bearing) if money[at].currency == remittance.currency
        )  # fmt: skip
    return near


def _of_name(theirs: str, names: Mapping[str, Sequence[int]], askers: int) -> list[int]:
    """The receipts of a payer: of names like his, unless there are too many to compare."""
    if not theirs:
        return []
    few = askers * len(names) <= _MOST_COMPARED
    same = (one for one in names if one and alike(theirs, one)) if few else {theirs} & names.keys()
    return [at for name in same for at in names[name]]


def _may_be_part(receipt: Receipt, remittance: Remittance) -> bool:
    return in_time(receipt, remittance) and bool(same_payer(receipt, remittance))
