"""Checks: a deduction belongs to an allocation that stands in the ledger; decisions follow the table."""

from collections.abc import Iterator

from duebook.books.audit.verification import RESTORE, Check, Fault, Rule, rules_check
from duebook.books.companies.models import Company
from duebook.books.deductions.models import DeductionDecision
from duebook.core.deductions import NotAllowed, State, after

ALLOCATED = rules_check(
    "deductions = allocations",
    "SELECT count(*) FROM deductions_deduction WHERE company_id = %(company)s",
    Rule(
        """SELECT e.key, i.currency, d.amount FROM deductions_deduction d
        JOIN ledger_journalentry e ON e.id = d.entry_id
        JOIN ledger_openitem i ON i.id = d.item_id
        WHERE d.company_id = %(company)s AND NOT (e.kind = 'allocation' AND d.amount < i.amount
          AND EXISTS (SELECT 1 FROM ledger_journalline l WHERE l.entry_id = e.id AND l.item_id = d.item_id)
          AND EXISTS (SELECT 1 FROM ledger_journalline l WHERE l.entry_id = e.id
                      AND l.receipt_id = d.receipt_id))
        ORDER BY d.id""",
        "deduction {key}",
        "of {amount} does not belong to an allocation of its receipt to its item",
        RESTORE,
    ),
    Rule(
        """SELECT e.key, x.decision FROM deductions_deductiondecision x
        JOIN deductions_deduction d ON d.id = x.deduction_id
        JOIN ledger_journalentry e ON e.id = d.entry_id
        LEFT JOIN ledger_journalentry p ON p.id = x.posting_id AND p.kind = 'write_off'
          AND EXISTS (SELECT 1 FROM ledger_journalline l WHERE l.entry_id = p.id AND l.item_id = d.item_id)
        WHERE d.company_id = %(company)s AND (x.decision = 'write_off') <> (p.id IS NOT NULL)
        ORDER BY x.id""",
        "deduction {key}",
        "was decided ({decision}), and the ledger says otherwise",
        RESTORE,
    ),
)


def _decisions(company: Company) -> Iterator[Fault]:
    states: dict[int, State] = {}
    rows = DeductionDecision.objects.filter(deduction__company=company).order_by("id")
    for row in rows.select_related("deduction__entry").iterator(2_000):
        before = states.get(row.deduction_id, "open")
        try:
            fits = after(before, row.decision) == row.state  # type: ignore[arg-type]
        except NotAllowed:
            fits = False
        if not fits:
            what = f"went from {before} to {row.state} by {row.decision}, which is not possible"
            yield Fault(f"deduction {row.deduction.entry.key}", what, RESTORE)
        states[row.deduction_id] = row.state  # type: ignore[assignment]


DECIDED = Check(
    "decisions about deductions",
    """SELECT count(*) FROM deductions_deductiondecision x
    JOIN deductions_deduction d ON d.id = x.deduction_id WHERE d.company_id = %(company)s""",
    _decisions,
)

STATE = (
    """SELECT e.key, d.amount, d.reason, d.about, x.decision, x.state, x.note
    FROM deductions_deduction d JOIN ledger_journalentry e ON e.id = d.entry_id
    LEFT JOIN deductions_deductiondecision x ON x.deduction_id = d.id
    WHERE d.company_id = %(company)s ORDER BY e.key COLLATE "C", x.id""",
)
"""Deductions and what was decided about them, by business keys."""


def checks() -> list[Check]:
    """Deductions against the ledger, decisions against the table."""
    return [ALLOCATED, DECIDED]
