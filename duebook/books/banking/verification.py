"""Checks of the bank: the ledger's bank account is what the bank's lines say, and the balances follow."""

from duebook.books.audit.verification import RESTORE, Check, Rule, rules_check

LINES = """FROM banking_bankline b JOIN banking_bankaccount a ON a.id = b.account_id
    WHERE a.company_id = %(company)s"""

POSTED = rules_check(
    "bank account = bank lines",
    f"SELECT count(*) {LINES}",
    Rule(
        f"SELECT b.booking_date, b.currency, b.amount, b.payer_name, b.key {LINES} "
        "AND b.entry_id IS NULL AND b.amount <> 0 ORDER BY b.id",
        "bank line of {booking_date}, {amount}, {payer_name} ({key})",
        "has no posting",
        RESTORE,
    ),
    Rule(
        """WITH posted AS (
            SELECT regexp_replace(e.key, '/fee$', '') AS key, l.currency, sum(l.amount)::bigint AS amount
            FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
            WHERE l.company_id = %(company)s AND l.account = 'bank' GROUP BY 1, 2
        ), told AS (
            SELECT e.key, b.currency, sum(b.amount)::bigint AS amount
            FROM banking_bankline b JOIN ledger_journalentry e ON e.id = b.entry_id
            WHERE e.company_id = %(company)s GROUP BY 1, 2
        )
        SELECT key, currency, coalesce(p.amount, 0) AS posted, coalesce(t.amount, 0) AS told
        FROM posted p FULL JOIN told t USING (key, currency)
        WHERE p.amount IS DISTINCT FROM t.amount ORDER BY key""",
        "entry {key}",
        "moves the bank account by {posted}, the bank's line says {told}",
        RESTORE,
    ),
    Rule(
        """SELECT r.key FROM ledger_receipt r JOIN banking_bankline b ON b.receipt_id = r.id
        JOIN banking_bankaccount a ON a.id = b.account_id
        WHERE r.company_id = %(company)s AND b.kind = 'credit'
          AND (r.key, r.amount, r.currency, r.booking_date, r.value_date, r.payer_name)
           <> (a.identifier || ':' || b.key, b.amount, b.currency, b.booking_date, b.value_date, b.payer_name)
        ORDER BY r.id""",
        "receipt {key}",
        "does not say what the bank's line says: account, amount, days or payer differ",
        RESTORE,
    ),
)

STATEMENTS = rules_check(
    "statements follow on",
    """SELECT count(*) FROM banking_statement s JOIN banking_bankaccount a ON a.id = s.account_id
    WHERE a.company_id = %(company)s""",
    Rule(
        """WITH first AS (
            SELECT DISTINCT ON (s.account_id) s.account_id, s.opening, s.opening_day
            FROM banking_statement s JOIN banking_bankaccount a ON a.id = s.account_id
            WHERE a.company_id = %(company)s AND s.booked AND s.opening IS NOT NULL
            ORDER BY s.account_id, s.opening_day, s.id
        )
        SELECT a.identifier, s.number, s.opening_day, a.currency, s.opening,
               f.opening + before.amount AS known
        FROM first f
        JOIN banking_bankaccount a ON a.id = f.account_id
        JOIN banking_statement s ON s.account_id = f.account_id AND s.booked AND s.opening IS NOT NULL
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(amount), 0)::bigint AS amount,
                   coalesce(sum(amount) FILTER (WHERE booking_date < s.opening_day), 0)::bigint AS day_before
            FROM banking_bankline b
            WHERE b.account_id = s.account_id AND b.booking_date <= s.opening_day
        ) before
        WHERE s.opening NOT IN (f.opening + before.amount, f.opening + before.day_before)
          AND NOT EXISTS (SELECT 1 FROM banking_statement t WHERE t.account_id = s.account_id
                          AND t.id <> s.id AND t.booked AND t.closing = s.opening)
        ORDER BY a.identifier, s.opening_day, s.id""",
        "statement {number} of {identifier}",
        "opens on {opening_day} with {opening}, but the lines before it lead to {known}",
        "ask the bank for the statement in between and import it",
    ),
)


def checks() -> list[Check]:
    """Bank lines against the ledger, and statements against each other."""
    return [POSTED, STATEMENTS]
