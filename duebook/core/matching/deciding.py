"""From weighed explanations to an honest decision."""

from collections.abc import Sequence
from dataclasses import replace

from duebook.core.matching.differences import allocate
from duebook.core.matching.doubting import doubts_about, not_sure_enough
from duebook.core.matching.experience import Experience, band_of
from duebook.core.matching.explaining import Findings
from duebook.core.matching.proving import alternatives, evidence_for
from duebook.core.matching.situations import situation_of
from duebook.core.matching.strangers import Stranger, stranger
from duebook.core.matching.values import Evidence, OpenItem, Proposal

VERSION = "evidence-3"
_WORTH_SHOWING = 1e-6


def decide(findings: Findings, experience: Experience) -> Proposal:
    """The proposal for one receipt looked at by itself; competition between receipts comes after."""
    chance = findings.chances[0] if findings.explanations else 0.0
    foreign = _foreign(findings)
    if foreign and (foreign.certain or (not findings.mentions and chance < 0.5)):
        return _not_customer(findings, foreign)
    if chance < _WORTH_SHOWING:
        return _unmatched(findings)
    return _proposal(findings, band_of(chance), experience)


def held_back(proposal: Proposal, rival: str) -> Proposal:
    """The same proposal for a person to decide, since another receipt (its id) speaks against it."""
    evidence = (Evidence.of("doubt.contested", -1.0, receipt=rival), *proposal.evidence)
    chance = min(proposal.probability, 0.5)
    return replace(proposal, decision="review", evidence=evidence, probability=chance)


def left_to_people(proposal: Proposal) -> Proposal:
    """The same proposal for a person to decide, since this batch holds too many that are no surer."""
    return replace(proposal, decision="review", evidence=(Evidence.of("doubt.mix", -0.5), *proposal.evidence))


def _proposal(findings: Findings, band: int, experience: Experience) -> Proposal:
    receipt, best = findings.receipt, findings.explanations[0]
    doubts = doubts_about(findings)
    situation = situation_of(findings, doubts)
    sure = experience.may_post(situation, band)
    if not sure and not doubts:
        doubts = [not_sure_enough(findings)]
    allocations = allocate(best.items, best.difference)
    return Proposal(
        receipt.receipt_id,
        "auto" if sure else "review",
        experience.probability(situation, band),
        best.customers[0] if len(best.customers) == 1 else _main_customer(best.items),
        allocations,
        receipt.amount - sum(a.amount for a in allocations),
        (*doubts, *evidence_for(findings, best)),
        alternatives(findings),
        best.difference.amount,
        best.difference.reason if best.difference.amount else "",
        VERSION,
        situation,
        band,
    )


def _main_customer(items: Sequence[OpenItem]) -> str:
    owed: dict[str, int] = {}
    for item in items:
        owed[item.customer_id] = owed.get(item.customer_id, 0) + item.open_amount
    return min(owed, key=lambda customer: (-owed[customer], customer))


def _foreign(findings: Findings) -> Stranger | None:
    by_account = any(candidate.by_account for candidate in findings.payer.candidates)
    return stranger(findings.receipt, findings.names, by_account)


def _not_customer(findings: Findings, foreign: Stranger) -> Proposal:
    receipt, evidence = findings.receipt, (Evidence.of(f"foreign.{foreign.told_by}", 1.0, word=foreign.sign),)
    return Proposal(
        receipt.receipt_id,
        "not_customer",
        findings.other,
        "",
        (),
        receipt.amount,
        evidence,
        engine=VERSION,
    )


def _unmatched(findings: Findings) -> Proposal:
    receipt, likely = findings.receipt, findings.payer.candidates[:1]
    customer = likely[0].customer_id if likely and likely[0].probability > 0.5 else ""
    evidence = [Evidence.of("nothing.fits", -1.0)]
    if findings.repeats:
        evidence = [Evidence.of("nothing.but_repeat", -1.0, receipt=findings.repeats[0])]
    if customer:
        chance = likely[0].probability
        evidence += [Evidence.of("payer.probably", chance, customer=customer), *likely[0].weighed()]
    return Proposal(
        receipt.receipt_id, "unmatched", 0.0, customer, (), receipt.amount, tuple(evidence), engine=VERSION
    )
