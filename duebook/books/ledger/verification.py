"""Checks of the ledger: entries balance, and the running totals are those of the lines."""

from duebook.books.audit.verification import RESTORE, Check, Rule, rules_check
from duebook.core.invoicing import KINDS

REPORT = "restore the row from a backup; if nobody wrote to the database, report this as a bug of Duebook"
ENTERED = ", ".join(f"'{kind}'" for kind in (*KINDS, "correction"))
WAITING = "('unapplied_cash', 'unidentified_receipts')"

BALANCED = rules_check(
    "entries balance",
    "SELECT count(*) FROM ledger_journalentry WHERE company_id = %(company)s",
    Rule(
        """SELECT e.key, l.currency, sum(l.amount)::bigint AS amount
        FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
        WHERE e.company_id = %(company)s GROUP BY e.id, l.currency HAVING sum(l.amount) <> 0 ORDER BY e.id""",
        "entry {key}",
        "is out of balance by {amount}",
        RESTORE,
    ),
    Rule(
        """SELECT e.key, %(home)s AS currency, sum(l.base)::bigint AS base
        FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
        WHERE e.company_id = %(company)s GROUP BY e.id HAVING sum(l.base) <> 0 ORDER BY e.id""",
        "entry {key}",
        "is out of balance by {base} in company currency",
        RESTORE,
    ),
    Rule(
        """SELECT e.key FROM ledger_journalentry e LEFT JOIN ledger_journalline l ON l.entry_id = e.id
        WHERE e.company_id = %(company)s GROUP BY e.id HAVING count(l.id) < 2 ORDER BY e.id""",
        "entry {key}",
        "has fewer than two lines",
        RESTORE,
    ),
    Rule(
        """SELECT e.key, l.account, l.currency, l.amount, l.base
        FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
        WHERE e.company_id = %(company)s AND l.currency = %(home)s AND l.amount <> l.base ORDER BY l.id""",
        "entry {key}",
        "has {amount} on {account}, worth {base} in the same currency",
        RESTORE,
    ),
    Rule(
        """SELECT e.key, %(home)s AS currency, sum(l.base)::bigint AS base
        FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
        WHERE e.company_id = %(company)s AND l.account = 'exchange_clearing'
        GROUP BY e.id HAVING sum(l.base) <> 0 ORDER BY e.id""",
        "entry {key}",
        "leaves {base} on exchange clearing, which is worth nil after every entry",
        RESTORE,
    ),
)

REVERSALS = rules_check(
    "reversals mirror",
    "SELECT count(*) FROM ledger_journalentry WHERE company_id = %(company)s AND reverses_id IS NOT NULL",
    Rule(
        """SELECT DISTINCT r.key, o.key AS original
        FROM ledger_journalentry r
        JOIN ledger_journalentry o ON o.id = r.reverses_id
        JOIN LATERAL (
            SELECT account, customer_id, item_id, receipt_id, currency, amount, base, 1 AS side
            FROM ledger_journalline WHERE entry_id = o.id
            UNION ALL
            SELECT account, customer_id, item_id, receipt_id, currency, -amount, -base, -1
            FROM ledger_journalline WHERE entry_id = r.id
        ) l ON true
        WHERE r.company_id = %(company)s
        GROUP BY r.id, o.id, l.account, l.customer_id, l.item_id, l.receipt_id, l.currency, l.amount, l.base
        HAVING sum(l.side) <> 0 ORDER BY r.key""",
        "entry {key}",
        "does not mirror entry {original}, which it takes back",
        RESTORE,
    ),
    Rule(
        """SELECT r.key, o.key AS original, r.booking_date, o.booking_date AS before
        FROM ledger_journalentry r JOIN ledger_journalentry o ON o.id = r.reverses_id
        WHERE r.company_id = %(company)s AND r.booking_date < o.booking_date ORDER BY r.id""",
        "entry {key}",
        "is booked on {booking_date}, before {original} of {before}, which it takes back",
        REPORT,
    ),
)

ONE_COMPANY = rules_check(
    "one company, one currency",
    "SELECT count(*) FROM ledger_journalline WHERE company_id = %(company)s",
    Rule(
        """SELECT e.key, l.account
        FROM ledger_journalline l
        JOIN ledger_journalentry e ON e.id = l.entry_id
        JOIN audit_event v ON v.id = e.event_id
        LEFT JOIN ledger_openitem i ON i.id = l.item_id
        LEFT JOIN ledger_receipt r ON r.id = l.receipt_id
        LEFT JOIN customers_customer c ON c.id = l.customer_id
        WHERE %(company)s IN (l.company_id, e.company_id, v.company_id)
          AND (e.company_id, v.company_id, coalesce(i.company_id, l.company_id),
               coalesce(r.company_id, l.company_id), coalesce(c.company_id, l.company_id))
              IS DISTINCT FROM (l.company_id, l.company_id, l.company_id, l.company_id, l.company_id)
        ORDER BY l.id""",
        "entry {key}",
        "has a line on {account} that touches two companies",
        RESTORE,
    ),
    Rule(
        f"""SELECT e.key, l.account, coalesce(i.currency, r.currency) AS own, l.currency AS booked
        FROM ledger_journalline l
        JOIN ledger_journalentry e ON e.id = l.entry_id
        LEFT JOIN ledger_openitem i ON i.id = l.item_id AND l.account = 'receivables'
        LEFT JOIN ledger_receipt r ON r.id = l.receipt_id AND l.account IN {WAITING}
        WHERE l.company_id = %(company)s AND l.currency <> coalesce(i.currency, r.currency)
        ORDER BY l.id""",  # noqa: S608
        "entry {key}",
        "has a line on {account} in {booked} for a row in {own}",
        RESTORE,
    ),
)

