"""What keeps the machine from posting by itself, however likely the best explanation is."""

from collections.abc import Callable

from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import Evidence, Policy

_SHORT_PAYMENT = 0.2
"""Beyond this share of the total nobody can tell which of several named items were meant."""


def doubts_about(findings: Findings, policy: Policy) -> list[Evidence]:
    """Why a person must look at the best explanation; empty when nothing speaks against it."""
    best = findings.explanations[0]
    doubts = [_rival(findings)] if findings.chances[0] < 1 - policy.max_error else []
    return [*doubts, *(found for doubt in DOUBTS if (found := doubt(findings, best)))]


def _doubt(kind: str, **values: str | int) -> Evidence:
    return Evidence.of(f"doubt.{kind}", -1.0, **values)


def _is_named(best: Explanation) -> bool:
    return len(best.named) == len(best.items)


def _no_money(findings: Findings, best: Explanation) -> Evidence | None:
    total = sum(item.open_amount for item in best.items)
    return _doubt("no_money") if findings.receipt.amount <= 0 or total <= 0 else None


def _unnamed_difference(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    differs = best.difference.amount and not _is_named(best)
    return _doubt("unnamed_difference") if differs else None


def _several_customers(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    if len(best.customers) == 1 or (_is_named(best) and not best.difference.amount):
        return None
    return _doubt("several_customers")


def _much_missing(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    told = len(best.items) == 1 or best.difference.told
    if told or best.difference.reason not in {"deduction", "partial"}:
        return None
    owed = [item.open_amount for item in best.items if item.open_amount > 0]
    if best.difference.amount <= min(min(owed), _SHORT_PAYMENT * sum(owed)):
        return None
    return _doubt("much_missing")


def _stray_number(findings: Findings, best: Explanation) -> Evidence | None:
    """A number written like ours that points to none of the items, though not all is explained without it."""
    partly = 0 < len(best.named) < len(best.items)
    if _is_named(best) and not best.difference.amount:
        return None
    places = [m.place for m in findings.mentions if best.named.intersection(m.items)]
    numbers = [run for run in findings.reading.runs if run.is_number and not run.noise]
    alike = set(findings.reading.lookalikes)
    for run in numbers:
        looks_so = run in alike or (
            (partly or best.difference.amount) and (run.labelled or len(run.text) >= 8)
        )
        if looks_so and not any(start <= run.start and run.end <= end for start, end in places):
            return _doubt("stray_number", word=run.text)
    return None


def _unclear_range(findings: Findings, best: Explanation) -> Evidence | None:
    ranges = (m for m in findings.mentions if m.manner == "range" and not best.named.issuperset(m.items))
    if best.difference.amount and any(ranges):
        return _doubt("unclear_range")
    return None


def _careless_words(findings: Findings, best: Explanation) -> Evidence | None:
    """A difference asks for clean references: no slips or cuts, no item that is pointed to twice."""
    if not best.difference.amount:
        return None
    pointing = [m for m in findings.mentions if best.named.intersection(m.items)]
    loose = [m for m in pointing if m.manner in {"tail", "cut", "slip"}]
    if any(m.manner != "tail" for m in loose):
        return _doubt("misspelt")
    if loose and len(pointing) > len(best.named):
        return _doubt("named_twice")
    return None


def _equal_amounts(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    """Neither the sum nor a habit tells two items of one amount apart, only words do."""
    return _doubt("equal_amounts") if findings.interchangeable else None


def _rival(findings: Findings) -> Evidence:
    if findings.repeats:
        return _doubt("repeat", receipt=findings.repeats[0])
    if len(findings.chances) > 1 and findings.chances[1] >= findings.other:
        rivals = sum(1 for chance in findings.chances[1:] if chance > 0.1 * findings.chances[1])
        return _doubt("rivals", count=rivals)
    return _doubt("thin")


DOUBTS: tuple[Callable[[Findings, Explanation], Evidence | None], ...] = (
    _no_money,
    _unnamed_difference,
    _stray_number,
    _unclear_range,
    _careless_words,
    _several_customers,
    _much_missing,
    _equal_amounts,
)
"""Each says what speaks against posting, or nothing."""
