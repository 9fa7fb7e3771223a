"""invoices.csv: the list of invoices, one row each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duebook.core.invoicing import KINDS, Invoice, Kind
from duebook.core.problems import Problem
from duebook.formats.table.record import Record
from duebook.formats.table.records import Manner, Shape, read_once, stream

YES = frozenset(["1", "y", "yes", "true", "t", "x", "j", "ja", "o", "oui", "s", "si", "sí"])
NO = frozenset(["0", "n", "no", "false", "f", "nein", "non"]) | {""}


@dataclass(frozen=True, slots=True)
class InvoiceTable:
    """What was understood of an invoice list, and what was not."""

    invoices: tuple[Invoice, ...]
    problems: tuple[Problem, ...]


def read_invoices(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> InvoiceTable:
    """Reads CSV, XLSX or Parquet bytes; ``name`` is the file's name for the Problems.

    ``mapping``: the file's column name -> ours. ``date_format``: as in ``%d.%m.%Y``; None is ISO 8601.
    ``decimal``, ``encoding``: where the file does not prove them. Never raises for what the file holds.
    """
    return InvoiceTable(*read_once(data, name, INVOICES, Manner(mapping, date_format, decimal, encoding)))


def stream_invoices(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> Iterator[Invoice | Problem]:
    """The same as ``read_invoices``, one at a time in the order of the file: little is remembered."""
    return stream(data, name, INVOICES, Manner(mapping, date_format, decimal, encoding))


def _identity(invoice: Invoice) -> tuple[object, ...]:
    """What may stand only once in a file; instalments of one invoice differ by their due date."""
    part = invoice.due_date if invoice.kind == "instalment" else None
    return invoice.company_code, invoice.customer_id, invoice.invoice_number, part


def _invoice(record: Record) -> Invoice:
    currency = record.needed("currency").upper()
    kind, amount = _kind(record, record.amount("amount", currency))
    settled = record.day("settled_date") if record.text("settled_date") else None
    if record.text("open_amount"):
        open_amount = record.amount("open_amount", currency)
        open_amount = -abs(open_amount) if amount < 0 else open_amount
    else:
        open_amount = 0 if settled else amount
    return Invoice(
        customer_id=record.needed("customer_id"),
        customer_name=record.shared("customer_name"),
        invoice_number=record.needed("invoice_number"),
        issue_date=record.day("issue_date"),
        due_date=record.day("due_date"),
        currency=currency,
        amount=amount,
        open_amount=open_amount,
        settled_date=settled,
        po_number=record.text("po_number"),
        company_code=record.shared("company_code"),
        terms=record.shared("terms"),
        disputed=_disputed(record),
        kind=kind,
        other_references=tuple(filter(None, map(record.text, OTHER_REFERENCES))),
    )


def _kind(record: Record, amount: int) -> tuple[Kind, int]:
    """What lowers the debt is negative, whether the file says so by its sign or by its kind."""
    said = record.text("kind").lower().replace(" ", "_").replace("-", "_") or "invoice"
    if said not in KINDS:
        raise record.unclear("kind", f"one of {', '.join(KINDS)}")
    if said in ("credit_note", "advance"):
        return said, -abs(amount)
    return ("credit_note" if amount < 0 else said), amount


def _disputed(record: Record) -> bool:
    said = record.text("disputed").lower()
    if said not in YES and said not in NO:
        raise record.unclear("disputed", "yes or no")
    return said in YES


OTHER_REFERENCES = ("order_number", "delivery_number", "contract_number", "payment_reference")
"""Columns with further numbers by which a payer may name the invoice."""

INVOICES = Shape(
    required=(
        "customer_id",
        "customer_name",
        "invoice_number",
        "issue_date",
        "due_date",
        "currency",
        "amount",
    ),
    optional=(
        "open_amount",
        "settled_date",
        "po_number",
        "company_code",
        "terms",
        "disputed",
        "kind",
        *OTHER_REFERENCES,
    ),
    amounts=("amount", "open_amount"),
    days=("issue_date", "due_date", "settled_date"),
    build=_invoice,
    identity=_identity,
    thing="invoice",
)
