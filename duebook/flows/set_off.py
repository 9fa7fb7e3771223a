"""Credit notes meet what short payments left open."""

from datetime import date, datetime

from duebook.books.audit.operations import deciding, recording
from duebook.books.companies.models import Company
from duebook.books.ledger import operations as ledger
from duebook.books.matching.queries import candidate_items
from duebook.core.matching.set_off import set_offs


def set_off_credit_notes(company: Company, as_of: date, actor: str, now: datetime) -> int:
    """Set off what is certain; returns how many credit notes. Again without news: none."""
    with deciding(company) as last_event:
        pairs = set_offs(candidate_items(company))
        if pairs:
            with recording(company, "set off", f"set off {as_of} after {last_event}", actor, now) as record:
                for giver, taker in pairs:
                    ledger.set_off(record, giver.key, taker.key, taker.open_amount, as_of)
                record.facts.update(credit_notes=len(pairs))
    return len(pairs)
