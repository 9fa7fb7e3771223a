"""All that the engine goes by: as the books stand, or as they stood before an event."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from duebook.books.companies.models import Company
from duebook.books.deductions.policies import policy_for
from duebook.books.matching import queries, recall
from duebook.books.matching.setting import setting_of
from duebook.books.matching.verdicts import Outcome, outcomes
from duebook.books.remittances.queries import told
from duebook.core.matching import OpenItem, PastAllocation, Policy, Receipt


@dataclass(frozen=True, slots=True)
class Seen:
    """What the engine is given on a day.

    ``registered``: bank account to the customers whose master data name it; ``taken_back``: keys of the
    receipts of which a person undid an allocation; ``own``: what people found of earlier proposals.
    """

    as_of: date
    policy: Policy
    receipts: Sequence[Receipt] = ()
    items: Sequence[OpenItem] = ()
    past: Sequence[PastAllocation] = ()
    registered: Mapping[str, Collection[str]] = field(default_factory=dict)
    taken_back: Collection[str] = ()
    own: Sequence[Outcome] = ()

    def digests(self) -> dict[str, str]:
        """SHA-256 (hex) of each part, whatever its order."""
        return {
            "receipts": _digest(self.receipts),
            "open_items": _digest(self.items),
            "past": _digest(self.past),
            "registered": _digest((account, *sorted(who)) for account, who in self.registered.items()),
            "taken_back": _digest(self.taken_back),
            "own": _digest(self.own),
        }


def seen_now(company: Company, as_of: date) -> Seen:
    """What the books say now; nothing where no receipt waits or the company has matching switched off."""
    setting = setting_of(company)
    receipts = told(company, queries.undecided_receipts(company)) if setting.mode != "off" else []
    currencies = {receipt.currency for receipt in receipts}
    policy = replace(policy_for(company, currencies, as_of), max_error=setting.max_error)
    if not receipts:
        return Seen(as_of, policy)
    return Seen(
        as_of,
        policy,
        receipts,
        queries.candidate_items(company),
        queries.past_allocations(company),
        queries.known_accounts(company),
        _among(receipts, queries.taken_back(company)),
        outcomes(company),
    )


def seen_before(company: Company, event: int, as_of: date, policy: Policy) -> Seen:
    """What the books said before an event (row id), read from the entries and changes up to then."""
    receipts = told(company, recall.receipts_before(company, event), event)
    return Seen(
        as_of,
        policy,
        receipts,
        recall.items_before(company, event),
        queries.past_allocations(company, event),
        queries.known_accounts(company, event),
        _among(receipts, queries.taken_back(company, event)),
        outcomes(company, event),
    )


def _among(receipts: Iterable[Receipt], keys: Collection[str]) -> set[str]:
    return {receipt.receipt_id for receipt in receipts if receipt.receipt_id in keys}


def _digest(values: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for value in sorted(map(repr, values)):
        digest.update(f"{value}\n".encode())
    return digest.hexdigest()
