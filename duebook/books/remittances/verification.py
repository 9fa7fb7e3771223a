"""Checks of remittances: who belongs to what is what was recorded, and documents are what came in."""

from duebook.books.audit.verification import RESTORE, Check, Rule, rules_check

REMITTANCES = rules_check(
    "remittances and receipts",
    "SELECT count(*) FROM remittances_remittance WHERE company_id = %(company)s",
    Rule(
        """SELECT m.key, m.state, count(p.id) AS receipts
        FROM remittances_remittance m
        LEFT JOIN remittances_pair p ON p.remittance_id = m.id AND p.ended_id IS NULL
        WHERE m.company_id = %(company)s
        GROUP BY m.id HAVING (m.state = 'paired') <> (count(p.id) > 0) ORDER BY m.id""",
        "remittance {key}",
        "is marked {state} and has {receipts} receipts",
        RESTORE,
    ),
    Rule(
        """SELECT m.key, m.currency, m.total AS said, sum(r.amount)::bigint AS came
        FROM remittances_remittance m
        JOIN remittances_pair p ON p.remittance_id = m.id AND p.ended_id IS NULL
        JOIN ledger_receipt r ON r.id = p.receipt_id
        WHERE m.company_id = %(company)s
        GROUP BY m.id HAVING count(*) > 1 AND m.total IS DISTINCT FROM sum(r.amount) ORDER BY m.id""",
        "remittance {key}",
        "covers several receipts of {came} together, and says {said}",
        RESTORE,
    ),
    Rule(
        """SELECT m.key, r.key AS receipt FROM remittances_pair p
        JOIN remittances_remittance m ON m.id = p.remittance_id JOIN ledger_receipt r ON r.id = p.receipt_id
        WHERE p.company_id = %(company)s AND (m.company_id, r.company_id) <> (p.company_id, p.company_id)
        ORDER BY p.id""",
        "remittance {key}",
        "belongs to receipt {receipt} of another company",
        RESTORE,
    ),
)
DOCUMENTS = rules_check(
    "documents as they came",
    "SELECT count(*) FROM remittances_document WHERE company_id = %(company)s",
    Rule(
        """SELECT name FROM remittances_document
        WHERE company_id = %(company)s AND encode(sha256(data), 'hex') <> sha256 ORDER BY id""",
        "document {name}",
        "has other bytes than those that came in",
        RESTORE,
    ),
)

STATE = (
    """SELECT m.key, m.digest, m.state, m.why, m.candidates FROM remittances_remittance m
    WHERE m.company_id = %(company)s ORDER BY m.key COLLATE "C" """,
    """SELECT m.key, r.key, p.by_hand, p.ended_id IS NULL AS stands FROM remittances_pair p
    JOIN remittances_remittance m ON m.id = p.remittance_id JOIN ledger_receipt r ON r.id = p.receipt_id
    WHERE p.company_id = %(company)s ORDER BY m.key COLLATE "C", r.key COLLATE "C", p.id""",
)
"""What payers said and which receipts it belongs to, by business keys."""


def checks() -> list[Check]:
    """Remittances against receipts, documents against their bytes."""
    return [REMITTANCES, DOCUMENTS]
