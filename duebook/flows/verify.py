"""Is everything in the books as it was recorded? Read only; the same code that the tests use."""

from collections.abc import Iterator

from duebook.books.audit import verification as audit
from duebook.books.audit.verification import Check, Checked, Finding
from duebook.books.banking import verification as banking
from duebook.books.companies.models import Company
from duebook.books.ledger import verification as ledger
from duebook.books.matching import verification as matching

__all__ = ["Checked", "Finding", "inspect", "verify"]


def all_checks() -> list[Check]:
    """Every check there is, from the chain that vouches for the rest outwards."""
    return [*audit.checks(), *ledger.checks(), *banking.checks(), *matching.checks()]


def inspect(company: Company) -> Iterator[Checked]:
    """Run every check on the books of ``company`` as they are at this moment."""
    with audit.still():
        for check in all_checks():
            yield check.run(company)


def verify(company: Company) -> list[Finding]:
    """What is wrong in the books of ``company``; empty when all is well."""
    return [finding for checked in inspect(company) for finding in checked.findings]
