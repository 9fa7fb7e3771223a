"""Sums for a day at a glance: what was open, waiting, invoiced and received by the end of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from duebook.books.companies.models import Company
from duebook.books.customers.models import Customer
from duebook.books.ledger.models import JournalEntry, JournalLine
from duebook.books.ledger.posting import WAITING


def last_booking_date(company: Company, until: date) -> date | None:
    """The newest day with an entry, not after ``until``; None while the books are empty."""
    return (
        JournalEntry.objects.filter(company=company, booking_date__lte=until)
        .order_by("-booking_date")
        .values_list("booking_date", flat=True)
        .first()
    )


@dataclass(frozen=True, slots=True)
class DueSum:
    """What is open of one currency and kind of item and due on one day; ``base`` is its value in company
    currency, minor units both."""

    currency: str
    kind: str
    due_date: date
    amount: int
    base: int


def open_by_due_date(company: Company, as_of: date, customer: Customer | None = None) -> list[DueSum]:
    """Open receivables as of a day, summed by currency, kind and due date; the ground of every aging."""
    rows = (
        _lines(company, as_of, customer)
        .filter(account="receivables")
        .values_list("currency", "item__kind", "item__due_date")
        .annotate(Sum("amount"), Sum("base"))
        .exclude(amount__sum=0)
        .order_by("currency", "item__due_date", "item__kind")
    )
    return [DueSum(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class WaitingCash:
    """Money of one currency that arrived and is not applied, in minor units; ``base`` in company currency."""

    currency: str
    amount: int
    base: int


def waiting_cash(company: Company, as_of: date, customer: Customer | None = None) -> list[WaitingCash]:
    """Unapplied and unidentified money as of a day, by currency."""
    rows = (
        _lines(company, as_of, customer)
        .filter(account__in=WAITING)
        .values_list("currency")
        .annotate(Sum("amount"), Sum("base"))
        .order_by("currency")
    )
    return [WaitingCash(currency, -amount, -base) for currency, amount, base in rows if amount]


def invoiced(company: Company, after: date, until: date) -> int:
    """Invoiced less credited from the day after ``after`` to ``until``, minor units of company currency."""
    lines = _lines(company, until).filter(account="invoiced", entry__booking_date__gt=after)
    return -(lines.aggregate(base=Sum("base"))["base"] or 0)


@dataclass(frozen=True, slots=True)
class CashDay:
    """Money that arrived on one day, in minor units of company currency, and what became of it.

    ``received = applied + waiting + elsewhere``; ``elsewhere``: not from customers, or returned.
    """

    day: date
    received: int
    applied: int
    waiting: int

    @property
    def elsewhere(self) -> int:
        return self.received - self.applied - self.waiting


def cash_by_day(company: Company, first: date, as_of: date) -> list[CashDay]:
    """Receipts booked from ``first`` to ``as_of``, by day, with what was applied of them by ``as_of``."""
    away = Q(entry__kind__in=("parking", "return")) | Q(entry__reverses__kind__in=("parking", "return"))
    rows = (
        _lines(company, as_of)
        .filter(account__in=WAITING, receipt__booking_date__gte=first)
        .values_list("receipt__booking_date")
        .annotate(
            received=Sum("base", filter=Q(entry__kind="receipt"), default=0),
            away=Sum("base", filter=away, default=0),
            left=Sum("base"),
        )
        .order_by("receipt__booking_date")
    )
    return [CashDay(day, -received, left - received - away, -left) for day, received, away, left in rows]


@dataclass(frozen=True, slots=True)
class Balance:
    """What a customer owes in one currency less what he paid and is not applied yet, minor units."""

    currency: str
    amount: int


def balances_of(company: Company, as_of: date, customers: Iterable[int]) -> dict[int, list[Balance]]:
    """Balances by customer id as of a day, by currency; customers who are even are left out."""
    rows = (
        _lines(company, as_of)
        .filter(account__in=("receivables", "unapplied_cash"), customer__in=list(customers))
        .values_list("customer_id", "currency")
        .annotate(total=Sum("amount"))
        .exclude(total=0)
        .order_by("currency")
    )
    found: dict[int, list[Balance]] = {}
    for customer, currency, amount in rows:
        found.setdefault(customer, []).append(Balance(currency, amount))
    return found


def _lines(company: Company, as_of: date, customer: Customer | None = None) -> QuerySet[JournalLine]:
    lines = JournalLine.objects.filter(company=company, entry__booking_date__lte=as_of)
    return lines.filter(customer=customer) if customer else lines