ITEMS = rules_check(
    "open items = receivables",
    "SELECT count(*) FROM ledger_openitem WHERE company_id = %(company)s",
    Rule(
        """SELECT i.key, i.currency, i.open_amount, coalesce(sum(l.amount), 0)::bigint AS posted
        FROM ledger_openitem i
        LEFT JOIN ledger_journalline l ON l.item_id = i.id AND l.account = 'receivables'
        WHERE i.company_id = %(company)s
        GROUP BY i.id HAVING i.open_amount <> coalesce(sum(l.amount), 0) ORDER BY i.id""",
        "item {key}",
        "shows {open_amount} open, its lines say {posted}",
        RESTORE,
    ),
    Rule(
        """SELECT currency, coalesce(s.amount, 0)::bigint AS subledger,
               coalesce(c.amount, 0)::bigint AS control
        FROM (SELECT currency, sum(open_amount) AS amount FROM ledger_openitem
              WHERE company_id = %(company)s GROUP BY currency) s
        FULL JOIN (SELECT currency, sum(amount) AS amount FROM ledger_journalline
              WHERE company_id = %(company)s AND account = 'receivables' GROUP BY currency) c USING (currency)
        WHERE coalesce(s.amount, 0) <> coalesce(c.amount, 0) ORDER BY currency""",
        "receivables in {currency}",
        "the open items sum up to {subledger}, the control account says {control}",
        "see the items named by this check",
    ),
    Rule(
        f"""SELECT i.key, i.currency, i.amount, coalesce(sum(l.amount), 0)::bigint AS posted
        FROM ledger_openitem i
        LEFT JOIN (ledger_journalline l JOIN ledger_journalentry e
                   ON e.id = l.entry_id AND e.kind IN ({ENTERED}))
               ON l.item_id = i.id AND l.account = 'receivables'
        WHERE i.company_id = %(company)s
        GROUP BY i.id HAVING i.amount <> coalesce(sum(l.amount), 0) ORDER BY i.id""",  # noqa: S608
        "item {key}",
        "is about {amount}, but {posted} was posted for it",
        RESTORE,
    ),
    Rule(
        """SELECT key, currency, amount, open_amount FROM ledger_openitem
        WHERE company_id = %(company)s
          AND NOT open_amount BETWEEN least(amount, 0) AND greatest(amount, 0) ORDER BY id""",
        "item {key}",
        "is about {amount} and shows {open_amount} open: more was allocated than it can take",
        REPORT,
    ),
    Rule(
        """SELECT i.key, %(home)s AS currency, sum(l.base)::bigint AS base
        FROM ledger_openitem i JOIN ledger_journalline l ON l.item_id = i.id AND l.account = 'receivables'
        WHERE i.company_id = %(company)s AND i.open_amount = 0
        GROUP BY i.id HAVING sum(l.amount) = 0 AND sum(l.base) <> 0 ORDER BY i.id""",
        "item {key}",
        "is closed, but {base} of its value stands on receivables",
        REPORT,
    ),
    Rule(
        """SELECT DISTINCT i.key, c.number, d.number AS booked
        FROM ledger_openitem i
        JOIN ledger_journalline l ON l.item_id = i.id AND l.account = 'receivables'
        JOIN customers_customer c ON c.id = i.customer_id
        LEFT JOIN customers_customer d ON d.id = l.customer_id
        WHERE i.company_id = %(company)s AND l.customer_id IS DISTINCT FROM i.customer_id ORDER BY i.key""",
        "item {key}",
        "belongs to customer {number}, but was posted for customer {booked}",
        RESTORE,
    ),
)

TERMS = rules_check(
    "changed terms",
    """SELECT count(*) FROM ledger_openitemchange h JOIN ledger_openitem i ON i.id = h.item_id
    WHERE i.company_id = %(company)s""",
    Rule(
        """SELECT key, field, new, now FROM (
            SELECT DISTINCT ON (i.id, h.field) i.key, h.field, h.new, to_jsonb(i) ->> h.field AS now
            FROM ledger_openitemchange h JOIN ledger_openitem i ON i.id = h.item_id
            WHERE i.company_id = %(company)s ORDER BY i.id, h.field, h.id DESC
        ) last WHERE new IS DISTINCT FROM now ORDER BY key, field""",
        "item {key}",
        "shows {field} {now}, but was last changed to {new}",
        RESTORE,
    ),
    Rule(
        """SELECT key, field, old, before FROM (
            SELECT i.key, h.id, h.field, h.old,
                   lag(h.new, 1, h.old) OVER (PARTITION BY i.id, h.field ORDER BY h.id) AS before
            FROM ledger_openitemchange h JOIN ledger_openitem i ON i.id = h.item_id
            WHERE i.company_id = %(company)s
        ) steps WHERE old <> before ORDER BY key, id""",
        "item {key}",
        "{field} was changed from {old}, but stood at {before}",
        RESTORE,
    ),
)

