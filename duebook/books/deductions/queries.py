"""Deductions for readers, for the dunning run and for the aging."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from duebook.books.companies.models import Company
from duebook.books.deductions.models import Deduction, DeductionDecision
from duebook.books.ledger.models import JournalEntry, OpenItem

LIVE = ("open", "accepted", "rejected")
"""How a deduction stands while its money is still missing."""
SILENT = ("open", "accepted")
"""While a deduction stands so, its part of the item is not asked for."""

_UNDONE = Exists(JournalEntry.objects.filter(reverses=OuterRef("entry")))
_STATE = Coalesce(
    Subquery(DeductionDecision.objects.filter(deduction=OuterRef("pk")).order_by("-id").values("state")[:1]),
    Value("open"),
)


def deductions_of(company: Company) -> QuerySet[Any]:
    """All deductions, the newest first, with ``state`` (what people decided), ``standing`` (what the ledger
    makes of it, as ``core.deductions.standing``) and ``left`` (minor units still missing)."""
    later = Deduction.objects.filter(item=OuterRef("item"), id__gt=OuterRef("id"))
    replaced = Exists(later.filter(~Exists(JournalEntry.objects.filter(reverses=OuterRef("entry")))))
    standing = Case(
        When(_UNDONE, then=Value("reversed")),
        When(state="written_off", then=Value("written_off")),
        When(replaced, then=Value("replaced")),
        When(item__open_amount=0, then=Value("settled")),
        default=F("state"),
    )
    rows = Deduction.objects.filter(company=company).annotate(state=_STATE)
    rows = rows.annotate(standing=standing)
    left = Case(When(Q(standing__in=LIVE), then=Least("amount", "item__open_amount")), default=Value(0))
    return (
        rows.annotate(left=left)
        .select_related("entry", "item__customer", "receipt", "company")
        .order_by("-opened_on", "-id")
    )


def held_back(company: Company) -> dict[int, int]:
    """What is not to be asked for while a claim is open or granted: minor units by item (row id)."""
    rows = deductions_of(company).filter(standing__in=SILENT)
    return dict(rows.values_list("item_id", "left"))


def kept_back_of(company: Company, items: Iterable[OpenItem], as_of: date) -> dict[int, Deduction]:
    """The live deduction of each of these items, opened by a day, by the item's row id: one at most."""
    rows = deductions_of(company).filter(standing__in=LIVE, opened_on__lte=as_of)
    rows = rows.filter(item__in=[item.pk for item in items])
    return {row.item_id: row for row in rows}


def totals(company: Company) -> dict[str, dict[str, int]]:
    """What is still missing, by currency and standing, in minor units."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = deductions_of(company).filter(standing__in=LIVE)
    for currency, standing, left in rows.values_list("item__currency", "standing", "left"):
        found[currency][standing] += left
    return {currency: dict(by) for currency, by in sorted(found.items())}
