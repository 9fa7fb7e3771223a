"""Which receipt a payer's remittance belongs to; what cannot be told for certain is left to a person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rapidfuzz import fuzz

from duebook.core.banking import Remittance, usable_reference
from duebook.core.matching.values import Receipt
from duebook.core.matching.vocabulary import ENDINGS
from duebook.core.matching.words import upper
from duebook.core.money import plain
from duebook.core.problems import Problem

BEFORE, AFTER = timedelta(days=3), timedelta(days=10)
"""How long before and after the payer's payment day the money may count at our bank."""

_ALIKE = 70
"""Share of two payer names, per cent, from which they can be the same payer's."""
_MOST_COMPARED = 10_000
"""Pairs of one amount that are compared; where there are more, none is unique."""

_Edges = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Pairing:
    """``receipts`` in their order, those that were paired with what the payer says each document gets;
    ``unpaired``: one notice per remittance that found no receipt of its own."""

    receipts: tuple[Receipt, ...]
    unpaired: tuple[Problem, ...]


def pair(receipts: Iterable[Receipt], remittances: Iterable[Remittance]) -> Pairing:
    """Give each remittance to the one receipt it must belong to, whatever the order of either.

    First by the payment's reference and total; else by total, currency, day (at most 3 days before to 10
    after the payment day) and payer. Only if no other receipt and no other remittance fits as well.
    A payer is required, unless one side does not tell him and the remittance has several documents.
    """
    money, told = list(receipts), _each_once(remittances)
    paired = _unique(_by_reference(money, told))
    taken = set(paired.values())
    edges = _by_total(money, told, taken, paired)
    paired |= _unique(edges)
    for remittance, receipt in paired.items():
        money[receipt] = _filled(money[receipt], told[remittance])
    claims = Counter(receipt for fitting in edges.values() for receipt in fitting)
    left = [
        _notice(told[at], sorted(edges.get(at, ())), claims, money)
        for at in range(len(told)) if at not in paired
    ]  # fmt: skip
    return Pairing(tuple(money), tuple(left))


def _each_once(remittances: Iterable[Remittance]) -> list[Remittance]:
    """The same remittance from two files is one, the first by file and place."""
    ordered = sorted(remittances, key=lambda remittance: (remittance.file, remittance.place))
    return list({_content(remittance): remittance for remittance in reversed(ordered)}.values())[::-1]


def _content(remittance: Remittance) -> Remittance:
    lines = tuple(replace(line, place="") for line in remittance.lines)
    return replace(remittance, file="", place="", lines=lines)


def _by_reference(money: Sequence[Receipt], told: Sequence[Remittance]) -> _Edges:
    known: dict[str, list[int]] = defaultdict(list)
    for at, receipt in enumerate(money):
        for name in _names(receipt):
            known[name].append(at)
    edges: _Edges = {}
    for number, remittance in enumerate(told):
        named = known.get(usable_reference(remittance.payment_reference), [])
        if len(named) * len(told) <= _MOST_COMPARED or len(named) == 1:
            edges[number] = {at for at in named if _same_money(money[at], remittance)}
    return edges


def _names(receipt: Receipt) -> set[str]:
    """What bank and payer call the payment, and whatever in the payer's text could be such a name."""
    words = re.split(r"[\s,;:|]+", receipt.remittance)
    spoken = {usable_reference(word) for word in words if len(word) >= 5 and any(map(str.isdigit, word))}
    own = map(usable_reference, (receipt.end_to_end_id, receipt.receipt_id, *receipt.references))
    return (spoken | set(own)) - {""}


def _same_money(receipt: Receipt, remittance: Remittance) -> bool:
    return receipt.currency == remittance.currency and remittance.total in (None, receipt.amount)


