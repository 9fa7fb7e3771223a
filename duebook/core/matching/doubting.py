"""What speaks against the best explanation; receipts with the same doubts share a record of their own."""

from collections.abc import Callable

from duebook.core.matching.claims import speaks_of_exceptions
from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import Evidence

_SHORT_PAYMENT = 0.2
"""Beyond this share of the total nobody can tell which of several named items were meant."""

_LONG_NUMBER = 8
"""Digits of a number that is hardly there for no reason."""
_AS_LIKELY = 0.2
"""From this share of the best chance on another explanation is hardly less likely."""
_LITTLE_OVER = 0.08
"""Beyond this share of the total a receipt is for more than the items that explain it."""


def doubts_about(findings: Findings) -> list[Evidence]:
    """What speaks against the best explanation besides its odds."""
    best = findings.explanations[0]
    return [found for doubt in DOUBTS if (found := doubt(findings, best))]


def not_sure_enough(findings: Findings) -> Evidence:
    """Why the odds are no better: other explanations, or what is in no list."""
    if len(findings.chances) > 1 and findings.chances[1] >= findings.other:
        return _rivals(findings)
    return _doubt("thin")


def _rivals(findings: Findings) -> Evidence:
    rivals = sum(1 for chance in findings.chances[1:] if chance > 0.1 * findings.chances[1])
    return _doubt("rivals", count=rivals)


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


def _exceptions(findings: Findings, best: Explanation) -> Evidence | None:
    if best.named and best.difference.amount and speaks_of_exceptions(findings.reading.text):
        return _doubt("exceptions")
    return None


def _much_missing(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    told = len(best.items) == 1 or best.difference.told
    if told or best.difference.reason not in {"deduction", "partial"}:
        return None
    owed = [item.open_amount for item in best.items if item.open_amount > 0]
    if best.difference.amount <= min(min(owed), _SHORT_PAYMENT * sum(owed)):
        return None
    return _doubt("much_missing")


def _much_over(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    """Interest and freight are small; who sends much more pays for something that he does not name."""
    total = sum(item.open_amount for item in best.items)
    return _doubt("much_over") if -best.difference.amount > _LITTLE_OVER * total else None


def _stray_number(findings: Findings, best: Explanation) -> Evidence | None:
    """A number that points to none of the items, though not all is explained without it."""
    if _is_named(best) and not best.difference.amount:
        return None
    places = [m.place for m in findings.mentions if best.named.intersection(m.items)]
    after = min((start for start, _ in places), default=len(findings.reading.text))
    alike = set(findings.reading.lookalikes)
    open_question = best.named or best.difference.amount
    for run in findings.reading.runs:
        if not run.is_number or run.noise:
            continue
        told = run.labelled or len(run.text) >= _LONG_NUMBER or run.start > after
        stray = run in alike or (open_question and told)
        if stray and not any(start <= run.start and run.end <= end for start, end in places):
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


def _repeat(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    return _doubt("repeat", receipt=findings.repeats[0]) if findings.repeats else None


def _as_likely(findings: Findings, best: Explanation) -> Evidence | None:  # noqa: ARG001
    best_chance, *others = findings.chances
    return _rivals(findings) if others and others[0] >= _AS_LIKELY * best_chance else None


DOUBTS: tuple[Callable[[Findings, Explanation], Evidence | None], ...] = (
    _no_money,
    _unnamed_difference,
    _stray_number,
    _unclear_range,
    _careless_words,
    _several_customers,
    _exceptions,
    _much_missing,
    _much_over,
    _equal_amounts,
    _repeat,
    _as_likely,
)
"""Each says what speaks against posting, or nothing."""
