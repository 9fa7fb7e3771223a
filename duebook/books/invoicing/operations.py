"""Invoice lists into the ledger: new ones posted, changed ones corrected, the same ones left alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import seal
from duebook.books.customers.models import Customer
from duebook.books.customers.operations import known_or_new
from duebook.books.invoicing.corrections import Correction, correct
from duebook.books.ledger.models import OpenItem
from duebook.books.ledger.posting import post
from duebook.books.ledger.receipts import worth
from duebook.books.rows import copy_rows, reserve_ids
from duebook.core.invoicing import Invoice
from duebook.core.ledger import Entry
from duebook.core.ledger import postings as core
from duebook.core.money import Rates

ITEM_COLUMNS = (
    "id", "event_id", "digest", "company_id", "customer_id", "open_amount", "key", "number", "kind",
    "currency", "amount", "disputed_amount", "issue_date", "due_date", "po_number", "terms", "company_code",
)  # fmt: skip


@dataclass(slots=True)
class Received:
    """What an invoice list did: how many were added, changed, the same; ``refused`` with their reasons."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[Invoice, str]] = field(default_factory=list)

    def add(self, more: "Received") -> None:
        """Count what a further part of the list did."""
        self.added += more.added
        self.changed += more.changed
        self.unchanged += more.unchanged
        self.refused += more.refused


def item_key(invoice: Invoice) -> str:
    """The business key: a number is unique for its customer (and company code), an instalment by its day."""
    code = f"{invoice.company_code}:" if invoice.company_code else ""
    day = f"/{invoice.due_date}" if invoice.kind == "instalment" else ""
    return f"{code}{invoice.customer_id}/{invoice.invoice_number}{day}"


def receive_invoices(record: Recording, invoices: Sequence[Invoice], rates: Rates, as_of: date) -> Received:
    """Bring the books to what ``invoices`` say. A list may close what is open here, never reopen it."""
    known = {
        item.key: item
        for item in OpenItem.objects.filter(
            company=record.company, key__in=[item_key(invoice) for invoice in invoices]
        )
    }
    unknown = [invoice for invoice in invoices if item_key(invoice) not in known]
    faults = [(invoice, fault) for invoice in unknown if (fault := _fault(invoice))]
    new = [invoice for invoice in unknown if not _fault(invoice)] if faults else unknown
    outcome = Received(added=len(new), refused=faults)
    _add(record, new, rates, as_of)
    for invoice in invoices:
        item = known.get(item_key(invoice))
        if item is None:
            continue
        result = correct(Correction(record, item, invoice, rates, as_of))
        if isinstance(result, str):
            outcome.refused.append((invoice, result))
        elif result:
            outcome.changed += 1
        else:
            outcome.unchanged += 1
    return outcome


LONGEST = {"customer_id": 60, "invoice_number": 60, "po_number": 60, "terms": 60, "company_code": 30}
"""Characters that the columns of customers and items hold."""


def _fault(invoice: Invoice) -> str:
    """Why the books cannot keep this invoice; "" when they can."""
    if not min(invoice.amount, 0) <= invoice.open_amount <= max(invoice.amount, 0):
        return "more is open than the invoice is about, or less than nothing; correct the open amount"
    for name, most in LONGEST.items():
        if len(getattr(invoice, name)) > most:
            return f"{name} has more than {most} characters; it is no {name.replace('_', ' ')}"
    return ""


def _add(record: Recording, invoices: Sequence[Invoice], rates: Rates, as_of: date) -> None:
    customers = known_or_new(record, {i.customer_id: i.customer_name for i in invoices})
    rows = [_item(record, invoice, customers[invoice.customer_id]) for invoice in invoices]
    seal(record, rows)
    for row, reserved in zip(rows, reserve_ids(OpenItem, len(rows)), strict=True):
        row.id = reserved
    copy_rows(OpenItem, ITEM_COLUMNS, ([getattr(row, name) for name in ITEM_COLUMNS] for row in rows))
    entries = [entry for invoice in invoices for entry in _entries(record, invoice, rates, as_of)]
    post(record, entries, {OpenItem: {row.key: row.id for row in rows}})


def _item(record: Recording, invoice: Invoice, customer: Customer) -> OpenItem:
    return OpenItem(
        company=record.company,
        customer=customer,
        key=item_key(invoice),
        number=invoice.invoice_number,
        kind=invoice.kind,
        currency=invoice.currency,
        amount=invoice.amount,
        open_amount=invoice.open_amount,
        disputed_amount=invoice.open_amount if invoice.disputed else 0,
        issue_date=invoice.issue_date,
        due_date=invoice.due_date,
        po_number=invoice.po_number,
        terms=invoice.terms,
        company_code=invoice.company_code,
    )


def _entries(record: Recording, invoice: Invoice, rates: Rates, as_of: date) -> list[Entry]:
    """The invoice itself and, for what was settled before it came here, the settlement."""
    key = item_key(invoice)
    ref = core.ItemRef(key, invoice.customer_id)
    value = worth(record, invoice.amount, invoice.currency, invoice.issue_date, rates)
    entries = [core.invoice(f"invoice {key}", ref, value, invoice.issue_date, invoice.kind)]
    settled = invoice.amount - invoice.open_amount
    if settled:
        base = core.share(value.amount, value.base, settled)
        day = invoice.settled_date or max(as_of, invoice.issue_date)
        side = core.Side(invoice.currency, settled, base)
        entries.append(core.settled_elsewhere(f"settled {key}", ref, side, day))
    return entries
