"""What a fingerprint of the books takes from the outbox."""

STATE = (
    """SELECT m.key, m.digest, m.state FROM messaging_message m
    WHERE m.company_id = %(company)s ORDER BY m.key COLLATE "C" """,
)
"""Messages and what became of them, by business keys."""
