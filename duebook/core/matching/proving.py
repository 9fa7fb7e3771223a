"""The proof of a proposal: what speaks for it, and why other explanations were not taken."""

from duebook.core.matching.differences import allocate
from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import Alternative, Evidence
from duebook.core.money import plain

_MOST_ALTERNATIVES = 5


def evidence_for(findings: Findings, best: Explanation) -> tuple[Evidence, ...]:
    """What speaks for the best explanation, and what makes it less than unique."""
    evidence = [*_named_evidence(findings, best)]
    why = "; ".join(dict.fromkeys(filter(None, map(findings.payer.why, best.customers))))
    chance = max(map(findings.payer.probability, best.customers))
    if why:
        evidence.append(Evidence("account" if "account" in why else "name", why, chance))
    else:
        evidence.append(Evidence("name", "the payer is not known as one of this customer's", -0.5))
    evidence.append(_amount_evidence(findings, best))
    if best.shape:
        evidence.append(Evidence("shape", f"these are {best.shape}", 0.5))
    if findings.exact_sets > 1:
        text = f"{findings.exact_sets} sets of items add up to exactly this amount"
        evidence.append(Evidence("unique", text, -1.0))
    return tuple(evidence)


def _named_evidence(findings: Findings, best: Explanation) -> list[Evidence]:
    manner = {
        "number": "the text names {n} of {all} items by number",
        "order": "the text names {n} of {all} items by purchase order",
        "tail": "the text gives the last digits of {n} of {all} items",
        "cut": "the text breaks off within the number of {n} of {all} items",
        "slip": "the text names {n} of {all} items with a slip of the pen",
        "range": "{n} of {all} items lie in a range that the text gives",
    }
    evidence, left = [], set(best.named)
    for kind, words in manner.items():
        named = {k for m in findings.mentions if m.manner == kind for k in m.items if k in left}
        left -= named
        if named:
            text = words.format(n=len(named), all=len(best.items))
            evidence.append(Evidence("reference", text, len(named) / len(best.items)))
    return evidence


def _amount_evidence(findings: Findings, best: Explanation) -> Evidence:
    currency, short = findings.receipt.currency, best.difference.amount
    if short == 0:
        what = "the open amount" if len(best.items) == 1 else f"the sum of {len(best.items)} items"
        return Evidence("amount", f"the amount is exactly {what}", 1.0)
    words = {
        "discount": "less, a usual discount",
        "deduction": "less, a deduction",
        "bank_fee": "less, as a bank fee would be",
        "partial": "less, a part payment",
        "rounding": "off, a rounding difference",
        "overpaid": "more than owed",
    }
    if best.difference.told:
        words = {reason: f"{what}, item by item as the payer says" for reason, what in words.items()}
    text = f"{plain(abs(short), currency)} {currency} {words.get(best.difference.reason, 'off')}"
    return Evidence("amount", text, 0.2)


def alternatives(findings: Findings) -> tuple[Alternative, ...]:
    """The likeliest other explanations, each with why it was not taken."""
    best, *others = findings.explanations
    shown = list(zip(others, findings.chances[1:], strict=True))[:_MOST_ALTERNATIVES]
    return tuple(
        Alternative(allocate(e.items, e.difference), p, _rejection(findings, best, e)) for e, p in shown
    )


def _rejection(findings: Findings, best: Explanation, other: Explanation) -> str:
    reasons = []
    if best.named - other.named:
        reasons.append("it leaves out items that the text names")
    if other.difference.amount and not best.difference.amount:
        reasons.append("the amount is not exact")
    if len(other.named) < len(other.items) and len(best.named) == len(best.items):
        reasons.append("it takes items the text does not name")
    probability = findings.payer.probability
    if max(map(probability, other.customers)) < 0.5 * max(map(probability, best.customers)):
        reasons.append("the payer is less likely to stand for this customer")
    return "; ".join(reasons) or "payers choose such a set of items less often"
