"""The proof of a proposal: what speaks for it, and why other explanations were not taken."""

from duebook.core.matching.differences import allocate
from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import Alternative, Evidence

MANNERS = ("number", "order", "tail", "cut", "slip", "range")
"""How a text may point to an item, the surest first."""
_MOST_ALTERNATIVES = 5


def evidence_for(findings: Findings, best: Explanation) -> tuple[Evidence, ...]:
    """What speaks for the best explanation, and what makes it less than unique."""
    known = [each for customer in best.customers for each in findings.payer.why(customer)]
    evidence = [
        *_named_evidence(findings, best),
        *(dict.fromkeys(known) or [Evidence("payer.unknown", (), -0.5)]),
        *_amount_evidence(findings, best),
        *best.shape,
    ]
    if findings.exact_sets > 1:
        evidence.append(Evidence.of("doubt.several_sets", -1.0, count=findings.exact_sets))
    return tuple(evidence)


def _named_evidence(findings: Findings, best: Explanation) -> list[Evidence]:
    evidence, left = [], set(best.named)
    for manner in MANNERS:
        named = {k for m in findings.mentions if m.manner == manner for k in m.items if k in left}
        left -= named
        if named:
            weight = len(named) / len(best.items)
            evidence.append(Evidence.of(f"reference.{manner}", weight, count=len(named), all=len(best.items)))
    return evidence


def _amount_evidence(findings: Findings, best: Explanation) -> list[Evidence]:
    difference = best.difference
    if difference.amount == 0:
        return [Evidence.of("amount.exact", 1.0, count=len(best.items))]
    short, currency = abs(difference.amount), findings.receipt.currency
    kind = f"amount.{difference.detail or difference.reason}"
    evidence = [Evidence.of(kind, 0.2, amount=short, currency=currency)]
    return [*evidence, Evidence("amount.told", (), 0.2)] if difference.told else evidence


def alternatives(findings: Findings) -> tuple[Alternative, ...]:
    """The likeliest other explanations, each with why it was not taken."""
    best, *others = findings.explanations
    shown = list(zip(others, findings.chances[1:], strict=True))[:_MOST_ALTERNATIVES]
    return tuple(
        Alternative(allocate(e.items, e.difference), p, _against(findings, best, e)) for e, p in shown
    )


def _against(findings: Findings, best: Explanation, other: Explanation) -> tuple[Evidence, ...]:
    probability = findings.payer.probability
    speaks = {
        "less.leaves_out": bool(best.named - other.named),
        "less.inexact": other.difference.amount != 0 and best.difference.amount == 0,
        "less.unnamed": len(other.named) < len(other.items) and len(best.named) == len(best.items),
        "less.payer": max(map(probability, other.customers)) < 0.5 * max(map(probability, best.customers)),
    }
    kinds = [kind for kind, holds in speaks.items() if holds] or ["less.usual"]
    return tuple(Evidence(kind, (), -1.0) for kind in kinds)
