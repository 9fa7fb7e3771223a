"""Remittances in documents for people: tables and lines on pages, from whatever file the pages came.

A table is known by its header in the languages of the product, a line without one by its words. What is
read is proved by arithmetic: the documents add up to the total, the amounts of a row to each other.
"""

from collections.abc import Mapping, Sequence

from duebook.core.banking import RemittanceFile
from duebook.formats.document import Line, Page, lines_of
from duebook.formats.reading import Complaints, Unreadable
from duebook.formats.remittance.columns import currency_of
from duebook.formats.remittance.names import ADVICE, plain_name
from duebook.formats.remittance.pages.facts import Facts, facts_of
from duebook.formats.remittance.pages.prose import rows_in
from duebook.formats.remittance.pages.reading import Reading, remittance_of
from duebook.formats.remittance.pages.rows import Sheet, blocks_of, tables_of

_TELLING = frozenset({"paid", "discount", "deduction", "payment_reference"})
"""Columns that only a document about a payment has."""
_ASK = "apply it by hand, or ask the payer for a list (CSV, XLSX)"


def read(
    pages: Sequence[Page],
    name: str,
    kind: str,
    mapping: Mapping[str, str] | None = None,
    decimal: str | None = None,
    about: str = "",
) -> RemittanceFile:
    """The remittance of one document. ``kind``: what it is called as a format; ``about``: words beside it,
    such as the subject of the mail.

    Where it is none the format is "", with one Problem that says why.
    """
    complaints = Complaints(name)
    lines = [line for page in pages for line in lines_of(page)]
    try:
        sheet = _sheet(lines, mapping or {}, about)
        facts = facts_of(lines, sheet.used)
        reading = Reading(name, sheet, facts, _currency(facts, mapping or {}), decimal)
    except Unreadable as error:
        complaints.unreadable(lines[0].place if lines else "page 1", error)
        return RemittanceFile("", (), tuple(complaints.problems))
    found = remittance_of(reading, complaints)
    return RemittanceFile(kind, (found,) if found else (), tuple(complaints.problems))


def _sheet(lines: Sequence[Line], mapping: Mapping[str, str], about: str) -> Sheet:
    if not lines:
        raise Unreadable("the document is empty", _ASK)
    sheet = tables_of(lines, mapping)
    if not _documents(sheet):
        sheet = blocks_of(lines, mapping)
    if not _documents(sheet):
        sheet = rows_in(lines)
    telling = bool(sheet.columns & _TELLING)
    if not _documents(sheet):
        raise Unreadable("the document names no invoices with their amounts", _ASK)
    if not telling and not _is_about_payment([about, *(line.text for line in lines)]):
        raise Unreadable(
            "nothing says that this is about a payment: it may be an invoice or an account statement", _ASK
        )
    return sheet


def _documents(sheet: Sheet) -> bool:
    return any(row.kind == "document" for row in sheet.rows)


def _is_about_payment(texts: Sequence[str]) -> bool:
    spoken = "\n".join(map(plain_name, texts))
    return any(words in spoken for words in ADVICE)


def _currency(facts: Facts, mapping: Mapping[str, str]) -> str:
    """The one currency that stands beside the amounts, else the one that the user says."""
    if len(facts.currencies) == 1:
        return next(iter(facts.currencies))
    if len(facts.currencies) > 1:
        raise Unreadable(f"the amounts are in {' and '.join(sorted(facts.currencies))}", _ASK)
    try:
        return currency_of(mapping)
    except Unreadable as error:
        sign = f": {facts.unclear_sign} is the sign of several" if facts.unclear_sign else ""
        raise Unreadable(f"{error}{sign}", error.todo) from None
