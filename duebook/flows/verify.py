"""Is everything in the books as it was recorded? Read only; the same code that the tests use."""

from collections.abc import Iterator

from duebook.books.audit import verification as audit
from duebook.books.audit.verification import FINDINGS_KEPT, Check, Checked, Finding
from duebook.books.banking import verification as banking
from duebook.books.companies.models import Company
from duebook.books.deductions import verification as deductions
from duebook.books.dunning import verification as dunning
from duebook.books.ledger import verification as ledger
from duebook.books.matching import verification as matching
from duebook.books.messaging import verification as messaging
from duebook.books.remittances import verification as remittances

__all__ = ["FINDINGS_KEPT", "Checked", "Finding", "books_digest", "inspect", "verify"]


def all_checks() -> list[Check]:
    """Every check there is, from the chain that vouches for the rest outwards."""
    books = (audit, ledger, banking, deductions, remittances, matching)
    return [check for book in books for check in book.checks()]


def inspect(company: Company) -> Iterator[Checked]:
    """Run every check on the books of ``company`` as they are at this moment."""
    with audit.still():
        for check in all_checks():
            yield check.run(company)


def verify(company: Company) -> list[Finding]:
    """What is wrong in the books of ``company``; empty when all is well."""
    return [finding for checked in inspect(company) for finding in checked.findings]


def books_digest(company: Company) -> str:
    """One line that stands for the books: two runs with the same digest recorded the same and stand the same.

    The hash of the last event, and a SHA-256 over items, receipts, proposals, messages and reminders as they
    stand, by business keys.
    """
    with audit.still():
        books = (ledger, deductions, remittances, matching, messaging, dunning)
        state = [query for book in books for query in book.STATE]
        return f"{audit.last_hash(company)} {audit.state_digest(company, state)}"