RECEIPTS = rules_check(
    "receipts = waiting cash",
    "SELECT count(*) FROM ledger_receipt WHERE company_id = %(company)s",
    Rule(
        f"""SELECT r.key, r.currency, r.unapplied, -coalesce(sum(l.amount), 0)::bigint AS posted
        FROM ledger_receipt r
        LEFT JOIN ledger_journalline l ON l.receipt_id = r.id AND l.account IN {WAITING}
        WHERE r.company_id = %(company)s
        GROUP BY r.id HAVING r.unapplied <> -coalesce(sum(l.amount), 0) ORDER BY r.id""",  # noqa: S608
        "receipt {key}",
        "shows {unapplied} not applied, its lines say {posted}",
        RESTORE,
    ),
    Rule(
        """SELECT r.key, r.currency, r.amount, -coalesce(sum(l.amount), 0)::bigint AS posted
        FROM ledger_receipt r
        LEFT JOIN (ledger_journalline l JOIN ledger_journalentry e
                   ON e.id = l.entry_id AND e.kind = 'receipt')
               ON l.receipt_id = r.id
        WHERE r.company_id = %(company)s
        GROUP BY r.id HAVING r.amount <> -coalesce(sum(l.amount), 0) ORDER BY r.id""",
        "receipt {key}",
        "is about {amount}, but {posted} was posted for it",
        RESTORE,
    ),
    Rule(
        """SELECT key, currency, amount, unapplied FROM ledger_receipt
        WHERE company_id = %(company)s AND NOT unapplied BETWEEN 0 AND amount ORDER BY id""",
        "receipt {key}",
        "is about {amount} and shows {unapplied} not applied: more was allocated than it has",
        REPORT,
    ),
    Rule(
        f"""SELECT r.key, %(home)s AS currency, sum(-l.base)::bigint AS base
        FROM ledger_receipt r JOIN ledger_journalline l ON l.receipt_id = r.id AND l.account IN {WAITING}
        WHERE r.company_id = %(company)s AND r.unapplied = 0
        GROUP BY r.id HAVING sum(l.amount) = 0 AND sum(l.base) <> 0 ORDER BY r.id""",  # noqa: S608
        "receipt {key}",
        "is used up, but {base} of its value still waits",
        REPORT,
    ),
    Rule(
        """SELECT DISTINCT r.key, coalesce(c.number, 'nobody') AS number,
               coalesce(d.number, 'nobody') AS booked
        FROM ledger_receipt r
        LEFT JOIN ledger_journalline l ON l.receipt_id = r.id AND l.account = 'unapplied_cash'
        LEFT JOIN customers_customer c ON c.id = r.customer_id
        LEFT JOIN customers_customer d ON d.id = l.customer_id
        WHERE r.company_id = %(company)s AND l.customer_id IS DISTINCT FROM r.customer_id ORDER BY r.key""",
        "receipt {key}",
        "belongs to customer {number}, but was posted for customer {booked}",
        RESTORE,
    ),
    Rule(
        """SELECT r.key, CASE WHEN r.parked THEN 'is' ELSE 'is not' END AS shown
        FROM ledger_receipt r
        WHERE r.company_id = %(company)s AND r.parked <> EXISTS (
            SELECT 1 FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
            LEFT JOIN ledger_journalentry undone ON undone.reverses_id = e.id
            WHERE l.receipt_id = r.id AND e.kind = 'parking' AND undone.id IS NULL)
        ORDER BY r.id""",
        "receipt {key}",
        "{shown} marked as not from a customer, and its postings say otherwise",
        RESTORE,
    ),
)

STATE = (
    """SELECT i.key, c.number, i.kind, i.currency, i.amount, i.open_amount, i.disputed_amount, i.issue_date,
           i.due_date, i.po_number, i.terms, i.company_code
    FROM ledger_openitem i JOIN customers_customer c ON c.id = i.customer_id
    WHERE i.company_id = %(company)s ORDER BY i.key COLLATE "C" """,
    """SELECT r.key, c.number, r.currency, r.amount, r.unapplied, r.parked, r.booking_date, r.value_date
    FROM ledger_receipt r LEFT JOIN customers_customer c ON c.id = r.customer_id
    WHERE r.company_id = %(company)s ORDER BY r.key COLLATE "C" """,
)
"""Items and receipts as they stand, by business keys."""


def checks() -> list[Check]:
    """Entries, reversals, and the subledgers of items and receipts against their control accounts."""
    return [BALANCED, REVERSALS, ONE_COMPANY, ITEMS, TERMS, RECEIPTS]
