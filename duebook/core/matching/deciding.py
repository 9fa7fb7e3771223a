"""From weighed explanations to an honest decision, in words a clerk reads."""

from collections.abc import Sequence
from dataclasses import replace

from duebook.core.matching.differences import allocate
from duebook.core.matching.doubting import doubts_about
from duebook.core.matching.explaining import Explanation, Findings
from duebook.core.matching.values import (
    Alternative,
    Decision,
    Evidence,
    OpenItem,
    Policy,
    Proposal,
)
from duebook.core.matching.vocabulary import NOT_CUSTOMER
from duebook.core.money import plain

VERSION = "evidence-1"
_MOST_ALTERNATIVES = 5
_WORTH_SHOWING = 1e-6


def decide(findings: Findings, policy: Policy) -> Proposal:
    """The proposal for one receipt looked at by itself; competition between receipts comes after."""
    best = findings.explanations[0] if findings.explanations else None
    chance = findings.chances[0] if best else 0.0
    foreign = _foreign_words(findings)
    if foreign and not findings.mentions and (best is None or chance < 0.5):
        return _not_customer(findings, foreign)
    if best is None or chance < _WORTH_SHOWING:
        return _unmatched(findings)
    doubts = doubts_about(findings, policy)
    return _proposal(findings, best, chance, "review" if doubts else "auto", doubts)


def held_back(proposal: Proposal, because: str) -> Proposal:
    """The same proposal for a person to decide, since another receipt speaks against it."""
    reason = f"{because}; {proposal.reason}"
    evidence = (*proposal.evidence, Evidence("competition", because, -1.0))
    chance = min(proposal.probability, 0.5)
    return replace(proposal, decision="review", reason=reason, evidence=evidence, probability=chance)


def _proposal(
    findings: Findings, best: Explanation, chance: float, decision: Decision, doubts: Sequence[str]
) -> Proposal:
    receipt = findings.receipt
    allocations = allocate(best.items, best.difference)
    evidence = _evidence(findings, best)
    reason = "; ".join([*doubts, *(e.text for e in evidence)])
    return Proposal(
        receipt.receipt_id,
        decision,
        chance,
        best.customers[0] if len(best.customers) == 1 else _main_customer(best.items),
        allocations,
        receipt.amount - sum(a.amount for a in allocations),
        reason,
        evidence,
        _alternatives(findings),
        best.difference.amount,
        best.difference.reason if best.difference.amount else "",
        VERSION,
    )


def _main_customer(items: Sequence[OpenItem]) -> str:
    owed: dict[str, int] = {}
    for item in items:
        owed[item.customer_id] = owed.get(item.customer_id, 0) + item.open_amount
    return min(owed, key=lambda customer: (-owed[customer], customer))


def _evidence(findings: Findings, best: Explanation) -> tuple[Evidence, ...]:
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


def _alternatives(findings: Findings) -> tuple[Alternative, ...]:
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


def _foreign_words(findings: Findings) -> str:
    receipt = findings.receipt
    found = NOT_CUSTOMER.search(f"{receipt.payer_name} {receipt.code} {receipt.remittance}".upper())
    return found.group() if found else ""


def _not_customer(findings: Findings, word: str) -> Proposal:
    text = f'"{word}" speaks of money that is not from customers, and nothing points to a customer'
    evidence = (Evidence("pattern", text, 1.0),)
    receipt = findings.receipt
    return Proposal(
        receipt.receipt_id,
        "not_customer",
        findings.other,
        "",
        (),
        receipt.amount,
        text,
        evidence,
        engine=VERSION,
    )


def _unmatched(findings: Findings) -> Proposal:
    receipt, likely = findings.receipt, findings.payer.candidates[:1]
    customer = likely[0].customer_id if likely and likely[0].probability > 0.5 else ""
    text = "no open items explain this amount and text"
    if findings.repeats:
        text = f"it seems to pay a second time what receipt {findings.repeats[0]} paid"
    if customer:
        text += f"; the payer is probably customer {customer}: {likely[0].why}"
    return Proposal(receipt.receipt_id, "unmatched", 0.0, customer, (), receipt.amount, text, engine=VERSION)
