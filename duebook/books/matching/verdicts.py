"""What people found of proposals: given with each of their decisions, counted for engine and controller."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Subquery

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import seal
from duebook.books.companies.models import Company
from duebook.books.ledger.models import JournalEntry
from duebook.books.ledger.operations import Application
from duebook.books.matching.models import Proposal, ProposalState, Source, Verdict
from duebook.books.matching.queries import ALWAYS
from duebook.core.matching.recommending import Tried

CLAIMS = Q(decision="not_customer") | Q(allocations__isnull=False)
"""Proposals that say something which can be right or wrong."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decided proposal as experience: where it stood, whether it was right, and when that was found."""

    situation: str
    band: int
    right: bool
    when: datetime


@dataclass(frozen=True, slots=True)
class Reliability:
    """One situation and band: the mean chance promised, and what people found."""

    situation: str
    band: int
    promised: float
    found: Tried


def give(record: Recording, proposals: Iterable[Proposal], right: bool, source: Source) -> None:
    """A person found these proposals right or wrong; those that claimed nothing are passed over."""
    made = (
        Proposal.objects.filter(CLAIMS, pk__in=[p.pk for p in proposals]).select_related("receipt").distinct()
    )
    rows = [Verdict(proposal=p, right=right, source=source, given_at=record.now) for p in made.order_by("pk")]
    seal(record, rows)
    Verdict.objects.bulk_create(rows, batch_size=1000)


def give_as_settled(record: Recording, receipt_key: str, lines: Sequence[Application]) -> None:
    """A person applied a receipt: what was proposed last was right if it said the same items and amounts.

    A proposal that stands or was right already is not spoken of: this decision is about the rest.
    """
    said = (
        judged(record.company)
        .filter(CLAIMS, receipt__key=receipt_key)
        .exclude(state=ProposalState.SUPERSEDED)
        .order_by("-id")
        .first()
    )
    if said is None:
        return
    same = {(line.item.key, line.amount) for line in said.allocations.select_related("item")} == {
        (line.item, line.amount) for line in lines
    }
    if said.state == ProposalState.OPEN or (said.right is False and same):
        give(record, [said], same, Source.SETTLED)


def give_as_undone(record: Recording, entry_key: str) -> None:
    """A person took an allocation back: the proposal that had led to it was wrong."""
    entries = JournalEntry.objects.filter(company=record.company, key=entry_key)
    led = Proposal.objects.filter(
        company=record.company,
        state=ProposalState.APPLIED,
        receipt__lines__entry__in=entries,
        allocations__item__lines__entry__in=entries,
    )
    give(record, led.order_by("-id")[:1], right=False, source=Source.UNDONE)


def judged(company: Company) -> QuerySet[Any]:
    """Proposals with ``right``: what people found last; None where nobody decided."""
    newest = Verdict.objects.filter(proposal=OuterRef("pk")).order_by("-id").values("right")[:1]
    return Proposal.objects.filter(company=company).annotate(right=Subquery(newest))


def outcomes(company: Company, before: int = ALWAYS) -> list[Outcome]:
    """The company's own record before an event (row id), oldest proposal first: all that people found right
    or wrong. Automatic receipts that nobody looked at again are neither."""
    rows = Verdict.objects.filter(proposal__company=company, event_id__lt=before)
    rows = rows.exclude(proposal__situation="")
    newest = rows.order_by("proposal_id", "-id").distinct("proposal_id")
    return [
        Outcome(*cells)
        for cells in newest.values_list("proposal__situation", "proposal__band", "right", "given_at")
    ]


def decided_by_people(company: Company, since: datetime) -> Tried:
    """Certain proposals that people decided since then, as the engine would have without them."""
    rows = judged(company).filter(decision="auto", unattended=False, proposed_at__gte=since)
    return _tried(rows.filter(right__isnull=False))


def reviewed(company: Company, since: datetime) -> Tried:
    """Automatic receipts posted since then that were drawn and looked at again."""
    rows = judged(company).filter(for_review=True, proposed_at__gte=since)
    return _tried(rows.filter(right__isnull=False))


def posted(company: Company, since: datetime) -> Tried:
    """All automatic receipts posted since then; those that people took back count as wrong."""
    rows = judged(company).filter(unattended=True, decision="auto", proposed_at__gte=since)
    counts = rows.aggregate(all=Count("pk"), wrong=Count("pk", filter=Q(right=False)))
    return Tried(counts["all"] - counts["wrong"], counts["wrong"])


def reliability(company: Company, since: datetime) -> list[Reliability]:
    """Promise and finding by situation and band, the most cases first. Of automatic receipts only those
    count that were drawn: errors that come up by themselves would make the rest look worse than it is."""
    rows = judged(company).filter(Q(unattended=False) | Q(for_review=True), right__isnull=False)
    grouped = rows.filter(proposed_at__gte=since).values("situation", "band")
    counted = grouped.annotate(
        promised=Avg("probability"), all=Count("pk"), wrong=Count("pk", filter=Q(right=False))
    )
    return [
        Reliability(
            row["situation"], row["band"], row["promised"], Tried(row["all"] - row["wrong"], row["wrong"])
        )
        for row in counted.order_by("-all", "situation", "band")
    ]


def to_review(company: Company) -> QuerySet[Proposal]:
    """Automatic receipts that were drawn and that nobody has looked at yet, oldest first."""
    found = Verdict.objects.filter(proposal=OuterRef("pk"))
    drawn = Proposal.objects.filter(company=company, for_review=True).exclude(Exists(found))
    return drawn.select_related("receipt", "customer").prefetch_related("allocations__item").order_by("id")


def _tried(rows: QuerySet[Any]) -> Tried:
    counts = rows.aggregate(all=Count("pk"), wrong=Count("pk", filter=Q(right=False)))
    return Tried(counts["all"] - counts["wrong"], counts["wrong"])
