"""The work list: what the machine could not, or must not, do alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Abs, Coalesce
from django.utils import timezone

from duebook.books.companies.models import Company
from duebook.books.dunning.models import Reminder
from duebook.books.dunning.queries import tasks_of
from duebook.books.imports.models import ImportedFile
from duebook.books.imports.queries import files_of
from duebook.books.ledger.models import JournalLine
from duebook.books.ledger.posting import WAITING
from duebook.books.matching.models import Proposal
from duebook.books.matching.proof import speaks_any_language
from duebook.books.matching.review import open_proposals
from duebook.books.matching.verdicts import to_review
from duebook.books.messaging.models import Message
from duebook.books.messaging.queries import messages_of
from duebook.books.remittances.models import Remittance
from duebook.books.remittances.queries import remittance_questions
from duebook.core.money import Money

Kind = Literal["proposal", "unmatched", "remittance", "contact", "message", "file", "review"]
RECENT = timedelta(days=14)
"""So long a file with problems stays on the list."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something a person must decide or do, with the ``money`` at stake in company currency.

    ``customer`` is a name, "" while nobody knows whose money it is; ``subject`` what the task is about: who
    paid, what to do (call, decide, find_address), the state of a message, the name of a file. ``why`` is a
    sentence in English, made of ``evidence`` where there is some; ``count`` how many items or problems it
    speaks of. ``key`` leads there: the row id of a receipt, message or file, the number of a customer to talk
    to.
    """

    kind: Kind
    key: str
    customer: str
    subject: str
    money: Money
    why: str
    since: date
    count: int = 1
    evidence: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The tasks of one kind, those with the most money first, and how many there are in all."""

    kind: Kind
    first: tuple[Task, ...]
    count: int


def work_list(company: Company, as_of: date, shown: int) -> list[Part]:
    """What waits for people at the end of a day, kind by kind, ``shown`` tasks of each."""
    parts = []
    for kind, rows in _waiting(company, as_of).items():
        first = tuple(_READ[kind](row, company.currency) for row in rows[:shown])
        parts.append(Part(kind, first, _count(rows) if len(first) == shown else len(first)))
    return parts


def count_work(company: Company, as_of: date) -> dict[Kind, int]:
    """How many tasks wait, by kind."""
    return {kind: _count(rows) for kind, rows in _waiting(company, as_of).items()}


def largest_tasks(company: Company, as_of: date, shown: int) -> list[Task]:
    """The tasks with the most money, whatever their kind; to look again at what was applied is no news."""
    parts = work_list(company, as_of, shown)
    tasks = [task for part in parts if part.kind != "review" for task in part.first]
    return sorted(tasks, key=lambda task: -task.money.minor)[:shown]


def end_of(day: date) -> datetime:
    """The instant at which a day is over, in the site's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _waiting(company: Company, as_of: date) -> dict[Kind, QuerySet[Any]]:
    """The rows behind the list, by kind, each with its ``money``."""
    end = end_of(as_of)
    received = JournalLine.objects.filter(account__in=WAITING, receipt=OuterRef("receipt"))
    applied = JournalLine.objects.filter(
        account="unapplied_cash", entry__kind="allocation", receipt=OuterRef("receipt")
    )
    proposals = _with_money(open_proposals(company).filter(receipt__booking_date__lte=as_of), received)
    contacts = tasks_of(company, as_of).prefetch_related("items__item")
    messages = messages_of(company, end).filter(state__in=("refused", "unknown"))
    return {
        "proposal": proposals.exclude(decision="unmatched"),
        "unmatched": proposals.filter(decision="unmatched"),
        "remittance": remittance_questions(company, end),
        "contact": _with_money(contacts, _asked_for("pk")).exclude(money=0),  # paid in the meantime
        "message": _with_money(messages, _asked_for("reminder")),
        "file": files_of(company, end).filter(received_at__gte=end - RECENT).exclude(problems=[]),
        "review": _with_money(to_review(company).filter(receipt__booking_date__lte=as_of), applied),
    }


def _asked_for(reminder: str) -> QuerySet[JournalLine]:
    """The ledger lines of the items that a reminder is about."""
    return JournalLine.objects.filter(
        account="receivables", item__reminders__reminder=OuterRef(reminder), item__reminders__superseded=False
    )


def _with_money(rows: QuerySet[Any], lines: QuerySet[JournalLine]) -> QuerySet[Any]:
    """``money``: what the lines of a row are worth in company currency; the most comes first."""
    worth = lines.order_by().values("company").annotate(total=Sum("base")).values("total")
    money = Abs(Coalesce(Subquery(worth), Value(0)))
    return cast(QuerySet[Any], rows.annotate(money=money).order_by("-money", "pk"))


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by().count()


def _proposal(row: Proposal, currency: str) -> Task:
    kind: Kind = "review" if row.for_review else "unmatched" if row.decision == "unmatched" else "proposal"
    customer = row.customer or row.receipt.customer
    return Task(
        kind,
        str(row.receipt_id),
        customer.name if customer else "",
        row.receipt.payer_name,
        Money(row.money, currency),  # type: ignore[attr-defined]
        row.reason,
        row.receipt.booking_date,
        evidence=row.evidence if speaks_any_language(row.evidence) else (),
    )


def _remittance(row: Remittance, currency: str) -> Task:
    return Task(
        "remittance",
        str(row.pk),
        "",
        row.payer_name or row.sender,
        Money((row.total or 0) if row.currency == currency else 0, currency),
        row.why,
        timezone.localdate(row.file.received_at),
        len(row.candidates),
    )


def _contact(row: Reminder, currency: str) -> Task:
    items = [line.item for line in row.items.all() if not line.superseded]
    since = min((item.due_date for item in items), default=row.as_of)
    return Task(
        "contact",
        row.customer.number,
        row.customer.name,
        row.action,
        Money(row.money, currency),  # type: ignore[attr-defined]
        f"{_ASK.get(row.action, row.action)} {len(items)} items, the oldest due since {since}",
        since,
        len(items),
    )


def _message(row: Message, currency: str) -> Task:
    return Task(
        "message",
        str(row.pk),
        row.customer.name,
        row.state,
        Money(row.money, currency),  # type: ignore[attr-defined]
        f"{row.subject}: {row.get_state_display()}",
        timezone.localdate(row.written_at),
    )


def _file(row: ImportedFile, currency: str) -> Task:
    place, what, _ = row.problems[0]
    return Task(
        "file",
        str(row.pk),
        "",
        row.name,
        Money(0, currency),
        f"{len(row.problems)} problems, the first at {place}: {what}",
        timezone.localdate(row.received_at),
        len(row.problems),
    )


_ASK = {"call": "call about", "decide": "decide what happens with", "find_address": "find an address for"}
_READ: dict[Kind, Callable[[Any, str], Task]] = {
    "proposal": _proposal,
    "unmatched": _proposal,
    "remittance": _remittance,
    "contact": _contact,
    "message": _message,
    "file": _file,
    "review": _proposal,
}
