"""What came of each receipt: right or wrong, by itself or as the best guess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.cash.values import Answer, Given

OUTCOMES = ("auto & right", "auto & WRONG", "review, best right", "review, best wrong", "left")


@dataclass(frozen=True, slots=True)
class Scored:
    """One receipt judged. ``right``: the items and the total are those of the answer, and its twin was not
    applied before. ``lines_right``: how many of the given lines are in the answer. ``case``: receipt ids
    are unique within one case only."""

    receipt_id: str
    answer: Answer
    given: Given
    right: bool
    lines_right: int
    case: int = 0

    @property
    def outcome(self) -> str:
        if self.given.decision == "auto":
            return OUTCOMES[0] if self.right else OUTCOMES[1]
        if self.given.decision == "review":
            return OUTCOMES[2] if self.right else OUTCOMES[3]
        return OUTCOMES[4]


_LEFT_OUT = Given("left out")


def scored(truth: Mapping[str, Answer], got: Mapping[str, Given], case: int = 0) -> list[Scored]:
    """Every receipt of the truth, by id. With a difference the right items and the right total count, not
    how it is spread; of two twins either may be applied, the other one is wrong then."""
    found, posted = [], set()
    for receipt_id, answer in sorted(truth.items()):
        given = got.get(receipt_id, _LEFT_OUT)
        right = is_right(answer, given.items)
        if given.decision == "auto":
            right = right and answer.twin not in posted
            posted.add(receipt_id)
        shared = sum(number in answer.items for number in given.items)
        found.append(Scored(receipt_id, answer, given, right, shared, case))
    return found


def is_right(answer: Answer, items: Mapping[str, int]) -> bool:
    same = bool(answer.items) and items.keys() == answer.items.keys()
    return same and sum(items.values()) == sum(answer.items.values())


def outcomes(found: Iterable[Scored]) -> dict[str, str]:
    """Receipt id to outcome (one of ``OUTCOMES``)."""
    return {each.receipt_id: each.outcome for each in found}
