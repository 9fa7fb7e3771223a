"""Whether statements follow on each other: is what the bank says at the start what we have booked so far?"""

from collections.abc import Iterator
from typing import Any

from duebook.books.audit.verification import in_words, select
from duebook.books.banking.models import Statement
from duebook.books.companies.models import Company
from duebook.core.problems import Problem

# The first opening balance and all lines since then lead to each later opening balance; banks date it by the
# day before or by the first day. Pages of one day follow on another page instead.
_BROKEN = """
WITH first AS (
    SELECT DISTINCT ON (s.account_id) s.account_id, s.opening
    FROM banking_statement s JOIN banking_bankaccount a ON a.id = s.account_id
    WHERE a.company_id = %(company)s AND s.booked AND s.opening IS NOT NULL
    ORDER BY s.account_id, s.opening_day, s.id
)
SELECT a.identifier, s.number, s.opening_day, a.currency, s.opening, f.opening + before.that_day AS known
FROM first f
JOIN banking_bankaccount a ON a.id = f.account_id
JOIN banking_statement s ON s.account_id = f.account_id AND s.booked AND s.opening IS NOT NULL
CROSS JOIN LATERAL (
    SELECT coalesce(sum(b.amount), 0)::bigint AS that_day,
           coalesce(sum(b.amount) FILTER (WHERE b.booking_date < s.opening_day), 0)::bigint AS day_before
    FROM banking_bankline b WHERE b.account_id = s.account_id AND b.booking_date <= s.opening_day
) before
WHERE coalesce(s.id = %(statement)s, true)
  AND s.opening NOT IN (f.opening + before.that_day, f.opening + before.day_before)
  AND NOT EXISTS (SELECT 1 FROM banking_statement t WHERE t.account_id = s.account_id AND t.id <> s.id
                  AND t.booked AND t.closing = s.opening AND t.closing_day = s.opening_day)
ORDER BY a.identifier, s.opening_day, s.id
"""
GAP = "opens on {opening_day} with {opening}, but what is booked before it leads to {known}"
TODO = "ask the bank for the statement in between and import it"


def broken(company: Company, statement: Statement | None = None) -> Iterator[dict[str, Any]]:
    """Statements (or only this one) that do not follow on what was booked before them, in words."""
    for row in select(company, _BROKEN, statement=statement.pk if statement else None):
        yield in_words(row)


def gaps(statement: Statement, file: str) -> list[Problem]:
    """A Problem when something is missing before a statement, whose own lines are not booked yet."""
    return [
        Problem(file, f"statement {statement.number}", GAP.format(**row), TODO)
        for row in broken(statement.account.company, statement)
    ]
