"""Which kind of evidence speaks for the best explanation: a few words that receipts of one kind share."""

from collections.abc import Sequence

from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import Evidence

_LOOSE = {"tail", "cut", "slip", "range"}
_AMOUNT = {
    "discount": "usual", "bank_fee": "usual", "rounding": "usual",
    "deduction": "short", "partial": "short", "exchange": "exchange", "overpaid": "over",
}  # fmt: skip
"""Differences that payers make alike, in one word."""
_GRAVEST = (
    "no_money", "repeat", "equal_amounts", "rivals", "exceptions", "much_over", "much_missing",
    "unclear_range", "named_twice", "misspelt", "several_customers", "stray_number",
)  # fmt: skip
"""Where there are several doubts, the first of these gives the situation its name."""


def situation_of(findings: Findings, doubts: Sequence[Evidence]) -> str:
    """The situation of a receipt: how its items are named, how its amount fits, and the gravest doubt.

    Words separated by blanks, e.g. ``named exact``, ``unnamed set exact``, ``partly short stray_number``.
    ``doubts``: what speaks against the best explanation.
    """
    best = findings.explanations[0]
    words = [*_naming(findings, best), _amount(best)]
    if len(best.customers) > 1:
        words.append("several")
    found = {doubt.kind.removeprefix("doubt.") for doubt in doubts}
    return " ".join([*words, *[doubt for doubt in _GRAVEST if doubt in found][:1]])


def _naming(findings: Findings, best: Explanation) -> list[str]:
    if not best.named:
        return ["unnamed"] if len(best.items) == 1 or best.shape else ["unnamed", "set"]
    if len(best.named) < len(best.items):
        return ["partly"]
    pointing = (m.manner for m in findings.mentions if best.named.intersection(m.items))
    return ["named"] if _LOOSE.isdisjoint(pointing) else ["named", "loose"]


def _amount(best: Explanation) -> str:
    if not best.difference.amount:
        return "exact"
    return "told" if best.difference.told else _AMOUNT[best.difference.reason]
