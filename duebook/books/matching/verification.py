"""Checks of decisions: what a proposal says was posted or decided stands in the ledger and in the chain."""

from collections.abc import Iterator

from duebook.books.audit.sealing import CHUNK
from duebook.books.audit.verification import RESTORE, Check, Fault, Rule, rules_check
from duebook.books.companies.models import Company
from duebook.books.matching.models import CashSetting, Proposal

DECISIONS = rules_check(
    "decisions = postings",
    "SELECT count(*) FROM matching_proposal WHERE company_id = %(company)s",
    Rule(
        """SELECT DISTINCT p.id, r.key, i.key AS item, i.currency, a.amount
        FROM matching_proposal p
        JOIN ledger_receipt r ON r.id = p.receipt_id
        JOIN matching_proposedallocation a ON a.proposal_id = p.id
        JOIN ledger_openitem i ON i.id = a.item_id
        WHERE p.company_id = %(company)s AND p.unattended AND a.amount <> 0
          AND NOT EXISTS (
            SELECT 1 FROM ledger_journalentry e JOIN ledger_journalline l ON l.entry_id = e.id
            WHERE e.event_id = p.event_id AND e.kind = 'allocation'
              AND l.item_id = a.item_id AND l.account = 'receivables' AND l.amount = -a.amount)
        ORDER BY p.id""",
        "proposal for receipt {key}",
        "was applied with {amount} on item {item}, and no such posting was made with it",
        RESTORE,
    ),
    Rule(
        """WITH said AS (
            SELECT verb, facts ->> 'proposal' AS proposal, facts ->> 'receipt' AS receipt FROM audit_event
            WHERE company_id = %(company)s AND verb IN ('reject proposal', 'settle by hand', 'set aside')
        ), accepted AS (
            SELECT jsonb_array_elements_text(facts -> 'proposals') AS proposal FROM audit_event
            WHERE company_id = %(company)s AND verb = 'accept proposals'
        )
        SELECT p.id, r.key, p.decision, p.state
        FROM matching_proposal p JOIN ledger_receipt r ON r.id = p.receipt_id
        WHERE p.company_id = %(company)s AND NOT CASE p.state
            WHEN 'open' THEN NOT p.unattended
            WHEN 'applied' THEN p.unattended OR p.digest IN (SELECT proposal FROM accepted)
            WHEN 'rejected' THEN p.digest IN (SELECT proposal FROM said WHERE verb = 'reject proposal')
                 OR r.key IN (SELECT receipt FROM said WHERE verb IN ('settle by hand', 'set aside'))
            ELSE true END
        ORDER BY p.id""",
        "proposal for receipt {key}",
        "was decided {decision} and is marked {state}, which no event says",
        RESTORE,
    ),
)

DRAWS = "SELECT count(*) FROM matching_proposal WHERE company_id = %(company)s AND unattended"


def _draws(company: Company) -> Iterator[Fault]:
    """Receipts were drawn to be looked at again as the setting in force and its seed say, no other."""
    settings = CashSetting.objects.filter(company=company).order_by("-id")
    ends = None
    for setting in settings:
        posted = Proposal.objects.filter(
            company=company, unattended=True, decision="auto", event_id__gt=setting.event_id
        )
        posted = posted.filter(event_id__lt=ends) if ends else posted
        rows = posted.order_by("id").values_list("receipt__key", "for_review").iterator(CHUNK)
        for before, (receipt, drawn) in enumerate(rows):
            if drawn != setting.value().draws(receipt, before):
                what = (
                    "was drawn to be looked at again" if drawn else "was left out of those to look at again"
                )
                yield Fault(f"proposal for receipt {receipt}", f"{what}, against the seed", RESTORE)
        ends = setting.event_id


STATE = (
    """SELECT r.key, p.digest, p.state FROM matching_proposal p JOIN ledger_receipt r ON r.id = p.receipt_id
    WHERE p.company_id = %(company)s ORDER BY r.key COLLATE "C", p.digest, p.state COLLATE "C" """,
)
"""What proposals say and what became of them, by business keys."""


def checks() -> list[Check]:
    """Proposals against the ledger and the chain."""
    return [DECISIONS, Check("draws = seed", DRAWS, _draws)]
