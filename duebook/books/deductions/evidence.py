"""What was said when something was kept back, and where it stands."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from duebook.books.banking.models import BankLine
from duebook.books.companies.models import Company
from duebook.books.ledger.models import Receipt
from duebook.books.remittances.models import Pair
from duebook.core.banking.remittance import RemittanceLine


@dataclass(frozen=True, slots=True)
class Told:
    """The payer's words with a receipt and where they stand; ``lines`` of his remittance, each with its own
    place."""

    receipt: Receipt
    words: str
    place: str
    lines: tuple[tuple[RemittanceLine, str], ...] = ()

    def lines_of(self, number: str) -> list[tuple[RemittanceLine, str]]:
        """The lines that tell of something kept back of a document."""
        return [(line, place) for line, place in self.lines if line.deduction and line.reference == number]


def told_of(company: Company, receipts: Collection[str]) -> dict[str, Told]:
    """By key of the receipt; every receipt is found, with or without words."""
    found = {
        row.key: Told(row, "", "") for row in Receipt.objects.filter(company=company, key__in=list(receipts))
    }
    lines = BankLine.objects.filter(receipt__company=company, receipt__key__in=list(receipts), kind="credit")
    listed = _listed(company, receipts)
    for line in lines.select_related("receipt", "statement__file"):
        assert line.receipt is not None
        key, place = line.receipt.key, f"{line.statement.file.name}, {line.place}"
        found[key] = Told(line.receipt, line.remittance, place, tuple(listed[key]))
    return found


def _listed(company: Company, receipts: Collection[str]) -> dict[str, list[tuple[RemittanceLine, str]]]:
    """What the remittances of each receipt say of single documents, and where."""
    listed: dict[str, list[tuple[RemittanceLine, str]]] = defaultdict(list)
    pairs = Pair.objects.filter(company=company, receipt__key__in=list(receipts), ended=None)
    rows = pairs.select_related("receipt", "remittance__file").prefetch_related("remittance__lines")
    for pair in rows.order_by("id"):
        for line in pair.remittance.lines.all():
            place = f"{pair.remittance.file.name}, {line.place}"
            listed[pair.receipt.key].append((line.value(), place))
    return listed
