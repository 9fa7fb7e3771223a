"""Checks of decisions: what a proposal says was posted or decided stands in the ledger and in the chain."""

from duebook.books.audit.verification import RESTORE, Check, Rule, rules_check

DECISIONS = rules_check(
    "decisions = postings",
    "SELECT count(*) FROM matching_proposal WHERE company_id = %(company)s",
    Rule(
        """SELECT DISTINCT p.id, r.key, i.key AS item, i.currency, a.amount
        FROM matching_proposal p
        JOIN ledger_receipt r ON r.id = p.receipt_id
        JOIN matching_proposedallocation a ON a.proposal_id = p.id
        JOIN ledger_openitem i ON i.id = a.item_id
        WHERE p.company_id = %(company)s AND p.decision = 'auto' AND a.amount <> 0
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
            WHERE company_id = %(company)s
              AND verb IN ('accept proposal', 'reject proposal', 'settle by hand', 'set aside')
        )
        SELECT p.id, r.key, p.decision, p.state
        FROM matching_proposal p JOIN ledger_receipt r ON r.id = p.receipt_id
        WHERE p.company_id = %(company)s AND NOT CASE p.state
            WHEN 'open' THEN p.decision NOT IN ('auto', 'not_customer')
            WHEN 'applied' THEN p.decision IN ('auto', 'not_customer')
                 OR p.digest IN (SELECT proposal FROM said WHERE verb = 'accept proposal')
            WHEN 'rejected' THEN p.digest IN (SELECT proposal FROM said WHERE verb = 'reject proposal')
                 OR r.key IN (SELECT receipt FROM said WHERE verb IN ('settle by hand', 'set aside'))
            ELSE true END
        ORDER BY p.id""",
        "proposal for receipt {key}",
        "was decided {decision} and is marked {state}, which no event says",
        RESTORE,
    ),
)

STATE = (
    """SELECT r.key, p.digest, p.state FROM matching_proposal p JOIN ledger_receipt r ON r.id = p.receipt_id
    WHERE p.company_id = %(company)s ORDER BY r.key COLLATE "C", p.digest, p.state COLLATE "C" """,
)
"""What proposals say and what became of them, by business keys."""


def checks() -> list[Check]:
    """Proposals against the ledger and the chain."""
    return [DECISIONS]
