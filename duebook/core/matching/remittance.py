"""Which receipts a payer's remittance belongs to; what cannot be told for certain is left to a person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duebook.core.banking import Remittance, content_of, usable_reference
from duebook.core.matching.covering import Group, groups, unique
from duebook.core.matching.same_payer import in_time, name_of, same_payer
from duebook.core.matching.telling import Match, tell
from duebook.core.matching.values import Receipt
from duebook.core.money import plain
from duebook.core.problems import Problem

_MOST_COMPARED = 10_000
"""Pairs of one amount that are compared; where there are more, none is unique."""

_Edges = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Question:
    """A remittance that found no money of its own: why, and what a person does. ``receipts``: ids of those
    that it may be for, none where its money has not come."""

    remittance: Remittance
    receipts: tuple[str, ...]
    why: str
    todo: str

    def problem(self) -> Problem:
        """The same as a notice with its place."""
        told = self.remittance
        name = told.payment_reference or "without reference"
        amount = "" if told.total is None else f" of {plain(told.total, told.currency)}"
        what = f"the remittance {name}{amount} {told.currency} {self.why}"
        return Problem(told.file, told.place, what, self.todo)


@dataclass(frozen=True, slots=True)
class Pairing:
    """``receipts`` in their order, those with a match with what the payer says each document gets."""

    receipts: tuple[Receipt, ...]
    matches: tuple[Match, ...]
    questions: tuple[Question, ...]

    @property
    def unpaired(self) -> tuple[Problem, ...]:
        """One notice per remittance that found no receipt of its own."""
        return tuple(question.problem() for question in self.questions)


def pair(receipts: Iterable[Receipt], remittances: Iterable[Remittance]) -> Pairing:
    """Give each remittance to the receipts it must belong to, whatever the order of either.

    First by the payment's reference and total; then by total, currency, day (at most 3 days before to 10
    after the payment day) and payer; then several receipts, or several remittances, of one payer that add
    up. Only if nothing else fits as well. A payer is required, unless one side does not tell him and the
    remittance has several documents.
    """
    money, told = list(receipts), _each_once(remittances)
    named = _named(money, told)
    certain = unique(_by_reference(money, told, named))
    alone = _by_total(*_left(money, told, certain))
    clear = set(unique(alone))
    certain += clear
    doubtful = [group for group in alone if group not in clear]
    together = groups(*_left(money, told, certain), named)
    certain += (group for group in unique([*together, *doubtful]) if len(group[0]) + len(group[1]) > 2)
    matches = tuple(
        Match(told[number], tuple((money[at].receipt_id, money[at].amount) for at in places))
        for numbers, places in sorted(certain) for number in numbers
    )  # fmt: skip
    questions = _questions(_left(money, told, certain)[1], [*doubtful, *together], money)
    return Pairing(tell(money, matches), matches, tuple(questions))


def _left(
    money: Sequence[Receipt], told: Sequence[Remittance], certain: Sequence[Group]
) -> tuple[dict[int, Receipt], dict[int, Remittance]]:
    """What has no partner yet, by position."""
    done = {number for numbers, _ in certain for number in numbers}
    taken = {at for _, places in certain for at in places}
    return (
        {at: receipt for at, receipt in enumerate(money) if at not in taken},
        {number: remittance for number, remittance in enumerate(told) if number not in done},
    )


def _each_once(remittances: Iterable[Remittance]) -> list[Remittance]:
    """The same remittance from two files is one, the first by file and place."""
    ordered = sorted(remittances, key=lambda remittance: (remittance.file, remittance.place))
    return list({content_of(remittance): remittance for remittance in reversed(ordered)}.values())[::-1]


def _named(money: Sequence[Receipt], told: Sequence[Remittance]) -> dict[int, list[int]]:
    """For each remittance the receipts that bear its payment reference; not more than can be compared."""
    known: dict[str, list[int]] = defaultdict(list)
    for at, receipt in enumerate(money):
        for name in _names(receipt):
            known[name].append(at)
    bearing = (known.get(usable_reference(remittance.payment_reference), []) for remittance in told)
    return {
        number: places
        for number, places in enumerate(bearing)
        if len(places) * len(told) <= _MOST_COMPARED or len(places) == 1
    }


def _names(receipt: Receipt) -> set[str]:
    """What bank and payer call the payment, and whatever in the payer's text could be such a name."""
    words = re.split(r"[\s,;:|]+", receipt.remittance)
    spoken = {usable_reference(word) for word in words if len(word) >= 5 and any(map(str.isdigit, word))}
    own = map(usable_reference, (receipt.end_to_end_id, receipt.receipt_id, *receipt.references))
    return (spoken | set(own)) - {""}


def _by_reference(
    money: Sequence[Receipt], told: Sequence[Remittance], named: Mapping[int, Sequence[int]]
) -> list[Group]:
    return [
        ((number,), (at,)) for number, places in named.items() for at in places
        if money[at].currency == told[number].currency and told[number].total in (None, money[at].amount)
    ]  # fmt: skip


def _by_total(money: Mapping[int, Receipt], told: Mapping[int, Remittance]) -> list[Group]:
    of_amount: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for at, receipt in money.items():
        of_amount[receipt.currency, receipt.amount].append(at)
    wanted = Counter((remittance.currency, remittance.total) for remittance in told.values())
    found: list[Group] = []
    for number, remittance in told.items():
        key = remittance.currency, remittance.total
        same = of_amount.get(key, [])
        if len(same) * wanted[key] > _MOST_COMPARED:
            found += (((number,), (at,)) for at in same[:2])
        else:
            found += (((number,), (at,)) for at in same if _fits(money[at], remittance))
    return found


def _fits(receipt: Receipt, remittance: Remittance) -> bool:
    if not in_time(receipt, remittance):
        return False
    agrees = same_payer(receipt, remittance)
    return len(remittance.lines) > 1 if agrees is None else agrees


def _questions(
    told: Mapping[int, Remittance], fitting: Sequence[Group], money: Sequence[Receipt]
) -> Iterator[Question]:
    """One for each remittance that is left, with the receipts it might be for."""
    possible: dict[int, set[int]] = defaultdict(set)
    rivals: dict[int, set[int]] = defaultdict(set)
    for numbers, places in fitting:
        for number in numbers:
            possible[number].update(places)
        for at in places:
            rivals[at].update(numbers)
    for number, remittance in told.items():
        receipts = tuple(sorted(money[at].receipt_id for at in possible[number]))
        contested = any(len(rivals[at]) > 1 for at in possible[number])
        yield _question(remittance, receipts, contested)


def _question(remittance: Remittance, receipts: tuple[str, ...], contested: bool) -> Question:
    if receipts:
        shown = f"receipt{'s'[: len(receipts) > 1]} {', '.join(receipts[:3])}{'...' * (len(receipts) > 3)}"
        why = f"fits {shown}{', as other remittances do' * contested}"
        return Question(remittance, receipts, why, "apply the one it is for by hand")
    if len(remittance.lines) == 1 and not (name_of(remittance) or remittance.payer_account):
        why = "names one document and no payer, and fits no receipt by its reference"
        todo = "add a column payer or payment_reference: an amount alone may be anybody's"
        return Question(remittance, (), why, todo)
    todo = "give it again together with the statement that holds its money"
    return Question(remittance, (), "fits no receipt", todo)
