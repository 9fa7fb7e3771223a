"""What a fingerprint of the books takes from the reminders."""

STATE = (
    """SELECT c.number, r.as_of, r.step, r.action, r.policy, r.cancelled, i.key, n.step AS item_step,
           n.open_amount, n.superseded, n.cancelled AS item_cancelled
    FROM dunning_reminder r
    JOIN customers_customer c ON c.id = r.customer_id
    LEFT JOIN dunning_reminderitem n ON n.reminder_id = r.id
    LEFT JOIN ledger_openitem i ON i.id = n.item_id
    WHERE r.company_id = %(company)s
    ORDER BY c.number COLLATE "C", r.as_of, r.step COLLATE "C", r.action COLLATE "C", i.key COLLATE "C",
             n.step COLLATE "C"
    """,
)
"""Who was asked for what, when, by business keys."""