def _by_total(
    money: Sequence[Receipt], told: Sequence[Remittance], taken: set[int], paired: Mapping[int, int]
) -> _Edges:
    of_amount: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for at, receipt in enumerate(money):
        if at not in taken:
            of_amount[receipt.currency, receipt.amount].append(at)
    wanted = Counter((remittance.currency, remittance.total) for remittance in told)
    edges: _Edges = {}
    for number, remittance in enumerate(told):
        key = remittance.currency, remittance.total
        same = of_amount.get(key, []) if number not in paired else []
        if len(same) * wanted[key] > _MOST_COMPARED:
            edges[number] = set(same[:2])
        elif same:
            edges[number] = {at for at in same if _fits(money[at], remittance)}
    return edges


def _fits(receipt: Receipt, remittance: Remittance) -> bool:
    day = remittance.payment_date
    if day is not None and not day - BEFORE <= receipt.value_date <= day + AFTER:
        return False
    agrees = _same_payer(receipt, remittance)
    return len(remittance.lines) > 1 if agrees is None else agrees


def _same_payer(receipt: Receipt, remittance: Remittance) -> bool | None:
    """None where one side does not tell the payer."""
    if remittance.payer_account and remittance.payer_account == receipt.payer_account:
        return True
    theirs = _stem(remittance.payer_name)
    ours = [stem for name in (receipt.payer_name, receipt.ultimate_payer) if (stem := _stem(name))]
    if not theirs or not ours:
        return None
    return any(fuzz.token_set_ratio(theirs, stem) >= _ALIKE for stem in ours)


def _stem(name: str) -> str:
    return " ".join(word for word in re.findall(r"[^\W_]+", upper(name)) if word not in ENDINGS)


def _unique(edges: _Edges) -> dict[int, int]:
    """Pairs that have no other partner on either side."""
    claims = Counter(receipt for fitting in edges.values() for receipt in fitting)
    only = ((number, next(iter(fitting))) for number, fitting in edges.items() if len(fitting) == 1)
    return {number: receipt for number, receipt in only if claims[receipt] == 1}


def _filled(receipt: Receipt, remittance: Remittance) -> Receipt:
    """The receipt with the payer's words. What the bank itself says each document gets is not replaced."""
    gets: Counter[str] = Counter()
    for line in remittance.lines:
        gets[line.reference] += line.amount or 0
    named = dict.fromkeys((*receipt.references, *(r for r in gets if not gets[r])))
    amounts = tuple((reference, amount) for reference, amount in gets.items() if amount)
    reasons = dict.fromkeys(line.reason for line in remittance.lines if line.deduction)
    words = (word for word in (remittance.text, *reasons) if word not in receipt.remittance)
    return replace(
        receipt,
        references=tuple(named),
        amounts_by_reference=receipt.amounts_by_reference or amounts,
        remittance="\n".join(filter(None, (receipt.remittance, *words))),
    )


def _notice(
    remittance: Remittance, fitting: Sequence[int], claims: Mapping[int, int], money: Sequence[Receipt]
) -> Problem:
    name = remittance.payment_reference or "without reference"
    amount = "" if remittance.total is None else f" of {plain(remittance.total, remittance.currency)}"
    what = f"the remittance {name}{amount} {remittance.currency}"
    if not fitting:
        why, todo = "fits no receipt", "give it again together with the statement that holds its money"
        if len(remittance.lines) == 1 and not (remittance.payer_name or remittance.payer_account):
            why = "names one document and no payer, and fits no receipt by its reference"
            todo = "add a column payer or payment_reference: an amount alone may be anybody's"
    else:
        receipts = sorted(money[at].receipt_id for at in fitting)
        rivals = ", as other remittances do" if max(claims[at] for at in fitting) > 1 else ""
        shown = (
            f"receipt{'s'[: len(receipts) > 1]} {', '.join(receipts[:3])}{'...'[: 3 * (len(receipts) > 3)]}"
        )
        why, todo = f"fits {shown}{rivals}", "apply the one it is for by hand"
    return Problem(remittance.file, remittance.place, f"{what} {why}", todo)
