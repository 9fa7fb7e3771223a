"""A payer's words against what his money was applied to, after the fact."""

from typing import Any

import pytest

from duebook.core.banking import Remittance, RemittanceLine
from duebook.core.matching.agreement import Settled, contradiction

SAYS = [("INV-1001", 6000), ("INV-1002", 4000)]


def told(*gets: tuple[str, int | None], **changes: Any) -> Remittance:
    lines = tuple(RemittanceLine(name, amount) for name, amount in gets)
    total = sum(amount or 0 for _, amount in gets)
    return Remittance(
        **{"file": "a", "place": "1", "currency": "EUR", "total": total, "lines": lines, **changes}
    )


def was(*gets: tuple[str, int]) -> list[Settled]:
    return [Settled((name, "PO-7"), amount) for name, amount in gets]


AGREES: dict[str, tuple[Remittance, list[Settled], int]] = {
    "word for word": (told(*SAYS), was(*SAYS), 0),
    "written otherwise": (told(("inv 1001", 6000), ("001002", 4000)), was(*SAYS), 0),
    "by its last digits": (told(("1001", 6000), ("1002", 4000)), was(*SAYS), 0),
    "by the order": (told(("PO 7", None)), was(("INV-1001", 6000)), 0),
    "no amounts told": (told(("INV-1001", None), ("INV-1002", None)), was(*SAYS), 0),
    "amounts that are not believed": (told(*SAYS, total=9), was(("INV-1001", 1), ("INV-1002", 2)), 0),
    "one item in two lines": (told(("INV-1001", 2000), ("INV-1001", 4000)), was(("INV-1001", 6000)), 0),
    "the rest still waits": (told(*SAYS), was(SAYS[0]), 4000),
}  # fmt: skip
DIFFERS: dict[str, tuple[Remittance, list[Settled], int]] = {
    "another item": (told(("INV-1003", 6000)), was(("INV-1001", 6000)), 0),
    "one item more": (told(SAYS[0]), was(*SAYS), 0),
    "one item less": (told(*SAYS), was(SAYS[0]), 0),
    "other amounts": (told(*SAYS), was(("INV-1001", 4000), ("INV-1002", 6000)), 0),
    "a number that is only short": (told(("1", 6000)), was(("INV-1001", 6000)), 0),
    "nothing told": (told(), was(SAYS[0]), 0),
}


@pytest.mark.parametrize("case", AGREES)
def test_agrees(case: str) -> None:
    assert contradiction(*AGREES[case]) == ""


@pytest.mark.parametrize("case", DIFFERS)
def test_differs(case: str) -> None:
    assert contradiction(*DIFFERS[case]).startswith("the payer says ")


def test_both_are_said() -> None:
    said = contradiction(told(("INV-9", 6000)), was(SAYS[0]), 0)
    assert said == "the payer says INV-9 60.00; applied was INV-1001 60.00"
