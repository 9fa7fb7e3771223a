"""Checks of the bank: the ledger's bank account is what the bank's lines say, and the balances follow."""

from collections.abc import Iterator

from duebook.books.audit.verification import RESTORE, Check, Fault, Rule, rules_check
from duebook.books.banking.continuity import GAP, TODO, broken
from duebook.books.companies.models import Company

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
        r"""SELECT r.key FROM ledger_receipt r JOIN banking_bankline b ON b.receipt_id = r.id
        JOIN banking_bankaccount a ON a.id = b.account_id
        WHERE r.company_id = %(company)s AND b.kind = 'credit'
          AND (r.key NOT IN (a.identifier || ':' || b.key,
                            upper(regexp_replace(b.bank_reference, '[\W_]+', '', 'g')))
               OR (r.amount, r.currency, r.booking_date, r.value_date, r.payer_name)
               <> (b.amount, b.currency, b.booking_date, b.value_date, b.payer_name))
        ORDER BY r.id""",
        "receipt {key}",
        "does not say what the bank's line says: account, amount, days or payer differ",
        RESTORE,
    ),
)


def _broken(company: Company) -> Iterator[Fault]:
    for row in broken(company):
        yield Fault("statement {number} of {identifier}".format(**row), GAP.format(**row), TODO)


STATEMENTS = Check(
    "statements follow on",
    """SELECT count(*) FROM banking_statement s JOIN banking_bankaccount a ON a.id = s.account_id
    WHERE a.company_id = %(company)s""",
    _broken,
)


def checks() -> list[Check]:
    """Bank lines against the ledger, and statements against each other."""
    return [POSTED, STATEMENTS]
