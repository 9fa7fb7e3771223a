"""Proposals for readers: what waits for a decision, what was decided, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company
from duebook.books.ledger.models import Receipt
from duebook.books.matching.models import Proposal, ProposalState


def open_proposals(company: Company) -> QuerySet[Proposal]:
    """Proposals that wait for a person, the largest receipts first, with all that a list shows."""
    return (
        Proposal.objects.filter(company=company, state=ProposalState.OPEN)
        .select_related("receipt", "customer")
        .prefetch_related("allocations__item")
        .order_by("-receipt__unapplied", "id")
    )


def proposals_of(receipt: Receipt) -> QuerySet[Proposal]:
    """All that was ever proposed for a receipt, the newest first, with the lines."""
    return (
        receipt.proposals.select_related("customer")
        .prefetch_related("allocations__item__customer")
        .order_by("-id")
    )


def events_about(receipt: Receipt) -> QuerySet[Event]:
    """All that was recorded about a receipt: who did what and when, the oldest first."""
    proposed = receipt.proposals.values("event_id")
    posted = receipt.lines.values("entry__event_id")
    told = receipt.remittance_pairs.values("event_id")
    about = Q(id__in=proposed) | Q(id__in=posted) | Q(id__in=told) | Q(facts__receipt=receipt.key)
    return Event.objects.filter(about, company=receipt.company_id).order_by("number")


def receipt_named(company: Company, key: str) -> Receipt | None:
    """The receipt with this key, or none."""
    return Receipt.objects.filter(company=company, key=key).select_related("company", "customer").first()


def every_proposal(company: Company) -> QuerySet[Proposal]:
    """All proposals of a company that were ever kept, with their receipts."""
    return Proposal.objects.filter(company=company).select_related("receipt")


def with_decision(receipts: QuerySet[Receipt]) -> QuerySet[Any]:
    """Adds ``by_itself``: whether the engine applied the receipt, and no person had to correct it."""
    automatic = Proposal.objects.filter(receipt=OuterRef("pk"), unattended=True)
    automatic = automatic.exclude(verdicts__right=False)
    return receipts.annotate(by_itself=Exists(automatic))


@dataclass(frozen=True, slots=True)
class Tally:
    """How the receipts of one day stand: numbers of receipts."""

    received: int
    by_itself: int
    waiting: int
    elsewhere: int

    @property
    def by_person(self) -> int:
        return self.received - self.by_itself - self.waiting - self.elsewhere

    @property
    def touchless(self) -> float | None:
        """The share applied without a person of those from customers; None where there were none."""
        ours = self.received - self.elsewhere
        return self.by_itself / ours if ours else None


def tally(receipts: QuerySet[Receipt], day: date) -> Tally:
    """Counts for the receipts (of ``receipts_as_of``) that were booked on ``day``."""
    return sum_of(tallies(receipts, day, day).values())


def tallies(receipts: QuerySet[Receipt], first: date, last: date) -> dict[date, Tally]:
    """Counts by booking day, from ``first`` to ``last``; days without receipts are left out."""
    booked = with_decision(receipts.filter(booking_date__range=(first, last)))
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    for day, *state in booked.values_list("booking_date", "by_itself", "waiting_then", "parked"):
        counts[day][_state(*state)] += 1
    return {
        day: Tally(found.total(), found["by_itself"], found["waiting"], found["elsewhere"])
        for day, found in counts.items()
    }


def sum_of(parts: Iterable[Tally]) -> Tally:
    """All together."""
    cells = [(one.received, one.by_itself, one.waiting, one.elsewhere) for one in parts]
    return Tally(*map(sum, zip(*cells, strict=True))) if cells else Tally(0, 0, 0, 0)


def _state(by_itself: bool, waits: int, parked: bool) -> str:
    if parked:
        return "elsewhere"
    if waits:
        return "waiting"
    return "by_itself" if by_itself else "by_person"
